"""Changes of the schedule taken back, and done again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from delegations import schedule
from delegations.models import Change
from delegations.rows import Row, parts_of
from delegations.snapshots import MODELS, put_back, snapshot
from exhibitors.models import Exhibit, Exhibition

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 20
# Not offered: what took something back is done again, and a mark is taken back by
# another tap, for the taps are kept and would bring the times back.
_NEVER = (Change.Action.UNDO, Change.Action.MARK)


def undoable(exhibition: Exhibition, user: Any) -> "QuerySet[Change]":
    """Return the last changes of an account that can be taken back, latest first."""
    own = Change.objects.filter(exhibition=exhibition, user=user, undone_by=None)
    return own.exclude(action__in=_NEVER).order_by("-pk")[:MOST]


def redoable(exhibition: Exhibition, user: Any) -> Change | None:
    """Return what an account took back last, None where it went on since."""
    own = Change.objects.filter(exhibition=exhibition, user=user).order_by("-pk")
    fresh = own.filter(undoes=None).exclude(action=Change.Action.UNDO).first()
    back = own.filter(action=Change.Action.UNDO, undone_by=None)
    return back.filter(pk__gt=fresh.pk if fresh else 0).first()


def undo(change: Change, reader: Any) -> Change | None:
    """Take a change back, and return the change that does so.

    Taking back what took something back does it again. Raises ScheduleConflict, with
    the reason, where that was done already, where the rows were changed since, or
    where their old place is taken.
    """
    if Change.objects.filter(undoes=change).exists():
        raise _refused(_("This was taken back already."))
    if change.action == Change.Action.MARK:
        raise _refused(_("What was marked on the day is taken back on the day’s page."))
    later = _later(change)
    if later is not None:
        raise _refused(_reason(later, reader))
    _refuse_gone(change)
    rows: list[Row] = []
    removed: list[Row] = []
    for entry in change.entries:
        _take_back(entry, rows, removed)
    _refuse_built_on(removed, change)
    _join(rows)
    is_again = change.action == Change.Action.UNDO and change.undoes is not None
    action = change.undoes.action if is_again and change.undoes else Change.Action.UNDO
    try:
        return schedule.write(
            rows, removed=removed, reader=reader, action=action, undoes=change
        )
    except RestrictedError as error:
        sentence = _("“%(row)s” was exported or reported on since, so it stays.")
        raise _refused(sentence % {"row": removed[0]}) from error


def _refused(sentence: str) -> schedule.ScheduleConflict:
    return schedule.ScheduleConflict([schedule.Clash("undo", None, sentence)])


def _later(change: Change) -> Change | None:
    """Return the last change in force that touched a row after this one.

    Or what would go with a row: taken back, what it made is removed with all its parts.
    """
    keys = _keys(change) | {
        (part._meta.model_name, part.pk) for part in parts_of(_made(change))
    }
    for later in _in_force_since(change):
        if keys & _keys(later):
            return later
    return None


def _keys(change: Change) -> set[tuple[str | None, int]]:
    return {(entry["model"], entry["pk"]) for entry in change.entries}


def _made(change: Change) -> list[Row]:
    """Return the rows that a change made, as far as they are still there."""
    found: list[Row] = []
    for entry in change.entries:
        if entry["before"] is None:
            model: Any = MODELS[entry["model"]]
            found += model.objects.filter(pk=entry["pk"])
    return found


def _refuse_built_on(removed: list[Row], change: Change) -> None:
    """Refuse to remove what the change did not make, though no change tells of it."""
    known = _keys(change)
    for part in parts_of(removed):
        if (part._meta.model_name, part.pk) not in known:
            sentence = _("“%(row)s” has got “%(part)s” since, so it stays.")
            raise _refused(sentence % {"row": removed[0], "part": part})


def _in_force_since(change: Change) -> Iterator[Change]:
    """Yield the changes since, latest first, without those that cancel each other.

    One that was taken back and what took it back are together nothing; one that was
    then done again counts as itself.
    """
    since = Change.objects.filter(exhibition=change.exhibition_id, pk__gt=change.pk)
    rows = list(since.select_related("user").order_by("-pk"))
    known = {row.pk for row in rows}
    gone: set[int | None] = set()
    for row in rows:
        if row.pk in gone:
            continue
        if row.undoes_id in known:
            gone.add(row.undoes_id)
        else:
            yield row


def _reason(later: Change, reader: Any) -> str:
    if later.action == Change.Action.MARK:
        sentence = _("“%(row)s” was marked on the day since, so this stays as it is.")
        return sentence % {"row": ", ".join(later.names)}
    if reader is not None and later.user_id == reader.pk:
        return _("You changed “%(row)s” again since: take that back first.") % {
            "row": ", ".join(later.names)
        }
    who = str(later.user) if later.user else _("the program")
    clock = later.exhibition.local(later.written_at)
    return _("%(who)s changed “%(row)s” at %(time)s, so this stays as it is.") % {
        "who": who,
        "row": ", ".join(later.names),
        "time": f"{clock:%H:%M}",
    }


def _refuse_gone(change: Change) -> None:
    """Refuse where something is gone that a row pointed to before the change."""
    back = {(e["model"], e["pk"]) for e in change.entries if e["before"] is not None}
    wanted: dict[Any, dict[Any, str]] = {}
    for entry in change.entries:
        for model, key in _pointed_to(entry):
            if (model._meta.model_name, key) not in back:
                wanted.setdefault(model, {})[key] = entry["name"]
    for model, keys in wanted.items():
        rows = model._default_manager.filter(pk__in=keys)
        gone = keys.keys() - set(rows.values_list("pk", flat=True))
        if gone:
            key = min(gone)
            raise _refused(_gone_sentence(change, model, key, keys[key]))


def _pointed_to(entry: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the model and key of all that a row pointed to, where that comes back."""
    before = entry["before"] or {}
    fields: Any = MODELS[entry["model"]]._meta.concrete_fields
    for field in fields:
        if field.many_to_one and before.get(field.attname) is not None:
            yield field.related_model, before[field.attname]
    for key in before.get("exhibits") or ():
        yield Exhibit, key


