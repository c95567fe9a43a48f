"""What one saw, what one wants, and what others made of it meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from delegations.board.days import Day
from delegations.models import Change, Stop
from delegations.snapshots import Snapshot, snapshot
from exhibitors.models import Exhibit, Stand

# Kept by the program: nobody chose them.
_SILENT = {"version", "exhibition_id", "visit_id", "uid", "key", "illustrative"}
# The title of the active language, which has a column of its own too.
_SILENT |= {"title"}


@dataclass(frozen=True, slots=True)
class Differs:
    """One value of a stop: as it was seen, as one wants it, as it is now."""

    name: str
    label: str
    was: str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What others changed of a stop since one saw it, and who did so last."""

    who: str
    at: str
    version: int
    seen: int
    fields: tuple[Differs, ...]


def seen_then(stop: Stop, seen: int) -> Snapshot:
    """Return a stop's values as they were at the change of a number."""
    return _rewound(snapshot(stop), _since(stop, seen), stop.pk)


def difference(
    day: Day, stop: Stop, seen: int, wanted: Mapping[str, Any]
) -> Difference | None:
    """Return what others changed of a stop since; None where all is as it was seen.

    ``wanted`` holds the values that one wants to write, as ``snapshot`` writes them.
    """
    stored = snapshot(stop)
    since = _since(stop, seen)
    now, was = _plain(stored), _plain(_rewound(stored, since, stop.pk))
    changed = [n for n in now if n not in _SILENT and now[n] != was[n]]
    if not changed:
        return None
    wanted = _plain(wanted)
    asked = [n for n in wanted if n not in _SILENT and wanted[n] != was.get(n)]
    shown = Shown(day, [was, now, wanted])
    fields = tuple(
        Differs(
            name,
            shown.label(name),
            shown.value(name, was.get(name)),
            shown.value(name, wanted.get(name, was.get(name))),
            shown.value(name, now[name]),
        )
        for name in dict.fromkeys([*changed, *asked])
        if name in now
    )
    last = since[0]
    return Difference(
        str(last.user) if last.user else _("The program"),
        f"{day.exhibition.local(last.written_at):%H:%M}",
        stop.version,
        last.pk,
        fields,
    )


def _plain(values: Mapping[str, Any]) -> Snapshot:
    """Return values that are equal where they mean the same."""
    return {name: _meant(value) for name, value in values.items()}


def _meant(value: Any) -> Any:
    if isinstance(value, list):
        return [parse_datetime(v) if isinstance(v, str) else v for v in value]
    return "" if value is None else value


def _since(stop: Stop, seen: int) -> list[Change]:
    """Return the changes that touched a stop since a number, the latest first."""
    rows = Change.objects.filter(
        exhibition=stop.exhibition_id, pk__gt=seen, visits__contains=[stop.visit_id]
    )
    return [
        change
        for change in rows.select_related("user").order_by("-pk")
        if any(_is_of(entry, stop.pk) for entry in change.entries)
    ]


def _is_of(entry: Mapping[str, Any], pk: int) -> bool:
    return bool(entry["model"] == "stop" and entry["pk"] == pk)


def _rewound(now: Snapshot, since: list[Change], pk: int) -> Snapshot:
    values = dict(now)
    for change in since:
        for entry in change.entries:
            if _is_of(entry, pk):
                values.update(entry["before"] or {})
    return values


class Shown:
    """Values of stops as people read them; two queries for all that is named."""

    def __init__(self, day: Day, values: list[Snapshot]) -> None:
        self.day = day
        stands = {row.get("stand_id") for row in values} - {None, ""}
        exhibits = {pk for row in values for pk in row.get("exhibits") or ()}
        self.stands = Stand.objects.in_bulk(stands)
        self.exhibits = Exhibit.objects.in_bulk(exhibits)

    def label(self, name: str) -> str:
        """Return what a value is called."""
        if name == "exhibits":
            return str(Stop._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        fields: tuple[Any, ...] = Stop._meta.concrete_fields
        return next(str(f.verbose_name) for f in fields if f.attname == name)

    def value(self, name: str, value: Any) -> str:
        """Return a value in words, “—” for none."""
        if value in ("", []):
            return "—"
        if name == "stand_id":
            return str(self.stands.get(value, value))
        if name == "exhibits":
            return ", ".join(str(self.exhibits.get(pk, pk)) for pk in value)
        if isinstance(value, list):
            return "–".join(f"{self.day.exhibition.local(end):%H:%M}" for end in value)
        field: Any = Stop._meta.get_field(name)
        return str(dict(field.flatchoices).get(value, value))
