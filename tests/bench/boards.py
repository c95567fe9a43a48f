"""Days of visits to measure with."""

from datetime import UTC, date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from delegations.models import Delegation, Engagement, Person, Stop, Visit
from exhibitors.models import Exhibition, OpeningHours, Stand

DAY = date(2026, 1, 1)
COUNTRIES = ("AZ", "KZ", "KG", "TJ", "TM", "UZ")
_OPENS = datetime(2026, 1, 1, 9, tzinfo=UTC)


def _exhibition(slug: str) -> Exhibition:
    exhibition = Exhibition.objects.create(
        slug=slug,
        name="Bench",
        start_on=DAY,
        end_on=DAY,
        timezone="UTC",
        is_published=True,
    )
    OpeningHours.objects.create(
        exhibition=exhibition, on=DAY, opens_at="09:00", closes_at="18:00"
    )
    return exhibition


def _minutes(first: int, last: int) -> DateTimeTZRange:
    start, end = (_OPENS + timedelta(minutes=m) for m in (first, last))
    return DateTimeTZRange(start, end, "[)")


def _visits(exhibition: Exhibition, count: int) -> list[Visit]:
    delegations = Delegation.objects.bulk_create(
        Delegation(
            exhibition=exhibition,
            slug=f"d-{n}",
            name=f"Delegation {n}",
            country_id=COUNTRIES[n % 6],
            size=8,
        )
        for n in range(count)
    )
    return Visit.objects.bulk_create(
        Visit(
            exhibition=exhibition,
            delegation=delegation,
            on=DAY,
            span=_minutes(0, 540),
        )
        for delegation in delegations
    )


def make_rush(count: int) -> Exhibition:
    """Return an exhibition whose delegations all wish for one stand, untimed yet."""
    exhibition = _exhibition("bench-rush")
    stand = Stand.objects.create(
        exhibition=exhibition, slug="b1", number="B1", name="Stand"
    )
    Stop.objects.bulk_create(
        Stop(exhibition=exhibition, visit=visit, stand=stand, duration=15)
        for visit in _visits(exhibition, count)
    )
    return exhibition


def make_board(visits: int, stops: int) -> Exhibition:
    """Return a day of so many visits of so many stops, each stop with its host."""
    exhibition = _exhibition(f"bench-board-{visits}")
    stands = Stand.objects.bulk_create(
        Stand(exhibition=exhibition, slug=f"s-{n}", number=f"S{n}", name=f"Stand {n}")
        for n in range(visits)
    )
    people = Person.objects.bulk_create(
        Person(exhibition=exhibition, slug=f"p-{n}", name=f"Person {n}")
        for n in range(visits)
    )
    rows = [
        (visit, (n + place) % visits, place)
        for n, visit in enumerate(_visits(exhibition, visits))
        for place in range(stops)
    ]
    # A stand has the visits one after another: the stop of a place is in its own hour.
    calls = Stop.objects.bulk_create(
        Stop(
            exhibition=exhibition,
            visit=visit,
            position=place + 1,
            stand=stands[number],
            planned=_minutes(place * 50, place * 50 + 15),
        )
        for visit, number, place in rows
    )
    Engagement.objects.bulk_create(
        Engagement(
            exhibition=exhibition,
            visit=stop.visit,
            stop=stop,
            person=people[number],
            role=Engagement.Role.RECEIVES,
        )
        for stop, (_visit, number, _place) in zip(calls, rows, strict=True)
    )
    return exhibition
