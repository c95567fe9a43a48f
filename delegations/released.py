"""What was released: the latest version of each day, as it was then.

A stop may be in the latest versions of two days, where its visit moved and only one
of the days was released since. What was said last holds: each version also names the
stops that were on its day before and are ``gone`` from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from delegations.items import Item, from_json
from delegations.models import Release
from exhibitors.models import Exhibition

RELEASED = "released"

_COLUMNS = ("pk", "on", "version", "released_at", "change")


@dataclass(frozen=True)
class Version:
    """The latest version of a day, its stops in one language."""

    pk: int
    on: date
    number: int
    released_at: datetime
    change: int
    stops: Sequence[dict[str, Any]] = field(repr=False)
    gone: frozenset[int] = field(repr=False, kw_only=True)

    def items(self) -> tuple[Item, ...]:
        """Return its stops, those that are off too."""
        return tuple(from_json(stop) for stop in self.stops)


def latest_versions(
    exhibition: Exhibition, language: str = "en", **filters: Any
) -> tuple[Version, ...]:
    """Return the latest version of each day, in the order in which they came."""
    rows = (
        Release.objects.filter(exhibition=exhibition, **filters)
        .order_by("on", "-version")
        .distinct("on")
        .values_list(*_COLUMNS, f"items__{language}", "items__gone")
    )
    found = [Version(*row[:-1], gone=frozenset(row[-1] or ())) for row in rows]
    return tuple(sorted(found, key=lambda version: version.pk))


def version_of(
    exhibition: Exhibition, on: date, language: str = "en"
) -> Version | None:
    """Return the latest version of a day, None before the first."""
    return next(iter(latest_versions(exhibition, language, on=on)), None)


def released_items(versions: Iterable[Version]) -> list[Item]:
    """Return the stops of the latest versions, each once; in no order."""
    said = last_said(versions)
    return [
        from_json(stop)
        for version in versions
        for stop in version.stops
        if said[stop["stop"]] == version.on
    ]


def last_said(versions: Iterable[Version]) -> dict[int, date | None]:
    """Return on which day each stop was last said to be, None for nowhere."""
    found: dict[int, date | None] = {}
    for version in versions:
        found.update(dict.fromkeys(version.gone))
        found.update((stop["stop"], version.on) for stop in version.stops)
    return found


def version_in_words(
    exhibition: Exhibition, versions: Iterable[Version], days: Iterable[date]
) -> str:
    """Return which version of these days is shown, in the active language."""
    wanted = set(days)
    found = sorted(
        (version for version in versions if version.on in wanted),
        key=lambda version: version.on,
    )
    if not found:
        return _("Not released")
    if len(found) > 1:
        return "; ".join(_of_day(version) for version in found)
    return _("Version %(number)d, released %(time)s") % {
        "number": found[0].number,
        "time": moment(exhibition, found[0].released_at),
    }


def _of_day(version: Version) -> str:
    return _("%(day)s: version %(number)d") % {
        "day": formats.date_format(version.on, "j E"),
        "number": version.number,
    }


def moment(exhibition: Exhibition, at: datetime) -> str:
    """Return a moment as day and time of the exhibition's zone."""
    return formats.date_format(exhibition.local(at), "j E Y, H:i")
