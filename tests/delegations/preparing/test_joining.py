"""Two tours merged, one split; all of it taken back."""

from datetime import date

import pytest

from delegations.models import Engagement, Stop, Visit
from delegations.preparing.drafts import Way
from delegations.preparing.joining import (
    merge_visits,
    merged,
    parted,
    split_visit,
)
from delegations.schedule import ScheduleConflict
from delegations.undo import undo
from tests.delegations.preparing.state import state
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.scene import scene
from tests.factories.delegations import PersonFactory, StopFactory
from tests.factories.exhibitors import ExhibitFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def officer():
    return UserFactory(is_superuser=True)


def times(visit):
    """Return the hours of a visit's stops that count, in order, in universal time."""
    stops = visit.stops.exclude(status="cancelled").order_by("position")
    return [f"{s.planned.lower:%H:%M}" if s.planned else None for s in stops]


def test_the_stops_of_one_tour_go_to_another(there, officer):
    before = state(there.exhibition)
    other = there.stops[2].visit

    change = merge_visits(there.visit, other, officer)

    other.refresh_from_db()
    there.visit.refresh_from_db()
    assert other.status == "cancelled"
    # At B2 Kazakhstan calls at 10:30 already; the calls become one.
    assert times(there.visit) == ["06:00", "06:30"]
    assert there.visit.note == ("Secret note\nTogether with Delegation of Tajikistan.")
    assert Stop.objects.get(pk=there.stops[2].pk).status == "cancelled"
    undo(change, officer)
    assert state(there.exhibition) == before


def test_calls_at_one_stand_become_one_with_all_that_both_have(there, officer):
    carpet, coin = (ExhibitFactory(exhibition=there.exhibition) for _ in range(2))
    host = PersonFactory(exhibition=there.exhibition, name="Host of B2")
    mine, theirs = there.stops[1], there.stops[2]
    mine.exhibits.add(carpet)
    theirs.exhibits.add(carpet, coin)
    Stop.objects.filter(pk=mine.pk).update(talking_points="Carpets")
    Stop.objects.filter(pk=theirs.pk).update(talking_points="Coins\nCarpets")
    accompanies(theirs.visit, host, role="receives", stop=theirs)
    before = state(there.exhibition)

    change = merge_visits(there.visit, theirs.visit, officer)

    mine.refresh_from_db()
    assert mine.talking_points == "Carpets\nCoins"
    assert set(mine.exhibits.all()) == {carpet, coin}
    assert Engagement.objects.get(person=host).stop == mine
    undo(change, officer)
    assert state(there.exhibition) == before


def test_a_wish_gets_the_time_of_the_other_tour(there, officer):
    Stop.objects.filter(pk=there.stops[1].pk).update(planned=None)

    merge_visits(there.visit, there.stops[2].visit, officer)

    assert times(there.visit) == ["06:00", "07:00"]


def test_a_duty_that_both_tours_have_is_kept_once(there, officer):
    other = there.stops[2].visit
    accompanies(other, there.minister, reply="declined")

    merge_visits(there.visit, other, officer)

    assert there.visit.engagements.filter(person=there.minister).count() == 1


def test_tours_at_the_same_time_are_refused_or_put_in_the_tray(there, officer):
    stand = StandFactory(exhibition=there.exhibition, name="Elsewhere")
    other = visit_of(there.exhibition, "06:00-07:00")
    stop_of(other, "06:10-06:30", stand=stand)
    before = state(there.exhibition)

    with pytest.raises(ScheduleConflict) as refusal:
        merge_visits(there.visit, other, officer)

    assert "This visit is at “" in refusal.value.messages[0]
    assert state(there.exhibition) == before
    draft = merged(there.visit, other)
    assert draft.fit(Way.UNTIMED, officer) == ()
    draft.write(officer)
    assert times(there.visit) == ["06:00", None, "06:30"]


def test_visits_that_cannot_be_one_are_refused(there, officer):
    other = there.stops[2].visit
    foreign = visit_of(scene_elsewhere().exhibition, "06:00-07:00")

    for wrong in (there.visit, foreign):
        with pytest.raises(ScheduleConflict):
            merge_visits(there.visit, wrong, officer)
    Visit.objects.filter(pk=other.pk).update(on=date(2023, 11, 25))
    with pytest.raises(ScheduleConflict) as refusal:
        merge_visits(there.visit, other, officer)
    assert refusal.value.messages == ["The two visits are on different days."]
    Visit.objects.filter(pk=other.pk).update(on=there.visit.on, status="cancelled")
    with pytest.raises(ScheduleConflict):
        merge_visits(there.visit, other, officer)


def scene_elsewhere():
    return visit_of(StandFactory().exhibition)


def test_stops_go_to_a_new_visit_with_who_serves_at_them(there, officer):
    before = state(there.exhibition)
    first = there.stops[0]

    change = split_visit(there.visit, [first], officer)

    new = Visit.objects.exclude(pk__in=[there.visit.pk, there.stops[2].visit_id]).get()
    assert times(new) == ["06:00"]
    assert times(there.visit) == ["06:30"]
    assert new.duty_phone == there.visit.duty_phone
    assert Engagement.objects.get(stop=first).visit == new
    # Who accompanies the whole tour accompanies both parts.
    assert Engagement.objects.filter(person=there.minister).count() == 2
    undo(change, officer)
    assert state(there.exhibition) == before


def test_stops_go_to_another_day_at_the_same_time_of_day(there, officer):
    split_visit(there.visit, [there.stops[0]], officer, on=date(2023, 11, 25))

    stop = Stop.objects.get(pk=there.stops[0].pk)
    assert (stop.visit.on, f"{stop.planned.lower:%d %H:%M}") == (
        date(2023, 11, 25),
        "25 06:00",
    )


def test_who_is_elsewhere_on_the_other_day_is_left_out_and_named(there, officer):
    busy = visit_of(there.exhibition, "06:00-08:00")
    Visit.objects.filter(pk=busy.pk).update(span=None, on=date(2023, 11, 25))
    busy.refresh_from_db()
    accompanies(busy, there.minister)
    draft = parted(there.visit, [there.stops[0]], on=date(2023, 11, 25))
    new = next(row for row in draft.rows if isinstance(row, Visit) and not row.pk)
    Visit.objects.filter(pk=busy.pk).update(span=new.span)

    assert draft.fit(Way.ASK, officer) == ()
    assert draft.notes[-1] == (
        "The Minister has another duty at that time, and is left out."
    )
    draft.write(officer)
    assert Engagement.objects.filter(person=there.minister).count() == 2


def test_a_part_from_the_middle_of_a_tour_is_refused(there, officer):
    StopFactory(
        exhibition=there.exhibition,
        visit=there.visit,
        planned=type(there.stops[0].planned)(
            there.stops[2].planned.lower, there.stops[2].planned.upper, "[)"
        ),
    )
    before = state(there.exhibition)

    with pytest.raises(ScheduleConflict) as refusal:
        split_visit(there.visit, [there.stops[1]], officer)

    assert "has another visit until" in refusal.value.messages[0]
    assert state(there.exhibition) == before


def test_nothing_and_everything_are_no_parts(there, officer):
    for stops in ([], there.stops[:2], [there.stops[2]]):
        with pytest.raises(ScheduleConflict):
            split_visit(there.visit, stops, officer)
