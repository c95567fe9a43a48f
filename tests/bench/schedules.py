"""Schedules of any size for measuring."""

from datetime import UTC, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from delegations.models import (
    CalendarEntry,
    Delegation,
    Engagement,
    ExportLog,
    Person,
    Stop,
    Visit,
)
from exhibitors.models import Area, Exhibition, Stand

SLUG = "bench-exports"
STOPS = 10
A_DAY = 50
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def make(stops: int) -> None:
    """Make visits of ten stops each, fifty visits a day, every stop with its people."""
    number = stops // STOPS
    exhibition = Exhibition.objects.create(
        slug=SLUG,
        name="Bench",
        start_on="2026-01-01",
        end_on="2026-01-20",
        timezone="Asia/Baku",
    )
    own = {"exhibition": exhibition}
    area = Area.objects.create(**own, slug="hall", name="Hall 1")
    # A stand a visit of the day and a person a stand: nobody is in two places.
    stands = _many(exhibition, Stand, A_DAY * STOPS, "Национальный стенд", area=area)
    people = _many(exhibition, Person, A_DAY * STOPS, "Руководитель", title="Head")
    guides = _many(exhibition, Person, number, "Minister", title="Minister of Economy")
    delegations = _many(
        exhibition, Delegation, number, "Delegation", country_id="KZ", size=12
    )
    visits = Visit.objects.bulk_create(
        Visit(
            **own,
            delegation=delegation,
            on=(DAY + timedelta(days=n // A_DAY)).date(),
            span=_time(n, 0, STOPS),
            meeting_point="Main entrance",
        )
        for n, delegation in enumerate(delegations)
    )
    _call(exhibition, visits, stands, people)
    Engagement.objects.bulk_create(
        Engagement(**own, visit=visit, person=guide, role="accompanies")
        for visit, guide in zip(visits, guides, strict=True)
    )


def forget() -> None:
    """Remove the schedule."""
    CalendarEntry.objects.filter(stop__exhibition__slug=SLUG).delete()
    ExportLog.objects.filter(exhibition__slug=SLUG).delete()
    Engagement.objects.filter(exhibition__slug=SLUG).delete()
    Stop.objects.filter(exhibition__slug=SLUG).delete()
    Exhibition.objects.filter(slug=SLUG).delete()


def _call(exhibition, visits, stands, people) -> None:
    """Make the stops of the visits, each with who receives it."""
    stops = Stop.objects.bulk_create(
        Stop(
            exhibition=exhibition,
            visit=visit,
            position=place,
            planned=_time(n, place, place + 1),
            stand=stands[n % A_DAY * STOPS + place],
        )
        for n, visit in enumerate(visits)
        for place in range(STOPS)
    )
    receivers = dict(zip((stand.pk for stand in stands), people, strict=True))
    Engagement.objects.bulk_create(
        Engagement(
            exhibition=exhibition,
            visit=stop.visit,
            stop=stop,
            person=receivers[stop.stand_id],
            role="receives",
        )
        for stop in stops
    )


def _many(exhibition, model, count, name, **fields):
    """Return new rows with numbered names."""
    start = model.objects.filter(exhibition=exhibition).count()
    return model.objects.bulk_create(
        model(
            exhibition=exhibition,
            slug=f"{model.__name__.lower()}-{n}",
            name=f"{name} {n}",
            **fields,
        )
        for n in range(start, start + count)
    )


def _time(visit: int, first: int, last: int) -> DateTimeTZRange:
    start = DAY + timedelta(days=visit // A_DAY, hours=6)
    return DateTimeTZRange(
        start + timedelta(minutes=20 * first),
        start + timedelta(minutes=20 * last),
        "[)",
    )
