"""What changes of the schedule did, in words: each row before → after.

Texts are in the active language, times in the exhibition's zone. However many changes
are told at once, there is one query for each model that they name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from delegations.models import Change, Stop, Visit
from delegations.snapshots import MODELS, NAMED_BY, Snapshot
from exhibitors.models import Exhibit, Exhibition

LONGEST = 120
MOST_NAMES = 3
# What says nothing to people, or is told by the row's own name.
_SILENT = frozenset({"exhibition_id", "key", "illustrative", "uid", "version", "slug"})


@dataclass(frozen=True)
class Account:
    """One change in words."""

    change: Change
    summary: str
    sentences: tuple[str, ...]


def accounts(changes: Iterable[Change]) -> list[Account]:
    """Return each change in words, in the order given."""
    found = list(changes)
    names = _Names(found)
    return [
        Account(
            change,
            _summary(change, names),
            tuple(_sentence(change, entry, names) for entry in change.entries),
        )
        for change in found
    ]


def sentences(change: Change) -> list[str]:
    """Return a sentence for each row of a change, in the order of writing."""
    return list(accounts([change])[0].sentences)


def summary(change: Change) -> str:
    """Return a change in one line: for whom, what was done, and to which rows."""
    return accounts([change])[0].summary


class _Names:
    """What the rows are called that changes touch or point to, now if they exist."""

    def __init__(self, changes: Sequence[Change]) -> None:
        keys: dict[type[models.Model], set[Any]] = {Visit: set(), Exhibition: set()}
        for change in changes:
            keys[Exhibition].add(change.exhibition_id)
            keys[Visit].update(change.visits)
            for entry in change.entries:
                for model, key in _named(entry):
                    keys.setdefault(model, set()).add(key)
        self.rows = {model: _rows(model, wanted) for model, wanted in keys.items()}

    def of(self, model: type[models.Model], key: Any, otherwise: str = "") -> str:
        """Return what a row is called; a number for one that is gone."""
        row = self.rows.get(model, {}).get(key)
        return str(row) if row is not None else otherwise or f"#{key}"

    def home(self, change: Change) -> Exhibition:
        """Return the exhibition of a change."""
        found: Exhibition = self.rows[Exhibition][change.exhibition_id]
        return found

    def delegations(self, change: Change) -> list[str]:
        """Return the names of the delegations whose visits a change touches."""
        visits = [self.rows[Visit].get(key) for key in change.visits]
        return list(dict.fromkeys(str(v.delegation) for v in visits if v is not None))


def _rows(model: type[models.Model], keys: set[Any]) -> dict[Any, Any]:
    if not keys:
        return {}
    rows: Any = model._default_manager.filter(pk__in=keys)
    needed = next((n for m, n in NAMED_BY.items() if m is model), ())
    return {row.pk: row for row in (rows.select_related(*needed) if needed else rows)}


def _named(entry: Snapshot) -> Iterator[tuple[type[models.Model], Any]]:
    """Yield the rows that one entry is about and points to."""
    model = MODELS[entry["model"]]
    yield model, entry["pk"]
    for values in (entry["before"] or {}, entry["after"] or {}):
        for key in values.get("exhibits") or ():
            yield Exhibit, key
        for field, value in _fields(model, values):
            if field.many_to_one and value is not None:
                yield field.related_model, value


def _fields(model: type[models.Model], values: Snapshot) -> Iterator[tuple[Any, Any]]:
    for field in model._meta.concrete_fields:
        if field.attname in values and field.attname not in _SILENT:
            yield field, values[field.attname]


def names_now(change: Change) -> list[str]:
    """Return what the rows of a change are called in the active language, each once.

    Those that are gone as they were called then.
    """
    keys: dict[type[models.Model], set[Any]] = {}
    for entry in change.entries:
        keys.setdefault(MODELS[entry["model"]], set()).add(entry["pk"])
    rows = {model: _rows(model, wanted) for model, wanted in keys.items()}
    found = (
        str(rows[MODELS[entry["model"]]].get(entry["pk"], entry["name"]))
        for entry in change.entries
    )
    return list(dict.fromkeys(found))


def _summary(change: Change, names: _Names) -> str:
    rows = list(
        dict.fromkeys(
            names.of(MODELS[entry["model"]], entry["pk"], entry["name"])
            for entry in change.entries
        )
    )
    text = ", ".join(rows[:MOST_NAMES])
    if len(rows) > MOST_NAMES:
        text = _("%(names)s and %(number)d more") % {
            "names": text,
            "number": len(rows) - MOST_NAMES,
        }
    line = f"{capfirst(change.get_action_display())}: {text}"
    whom = [name for name in names.delegations(change) if name not in rows]
    return f"{', '.join(whom)}. {line}" if whom else line


def _sentence(change: Change, entry: Snapshot, names: _Names) -> str:
    model = MODELS[entry["model"]]
    row = {
        "kind": capfirst(model._meta.verbose_name),
        "row": names.of(model, entry["pk"], entry["name"]),
    }
    before, after = entry["before"], entry["after"]
    if before is None:
        text = _("%(kind)s “%(row)s” was added") % row
        return _ended(text, _told(change, model, after, names))
    if after is None:
        text = _("%(kind)s “%(row)s” was removed") % row
        return _ended(text, _told(change, model, before, names))
    parts = [
        f"{label} {old} → {new}"
        for (label, old), (_again, new) in zip(
            _words(change, model, before, names),
            _words(change, model, after, names),
            strict=True,
        )
    ]
    return _ended(f"{row['kind']} “{row['row']}”", parts)


def _ended(start: str, parts: Sequence[str]) -> str:
    return f"{start}: {'; '.join(parts)}." if parts else f"{start}."


def _told(
    change: Change, model: type[models.Model], values: Snapshot, names: _Names
) -> list[str]:
    """Return the values of a whole row that were entered."""
    entered = {
        field.attname: value
        for field, value in _fields(model, values)
        if value not in (None, "", []) and value != field.get_default()
    }
    if values.get("exhibits"):
        entered["exhibits"] = values["exhibits"]
    words = _words(change, model, entered, names)
    return [f"{label} {word}" for label, word in words]


def _words(
    change: Change, model: type[models.Model], values: Snapshot, names: _Names
) -> list[tuple[str, str]]:
    """Return label and value in words of every field, in the model's order."""
    home = names.home(change)
    found = [
        (str(field.verbose_name), _word(field, value, names, home))
        for field, value in _fields(model, values)
    ]
    if "exhibits" in values:
        shown = [names.of(Exhibit, key) for key in values["exhibits"] or ()]
        label = str(Stop._meta.get_field("exhibits").verbose_name)
        found.append((label, ", ".join(shown) or "–"))
    return found


def _word(field: Any, value: Any, names: _Names, home: Exhibition) -> str:
    if value in (None, "", []):
        return "–"
    if field.many_to_one:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _stretch(value, home)
    if isinstance(field, models.DateTimeField):
        return _clock(datetime.fromisoformat(value), home)
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value), "j E Y")
    return f"“{Truncator(value).chars(LONGEST)}”" if isinstance(value, str) else value


def _stretch(ends: Sequence[str], home: Exhibition) -> str:
    first, last = (datetime.fromisoformat(end) for end in ends)
    return f"{_clock(first, home)}–{home.local(last):%H:%M}"


def _clock(moment: datetime, home: Exhibition) -> str:
    local = home.local(moment)
    return f"{date_format(local, 'j E')} {local:%H:%M}"
