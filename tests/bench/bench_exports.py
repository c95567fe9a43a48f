"""Time and memory of exporting 2,000 stops, beside writing the same rows bare.

    python -m tests.bench.bench_exports

Each export runs in a process of its own, so that its peak memory is its own. The bare
writer reads the same columns by one raw query and writes them with the csv module.
"""

import csv
import io
import os
import resource
import sys
import time
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.db import connection  # noqa: E402
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange  # noqa: E402

from delegations.exports.files import export  # noqa: E402
from delegations.models import (  # noqa: E402
    CalendarEntry,
    Delegation,
    Engagement,
    Person,
    Stop,
    Visit,
)
from delegations.programme import Selection  # noqa: E402
from exhibitors.models import Exhibition, Stand  # noqa: E402

SLUG = "bench-exports"
VISITS, STOPS = 200, 10
DAY = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("ics", "ics again", "csv", "bare")


def make_schedule() -> None:
    """Make 200 visits of 10 stops each, every stop with its people."""
    exhibition = Exhibition.objects.create(
        slug=SLUG,
        name="Bench",
        start_on="2026-01-01",
        end_on="2026-01-20",
        timezone="Asia/Baku",
    )

    stands = _many(exhibition, Stand)
    people = _many(exhibition, Person)
    delegations = _many(exhibition, Delegation, country_id="KZ")
    visits = Visit.objects.bulk_create(
        Visit(
            exhibition=exhibition,
            delegation=delegation,
            on=(DAY + timedelta(days=n // 10)).date(),
            span=_time(n, 0, STOPS),
            meeting_point="Main entrance",
        )
        for n, delegation in enumerate(delegations)
    )
    _call(exhibition, visits, stands, people)


def _call(exhibition, visits, stands, people) -> None:
    """Make the stops of the visits, each with who receives it."""
    stops = Stop.objects.bulk_create(
        Stop(
            exhibition=exhibition,
            visit=visit,
            position=place,
            planned=_time(n, place, place + 1),
            stand=stands[(n + place * 20) % VISITS],
        )
        for n, visit in enumerate(visits)
        for place in range(STOPS)
    )
    Engagement.objects.bulk_create(
        Engagement(
            exhibition=exhibition,
            visit=stop.visit,
            stop=stop,
            person=people[number // STOPS],
            role="receives",
        )
        for number, stop in enumerate(stops)
    )


def _many(exhibition: Exhibition, model, **fields):
    """Return as many new rows as there are visits."""
    name = model.__name__.lower()
    return model.objects.bulk_create(
        model(exhibition=exhibition, slug=f"{name}-{n}", name=f"{name} {n}", **fields)
        for n in range(VISITS)
    )


def _time(visit: int, first: int, last: int) -> DateTimeTZRange:
    start = DAY + timedelta(days=visit // 10, hours=6)
    return DateTimeTZRange(
        start + timedelta(minutes=20 * first),
        start + timedelta(minutes=20 * last),
        "[)",
    )


def bare() -> bytes:
    """Return a table of the same stops, by one query and the csv module."""
    text = io.StringIO(newline="")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT v.on, lower(s.planned), upper(s.planned), d.name_en, c.name_en,
                   v.name_en, s.position, s.kind, s.title_en, b.number, b.name_en,
                   p.name_en, p.title_en, d.size, v.meeting_point_en, v.parking,
                   v.cars, v.duty_phone, s.status, s.basis, s.note, s.uid
            FROM delegations_stop s
            JOIN delegations_visit v ON v.id = s.visit_id
            JOIN delegations_delegation d ON d.id = v.delegation_id
            JOIN exhibitors_exhibition e ON e.id = s.exhibition_id
            LEFT JOIN exhibitors_country c ON c.iso2 = d.country_id
            LEFT JOIN exhibitors_stand b ON b.id = s.stand_id
            LEFT JOIN delegations_engagement g ON g.stop_id = s.id
            LEFT JOIN delegations_person p ON p.id = g.person_id
            WHERE e.slug = %s ORDER BY lower(s.planned), s.id
            """,
            [SLUG],
        )
        csv.writer(text).writerows(cursor)
    return text.getvalue().encode()


def run(kind: str) -> bytes:
    """Return the file of one kind."""
    if kind == "bare":
        return bare()
    exhibition = Exhibition.objects.get(slug=SLUG)
    return export(Selection(exhibition), kind.split(maxsplit=1)[0]).content


def measure(kind: str) -> tuple[float, float, float, int]:
    """Return seconds, peak and added memory in MB, and bytes, of a fresh process."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        before = _memory()
        began = time.perf_counter()
        size = len(run(kind))
        seconds = time.perf_counter() - began
        line = f"{seconds} {_memory()} {_memory() - before} {size}"
        os.write(writable, line.encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as answer:
        seconds, peak, added, size = answer.read().split()
    os.waitpid(child, 0)
    return float(seconds), float(peak), float(added), int(size)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line for each kind of file."""
    out = sys.stdout.write
    forget()
    make_schedule()
    # The children open connections of their own.
    connection.close()
    try:
        out(f"{VISITS * STOPS} stops      seconds  ratio  peak MB  added MB    kB\n")
        found = {kind: measure(kind) for kind in KINDS}
        bare_seconds = found["bare"][0]
        for kind, (seconds, peak, added, size) in found.items():
            out(
                f"{kind:<14}{seconds:9.3f}{seconds / bare_seconds:7.1f}"
                f"{peak:9.0f}{added:10.1f}{size / 1024:6.0f}\n"
            )
    finally:
        forget()


def forget() -> None:
    """Remove the schedule."""
    CalendarEntry.objects.filter(stop__exhibition__slug=SLUG).delete()
    Stop.objects.filter(exhibition__slug=SLUG).delete()
    Exhibition.objects.filter(slug=SLUG).delete()


if __name__ == "__main__":
    main()
