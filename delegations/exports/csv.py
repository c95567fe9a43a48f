"""A programme as comma-separated values.

UTF-8 with a byte order mark: without one, Excel reads Cyrillic and Azerbaijani
letters as Western European ones; every other reader skips it. Times are ISO 8601
with their offset, the zone has a column of its own.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from delegations.items import Item, Programme, Who

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: object) -> str:
    """Return a cell's text that no spreadsheet runs: formulas get an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _people(people: Iterable[Who]) -> str:
    return "; ".join(str(person) for person in people)


COLUMNS: tuple[tuple[str, Callable[[Item], object]], ...] = (
    (gettext_noop("Day"), lambda item: item.on or ""),
    (gettext_noop("Start"), lambda item: item.start.isoformat() if item.start else ""),
    (gettext_noop("End"), lambda item: item.end.isoformat() if item.end else ""),
    (gettext_noop("Minutes"), lambda item: item.minutes or ""),
    (gettext_noop("Delegation"), lambda item: item.delegation),
    (gettext_noop("Country"), lambda item: item.country),
    (gettext_noop("Visit"), lambda item: item.visit_name),
    (gettext_noop("Order"), lambda item: item.order),
    (gettext_noop("Kind"), lambda item: item.kind_label),
    (gettext_noop("Stop"), lambda item: item.title),
    (gettext_noop("Stand number"), lambda item: item.stand_number),
    (gettext_noop("Stand"), lambda item: item.stand),
    (gettext_noop("Area"), lambda item: item.area),
    (gettext_noop("Bay"), lambda item: item.bay if item.stand else ""),
    (gettext_noop("Exhibits"), lambda item: "; ".join(item.exhibits)),
    (gettext_noop("Receives"), lambda item: _people(item.receiving)),
    (gettext_noop("Accompanies"), lambda item: _people(item.accompanying)),
    (gettext_noop("Interprets"), lambda item: _people(item.interpreting)),
    (gettext_noop("Size"), lambda item: item.size or ""),
    (gettext_noop("Meeting point"), lambda item: item.meeting_point),
    (gettext_noop("Gate"), lambda item: item.gate),
    (gettext_noop("Parking"), lambda item: item.parking),
    (gettext_noop("Cars"), lambda item: item.cars),
    (gettext_noop("Duty telephone"), lambda item: item.duty_phone),
    (gettext_noop("Status"), lambda item: item.status_label),
    (gettext_noop("Basis"), lambda item: item.basis_label),
    (gettext_noop("Talking points"), lambda item: item.talking_points),
    (gettext_noop("Note"), lambda item: item.note),
    (gettext_noop("Illustrative"), lambda item: "; ".join(item.illustrative)),
    (gettext_noop("Identifier"), lambda item: item.uid),
)


def write(programme: Programme) -> bytes:
    """Return the file: a header row in the programme's language, a row a stop."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    csv.writer(text).writerows(rows(programme))
    return text.getvalue().encode()


def rows(programme: Programme) -> Iterator[list[str]]:
    """Yield the header and then a row for each stop."""
    zone = programme.exhibition.timezone
    with translation.override(programme.language):
        header = [_(name) for name, _value in COLUMNS]
    yield [*header[:3], _zone_label(programme), *header[3:]]
    for item in programme.items:
        cells = [harmless(value(item)) for _name, value in COLUMNS]
        yield [*cells[:3], zone, *cells[3:]]


def _zone_label(programme: Programme) -> str:
    with translation.override(programme.language):
        return _("Time zone")
