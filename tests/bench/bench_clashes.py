"""Time to judge a day of 60 delegations with 10 stops each, beside reading its rows.

    python -m tests.bench.bench_clashes

The bare reader fetches the same rows by one raw query and makes nothing of them.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange  # noqa: E402

from delegations.clashes import clashes_if, clashes_on  # noqa: E402
from delegations.models import (  # noqa: E402
    Apart,
    Delegation,
    Engagement,
    LanguagePair,
    Person,
    Stop,
    Visit,
)
from exhibitors.models import Area, Exhibition, OpeningHours, Stand  # noqa: E402

SLUG = "bench-clashes"
TOURS, STOPS = 60, 10
MOST_MS = 150
DAY = datetime(2026, 1, 1, 6, tzinfo=UTC)


def make_day() -> Exhibition:
    """Make a day on which most is in order, as days are before a release."""
    exhibition = Exhibition.objects.create(
        slug=SLUG,
        name="Bench",
        start_on=DAY,
        end_on=DAY,
        timezone="Asia/Baku",
    )
    hall = Area.objects.create(
        exhibition=exhibition, slug="hall", name="Hall", capacity=640
    )
    OpeningHours.objects.create(
        exhibition=exhibition, on=DAY, opens_at="10:00", closes_at="19:00"
    )
    stands = _many(exhibition, Stand, area=hall)
    people = _many(exhibition, Person)
    delegations = _many(exhibition, Delegation, size=12)
    for rank, delegation in enumerate(delegations, start=1):
        delegation.rank = rank
    Delegation.objects.bulk_update(delegations, ["rank"])
    LanguagePair.objects.bulk_create(
        LanguagePair(exhibition=exhibition, delegation=d, spoken="kk", understood="az")
        for d in delegations
    )
    for one, other in zip(delegations[:4:2], delegations[1:4:2], strict=True):
        Apart.objects.create(exhibition=exhibition, first=one, second=other)
    visits = Visit.objects.bulk_create(
        Visit(exhibition=exhibition, delegation=d, on=DAY, span=_time(0, STOPS))
        for d in delegations
    )
    _call(exhibition, visits, stands, people)
    return exhibition


def _call(exhibition, visits, stands, people) -> None:
    """Make the stops, each with a host, and an interpreter on each tour but five."""
    stops = Stop.objects.bulk_create(
        Stop(
            exhibition=exhibition,
            visit=visit,
            position=place,
            planned=_time(place, place + 1),
            stand=stands[(number + place * 7) % TOURS],
        )
        for number, visit in enumerate(visits)
        for place in range(STOPS)
    )
    duties = [
        Engagement(
            exhibition=exhibition,
            visit=stop.visit,
            stop=stop,
            person=people[stands.index(stop.stand)],
            role="receives",
            reply="confirmed" if number % 10 else "asked",
        )
        for number, stop in enumerate(stops)
    ]
    interpreters = _many(exhibition, Person, key="interpreter")
    duties += [
        Engagement(
            exhibition=exhibition,
            visit=v,
            person=p,
            role="interprets",
            languages="kk–az",
        )
        for v, p in zip(visits[5:], interpreters[5:], strict=True)
    ]
    Engagement.objects.bulk_create(duties)


def _many(exhibition: Exhibition, model, *, key="", **fields):
    """Return as many new rows as there are tours."""
    name = key or model.__name__.lower()
    return model.objects.bulk_create(
        model(exhibition=exhibition, slug=f"{name}-{n}", name=f"{name} {n}", **fields)
        for n in range(TOURS)
    )


def _time(first: int, last: int) -> DateTimeTZRange:
    """Return a time between two stops of 20 minutes, ten minutes apart."""
    return DateTimeTZRange(
        DAY + timedelta(minutes=30 * first),
        DAY + timedelta(minutes=30 * last - 10),
        "[)",
    )


def bare() -> int:
    """Return how many rows one raw query has of the same day."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT s.id, s.planned, s.kind, s.title_en, s.bay, s.position, s.area_id,
                   v.id, v.span, v.window, v.gate_id, v.meeting_point_en,
                   d.id, d.name_en, d.rank, d.size, d.country_id,
                   b.id, b.number, b.name_en, b.area_id, b.parent_id,
                   g.id, g.role, g.reply, g.languages, p.id, p.name_en
            FROM delegations_stop s
            JOIN delegations_visit v ON v.id = s.visit_id
            JOIN delegations_delegation d ON d.id = v.delegation_id
            JOIN exhibitors_exhibition e ON e.id = s.exhibition_id
            LEFT JOIN exhibitors_stand b ON b.id = s.stand_id
            LEFT JOIN delegations_engagement g ON g.stop_id = s.id
            LEFT JOIN delegations_person p ON p.id = g.person_id
            WHERE e.slug = %s AND v.on = %s AND s.is_counted
            """,
            [SLUG, DAY.date()],
        )
        return len(cursor.fetchall())


def milliseconds(job, times=15) -> float:
    """Return the median time of a job."""
    job()
    taken = []
    for _turn in range(times):
        start = time.perf_counter()
        job()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> int:
    """Print the figures; return 1 where the day takes too long."""
    out = sys.stdout.write
    call_command("migrate", verbosity=0)
    exhibition = make_day()
    try:
        stop = Stop.objects.filter(exhibition=exhibition).earliest("pk")
        moved = {stop.pk: (DAY + timedelta(minutes=5), DAY + timedelta(minutes=25))}
        found = clashes_on(exhibition, DAY.date())
        whole = milliseconds(lambda: clashes_on(exhibition, DAY.date()))
        drag = milliseconds(lambda: clashes_if(exhibition, DAY.date(), moved))
        raw = milliseconds(bare)
    finally:
        Stop.objects.filter(exhibition=exhibition).delete()
        exhibition.delete()
    out(f"{TOURS} tours × {STOPS} stops, {len(found)} clashes\n")
    out(f"{'day':<6}{whole:7.1f} ms {whole / raw:6.1f} × the bare query\n")
    out(f"{'drag':<6}{drag:7.1f} ms\n")
    out(f"{'bare':<6}{raw:7.1f} ms\n")
    return int(whole > MOST_MS)


if __name__ == "__main__":
    sys.exit(main())
