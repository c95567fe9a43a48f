"""Standard tours laid into a day, and made from a visit."""

from datetime import date, time

import pytest

from delegations.models import StandardStop, StandardTour, Stop, Visit
from delegations.preparing.drafts import Way
from delegations.preparing.standard import Start, kept_as_tour, laid, measured
from delegations.schedule import ScheduleConflict
from delegations.undo import undo
from tests.delegations.preparing.state import state
from tests.delegations.scene import scene
from tests.factories.exhibitors import AreaFactory, ExhibitFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2023, 11, 24)


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def officer():
    return UserFactory(is_superuser=True)


@pytest.fixture
def tour(there):
    """Arrival, ten minutes; B1, twenty, where a satellite is shown."""
    tour = StandardTour.objects.create(exhibition=there.exhibition, name="Short")
    rows = [("arrival", None, 10), ("call", there.stands[0], 20)]
    for place, (kind, stand, minutes) in enumerate(rows):
        StandardStop.objects.create(
            exhibition=there.exhibition,
            tour=tour,
            position=place,
            kind=kind,
            stand=stand,
            minutes=minutes,
            talking_points="Say hello" if stand else "",
        )
    tour.stops.last().exhibits.add(ExhibitFactory(exhibition=there.exhibition))
    return tour


def hours(visit):
    return [
        f"{s.visit.exhibition.local(s.planned.lower):%H:%M}" if s.planned else None
        for s in visit.stops.order_by("position")
    ]


def test_the_stops_follow_one_another_with_time_to_walk(there, officer, tour):
    before = state(there.exhibition)
    draft = laid(tour, there.tajikistan, Start(DAY, time(14), gap=5))

    assert draft.notes == [
        "A new visit of Delegation of Tajikistan on 24 November 2023:",
        "14:00–14:10 arrival",
        "14:15–14:35 B1 Stand of Kazakhstan",
    ]
    assert draft.problems(officer) == ()
    change = draft.write(officer)

    visit = Visit.objects.latest("pk")
    assert hours(visit) == ["14:00", "14:15"]
    stop = visit.stops.get(stand=there.stands[0])
    assert (stop.talking_points, stop.exhibits.count()) == ("Say hello", 1)
    undo(change, officer)
    assert state(there.exhibition) == before


def test_the_way_from_stop_to_stop_may_be_measured(there, tour):
    draft = laid(
        tour, there.tajikistan, Start(DAY, time(14)), walk=lambda before, stop: 17
    )

    assert draft.notes[-1].startswith("14:27–14:47")


def test_the_plan_tells_how_long_one_walks(there, tour):
    hall = AreaFactory(
        exhibition=there.exhibition, outline=[[0, 0], [200, 0], [200, 20], [0, 20]]
    )
    places = ([10, 0], [170, 0])
    for stand, (left, top) in zip(there.stands, places, strict=True):
        right, bottom = left + 5, top + 5
        stand.area = hall
        stand.outline = [[left, top], [right, top], [right, bottom], [left, bottom]]
        stand.save()
    first, second = (
        StandardStop(stand=stand, exhibition=there.exhibition) for stand in there.stands
    )

    minutes = measured(there.exhibition, 5)

    # 160 metres or a little more.
    assert minutes(first, second) in (3, 4)
    assert minutes(StandardStop(kind="arrival"), second) == 5


def test_a_taken_slot_is_told_and_then_shifted(there, officer, tour):
    start = Start(DAY, time(9, 45), gap=5)
    (clash,) = laid(tour, there.tajikistan, start).problems(officer)

    assert clash.sentence.startswith(
        "B1 Stand of Kazakhstan is taken by Delegation of Kazakhstan until 10:20."
    )
    draft = laid(tour, there.tajikistan, start)
    assert draft.fit(Way.SHIFT, officer) == ()
    draft.write(officer)
    assert hours(Visit.objects.latest("pk")) == ["09:45", "10:20"]


def test_a_taken_slot_goes_to_the_tray(there, officer, tour):
    draft = laid(tour, there.tajikistan, Start(DAY, time(9, 45), gap=5))

    assert draft.fit(Way.UNTIMED, officer) == ()
    draft.write(officer)

    visit = Visit.objects.latest("pk")
    assert hours(visit) == ["09:45", None]
    assert visit.stops.get(planned=None).duration == 20


def test_a_wish_of_the_visit_gets_its_time(there, officer, tour):
    visit = there.stops[2].visit
    wish = Stop(visit=visit, stand=there.stands[0], position=9, note="Asked for")
    wish.exhibition = there.exhibition
    wish.save()
    draft = laid(tour, there.tajikistan, Start(DAY, time(14)), visit=visit)

    draft.write(officer)

    wish.refresh_from_db()
    assert (wish.note, wish.talking_points) == ("Asked for", "Say hello")
    assert there.exhibition.local(wish.planned.lower).hour == 14
    assert visit.stops.filter(stand=there.stands[0]).count() == 1


def test_a_call_that_has_a_time_keeps_it(there, tour):
    draft = laid(tour, there.kazakhstan, Start(DAY, time(11, 30)), visit=there.visit)

    assert draft.notes[-1] == (
        "“B1 Stand of Kazakhstan” is in the visit already, and stays as it is."
    )
    assert [row.kind for row in draft.rows if isinstance(row, Stop)] == ["arrival"]


def test_a_stop_in_the_way_of_the_visit_itself_is_told_once(there, officer, tour):
    start = Start(DAY, time(9, 55), gap=5)
    draft = laid(tour, there.kazakhstan, start, visit=there.visit)

    (clash,) = draft.problems(officer)

    assert clash.sentence.startswith(
        "This visit is at “B1 Stand of Kazakhstan” until 10:20."
    )
    assert draft.fit(Way.SHIFT, officer) == ()
    draft.write(officer)
    kinds = there.visit.stops.order_by("planned").values_list("kind", flat=True)
    assert list(kinds) == ["call", "arrival", "call"]


def test_tours_of_other_exhibitions_and_days_are_refused(there, tour):
    with pytest.raises(ScheduleConflict):
        laid(tour, scene_elsewhere(), Start(DAY, time(14)))
    with pytest.raises(ScheduleConflict):
        laid(
            tour,
            there.kazakhstan,
            Start(date(2023, 11, 25), time(14)),
            visit=there.visit,
        )


def scene_elsewhere():
    from tests.factories.delegations import DelegationFactory  # noqa: PLC0415

    return DelegationFactory()


def test_a_visit_is_kept_as_a_standard_tour(there):
    tour = kept_as_tour(there.visit, "As Kazakhstan")

    rows = [(s.stand, s.minutes, s.exhibits.count()) for s in tour.stops.all()]
    assert rows == [(there.stands[0], 20, 1), (there.stands[1], 20, 0)]
    assert tour.stops.first().talking_points == "=Ask about satellites"
