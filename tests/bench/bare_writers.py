"""Our writers from a programme in memory, and bare ones from what they write.

Each function prepares, and returns what is measured: it gives the length of the file.
The bare writers know nothing of columns, views, formulas or people: they get every
value as it stands in the file.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from icalendar import Calendar, Event
from xlsxwriter import Workbook

from delegations.exports import csv as our_csv
from delegations.exports import ical, pdf, xlsx
from delegations.exports import json as our_json
from delegations.exports.pdf import day, typesetting
from delegations.exports.pdf.frame import frame
from delegations.exports.versions import with_version
from delegations.items import Programme
from delegations.models import CalendarEntry
from delegations.programme import Selection, programme
from exhibitors.models import Exhibition
from tests.bench.schedules import SLUG

NOW = datetime(2026, 1, 1, tzinfo=UTC)
Run = Callable[[], int]


def _selection() -> Selection:
    return Selection(Exhibition.objects.get(slug=SLUG))


def _whole() -> Programme:
    return with_version(programme(_selection()), NOW)


def _csv() -> Run:
    whole = _whole()
    return lambda: len(our_csv.write(whole))


def _bare_csv() -> Run:
    rows = [[str(cell) for cell in row] for row in our_csv.rows(_whole())]

    def run() -> int:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return len(text.getvalue().encode())

    return run


def _events():
    """Return the stops with what is shown of them, and an entry for each."""
    whole, labels = _whole(), ical._Labels()
    entry = CalendarEntry(sequence=0, changed_at=NOW)
    return whole, [
        (item, ical._content(whole, labels, item, None), entry) for item in whole.items
    ]


def _ics() -> Run:
    whole = _whole()

    def run() -> int:
        labels = ical._Labels()
        shown = []
        for item in whole.items:
            content = ical._content(whole, labels, item, None)
            entry = CalendarEntry(digest=content.digest(), changed_at=NOW)
            shown.append((item, content, entry))
        return len(ical.serialised(whole, shown))

    return run


def _bare_ics() -> Run:
    _programme, events = _events()
    rows = [
        {
            "uid": f"{item.uid}@expo",
            "dtstamp": NOW,
            "last-modified": NOW,
            "sequence": 0,
            "dtstart": content.start,
            "dtend": content.end,
            "summary": content.summary,
            "location": content.location,
            "description": content.description,
            "status": "CONFIRMED",
            "class": "CONFIDENTIAL",
        }
        for item, content, _entry in events
    ]

    def run() -> int:
        calendar = Calendar()
        calendar.add("prodid", "-//Expo//Expo//EN")
        calendar.add("version", "2.0")
        for row in rows:
            event = Event()
            for name, value in row.items():
                event.add(name, value)
            calendar.add_component(event)
        return len(calendar.to_ical())

    return run


def _json() -> Run:
    whole = _whole()
    return lambda: len(our_json.write(whole, "protocol", {}))


def _bare_json() -> Run:
    document = json.loads(our_json.write(_whole(), "protocol", {}))
    write = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    return lambda: len(write(document).encode())


def _xlsx() -> Run:
    whole = _whole()
    return lambda: len(xlsx.write(whole, "protocol", NOW))


def _bare_xlsx() -> Run:
    """Write as many cells as our file has, in constant memory, on one sheet."""
    rows = [[str(cell) for cell in row] for row in our_csv.rows(_whole())]

    def run() -> int:
        file = io.BytesIO()
        with Workbook(file, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(row, column, cell)
        return len(file.getvalue())

    return run


def _pdf() -> Run:
    printing = pdf.Printing(_whole(), _selection(), "protocol", NOW)
    return lambda: len(pdf.write(printing, "day"))


def _bare_pdf() -> Run:
    whole = _whole()
    values = frame(whole, "protocol", day.pages(whole, _selection()))
    return lambda: len(typesetting.typeset("day", values, NOW))


PAIRS: dict[str, tuple[Callable[[], Run], Callable[[], Run]]] = {
    "csv": (_csv, _bare_csv),
    "ics": (_ics, _bare_ics),
    "json": (_json, _bare_json),
    "xlsx": (_xlsx, _bare_xlsx),
    "pdf": (_pdf, _bare_pdf),
}