def _gone_sentence(change: Change, model: Any, key: int, row: str) -> str:
    """Return what is gone: by its name where the log knows it, else whose it was."""
    entry = {"model": model._meta.model_name, "pk": key}
    known = Change.objects.filter(
        exhibition=change.exhibition_id, entries__contains=[entry]
    ).first()
    for kept in known.entries if known else ():
        if entry.items() <= kept.items():
            sentence = _("“%(gone)s” was removed since, so this stays as it is.")
            return sentence % {"gone": kept["name"]}
    return _("The %(kind)s of “%(row)s” is gone, so this stays as it is.") % {
        "kind": model._meta.verbose_name,
        "row": row,
    }


def _take_back(entry: dict[str, Any], rows: list[Row], removed: list[Row]) -> None:
    model = MODELS[entry["model"]]
    before, after = entry["before"], entry["after"]
    found: Any = model.objects.filter(pk=entry["pk"]).first()
    if before is not None and after is None and found is None:
        found = model(pk=entry["pk"])
        put_back(found, before)
        if hasattr(found, "version"):
            found.version = before["version"] + 1
        rows.append(found)
        return
    _refuse_touched(entry, found)
    if before is None:
        removed.append(found)
    else:
        put_back(found, before)
        rows.append(found)


def _join(rows: list[Row]) -> None:
    """Let rows that come back together know one another before any is saved."""
    known = {(row._meta.model_name, row.pk): row for row in rows}
    for row in rows:
        for name in ("delegation", "visit", "stop"):
            parent = known.get((name, getattr(row, f"{name}_id", None) or 0))
            if parent is not None:
                setattr(row, name, parent)


def _refuse_touched(entry: dict[str, Any], found: Row | None) -> None:
    """Refuse a row that is no longer as the change left it, whoever touched it."""
    now = snapshot(found) if found is not None else {}
    after = {n: v for n, v in (entry["after"] or {}).items() if n != "version"}
    if found is None or any(now[name] != value for name, value in after.items()):
        sentence = _("“%(row)s” is no longer as this change left it.")
        raise _refused(sentence % {"row": entry["name"]})
