"""Changes of the schedule are taken back, unless others have built on them."""

import pytest

from delegations.models import (
    CalendarEntry,
    Change,
    Delegation,
    Engagement,
    Stop,
    Visit,
)
from delegations.schedule import ScheduleConflict, write
from delegations.snapshots import snapshot
from delegations.undo import undo, undoable
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.exhibitors import ExhibitFactory, ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku")


@pytest.fixture
def officer():
    return UserFactory(name="Aygün", is_superuser=True)


@pytest.fixture
def stop(exhibition):
    return stop_of(visit_of(exhibition), "09:00-09:20", title="Coffee")


def move(stop, times, reader):
    row = Stop.objects.get(pk=stop.pk)
    row.planned = stretch(times)
    return write([row], reader=reader, action="move")


def export(stop):
    CalendarEntry.objects.create(
        stop=stop,
        language="en",
        digest="",
        starts_at=at("09:00"),
        ends_at=at("09:20"),
        changed_at=at("09:00"),
    )


def rows():
    """Return every row of the schedule as it is."""
    return [
        (model.__name__, row.pk, {**snapshot(row), "version": None})
        for model in (Visit, Stop, Engagement)
        for row in model.objects.order_by("pk")
    ]


def test_a_moved_stop_goes_back(stop, officer):
    before = rows()
    undo(move(stop, "10:00-10:20", officer), officer)
    assert rows() == before


def test_what_was_taken_back_is_done_again(stop, officer):
    change = move(stop, "10:00-10:20", officer)
    after = rows()
    again = undo(undo(change, officer), officer)
    assert rows() == after
    assert again.action == "move"


def test_a_removed_visit_comes_back_whole(exhibition, officer):
    visit = visit_of(exhibition)
    stop = stop_of(visit, "09:00-09:20")
    stop.exhibits.add(ExhibitFactory(exhibition=exhibition))
    accompanies(visit, PersonFactory(exhibition=exhibition))
    accompanies(visit, PersonFactory(exhibition=exhibition), stop=stop)
    before = rows()
    undo(write([], removed=[Visit.objects.get()], reader=officer), officer)
    assert rows() == before


def test_a_new_stop_goes_away_again(exhibition, officer):
    change = write([Stop(visit=visit_of(exhibition), title="Tea")], reader=officer)
    undo(change, officer)
    assert not Stop.objects.exists()


def test_a_stop_that_calendars_know_is_cancelled_and_comes_back(stop, officer):
    export(stop)
    change = write([], removed=[stop], reader=officer)
    assert Stop.objects.get().status == "cancelled"
    undo(change, officer)
    assert Stop.objects.get().status == "planned"


def test_nothing_is_taken_back_twice(stop, officer):
    change = move(stop, "10:00-10:20", officer)
    undo(change, officer)
    with pytest.raises(ScheduleConflict, match="taken back already"):
        undo(change, officer)


def test_a_row_that_someone_else_changed_since_stays(stop, officer):
    change = move(stop, "10:00-10:20", officer)
    move(stop, "11:00-11:20", UserFactory(name="Rəşad"))
    after = rows()
    with pytest.raises(ScheduleConflict, match="Rəşad changed “Coffee” at"):
        undo(change, officer)
    assert rows() == after


def test_ones_own_later_change_is_taken_back_first(stop, officer):
    first = move(stop, "10:00-10:20", officer)
    second = move(stop, "11:00-11:20", officer)
    with pytest.raises(ScheduleConflict, match="You changed “Coffee” again since"):
        undo(first, officer)
    undo(second, officer)
    undo(first, officer)
    assert Stop.objects.get().planned == stretch("09:00-09:20")


def test_a_change_done_again_counts_as_a_later_one(stop, officer):
    first = move(stop, "10:00-10:20", officer)
    second = move(stop, "11:00-11:20", officer)
    undo(undo(second, officer), officer)
    with pytest.raises(ScheduleConflict, match="again since"):
        undo(first, officer)


def test_a_row_written_past_the_door_stays(stop, officer):
    change = move(stop, "10:00-10:20", officer)
    Stop.objects.update(planned=stretch("12:00-12:20"))
    with pytest.raises(ScheduleConflict, match="no longer as this change left it"):
        undo(change, officer)


def test_a_place_that_is_taken_meanwhile_is_named(exhibition, officer):
    stand = StandFactory(exhibition=exhibition, number="B1", name="Stand")
    stop = stop_of(visit_of(exhibition), "09:00-09:20", stand=stand)
    change = move(stop, "10:00-10:20", officer)
    stop_of(visit_of(exhibition), "09:00-09:20", stand=stand)
    with pytest.raises(ScheduleConflict, match="B1 Stand is taken by"):
        undo(change, officer)


def test_the_last_twenty_own_changes_in_force_are_offered(stop, exhibition, officer):
    changes = [
        move(stop, f"10:{minute:02}-10:{minute + 5:02}", officer)
        for minute in range(22)
    ]
    move(stop, "11:00-11:20", UserFactory())
    with pytest.raises(ScheduleConflict):
        undo(changes[-1], officer)
    assert list(undoable(exhibition, officer)) == changes[:1:-1]


def test_what_was_taken_back_is_no_longer_offered(stop, exhibition, officer):
    change = move(stop, "10:00-10:20", officer)
    undo(change, officer)
    assert not undoable(exhibition, officer)
    assert Change.objects.count() == 2


@pytest.fixture
def made(exhibition, officer):
    """Return the change that made a visit."""
    delegation = DelegationFactory(exhibition=exhibition)
    visit = Visit(delegation=delegation, on=DAY, span=stretch("08:00-14:00"))
    return write([visit], reader=officer)


def test_a_new_visit_that_someone_else_built_on_stays(made, officer):
    tea = Stop(visit=Visit.objects.get(), title="Tea")
    write([tea], reader=UserFactory(name="Rəşad"))
    before = rows()
    with pytest.raises(ScheduleConflict, match="Rəşad changed “Tea” at"):
        undo(made, officer)
    assert rows() == before


def test_what_one_added_to_a_new_visit_is_taken_back_first(made, officer):
    tea = write([Stop(visit=Visit.objects.get(), title="Tea")], reader=officer)
    with pytest.raises(ScheduleConflict, match="You changed “Tea” again since"):
        undo(made, officer)
    undo(tea, officer)
    undo(made, officer)
    assert not Visit.objects.exists()


def test_a_new_stop_stays_with_duties_added_since(exhibition, officer):
    visit = visit_of(exhibition)
    change = write([Stop(visit=visit, title="Tea")], reader=officer)
    duty = Engagement(
        visit=visit,
        stop=Stop.objects.get(),
        person=PersonFactory(exhibition=exhibition),
        role=Engagement.Role.INTERPRETS,
    )
    write([duty], reader=UserFactory(name="Rəşad"))
    with pytest.raises(ScheduleConflict, match="Rəşad changed"):
        undo(change, officer)
    assert Engagement.objects.exists()


def test_a_new_visit_stays_with_stops_written_past_the_door(made, officer):
    export(stop_of(Visit.objects.get(), "09:00-09:20", title="Tea"))
    with pytest.raises(ScheduleConflict, match="has got “Tea” since"):
        undo(made, officer)
    assert Stop.objects.get().status == "planned"


def test_a_new_delegation_whose_stop_was_exported_stays(exhibition, officer):
    made = DelegationFactory.build(exhibition=exhibition)
    visit = Visit(delegation=made, on=DAY, span=stretch("08:00-14:00"))
    stop = Stop(visit=visit, title="Tea", planned=stretch("09:00-09:20"))
    change = write([made, visit, stop], reader=officer)
    export(stop)
    before = rows()
    with pytest.raises(ScheduleConflict, match="exported or reported on since"):
        undo(change, officer)
    assert Delegation.objects.exists()
    assert rows() == before


def test_a_mark_is_neither_offered_nor_taken_back(stop, exhibition, officer):
    stop.actual_start_at = at("09:02")
    mark = write([stop], reader=officer, action=Change.Action.MARK)
    assert not undoable(exhibition, officer)
    with pytest.raises(ScheduleConflict, match="taken back on the day’s page"):
        undo(mark, officer)
    assert Stop.objects.get().actual_start_at == at("09:02")


def test_what_was_marked_on_the_day_since_stays(stop, officer):
    change = move(stop, "10:00-10:20", officer)
    row = Stop.objects.get()
    row.actual_start_at = at("10:02")
    write([row], reader=officer, action=Change.Action.MARK)
    with pytest.raises(ScheduleConflict, match="“Coffee” was marked on the day since"):
        undo(change, officer)


def test_a_removed_duty_stays_away_where_its_visit_is_gone(exhibition, officer):
    visit = visit_of(exhibition)
    duty = accompanies(visit, PersonFactory(exhibition=exhibition))
    name = str(visit)
    change = write([], removed=[duty], reader=officer)
    write([], removed=[Visit.objects.get()], reader=officer)
    with pytest.raises(ScheduleConflict, match=f"“{name}” was removed since"):
        undo(change, officer)
    assert not Engagement.objects.exists()


def test_a_stop_does_not_go_back_to_a_stand_that_is_gone(exhibition, officer):
    stand = StandFactory(exhibition=exhibition)
    stop_of(visit_of(exhibition), "09:00-09:20", stand=stand, title="Coffee")
    row = Stop.objects.get()
    row.stand = None
    change = write([row], reader=officer)
    stand.delete()
    with pytest.raises(ScheduleConflict, match="The stand of “Coffee” is gone"):
        undo(change, officer)


def test_a_member_whose_person_is_gone_does_not_come_back(exhibition, officer):
    member = MembershipFactory(exhibition=exhibition)
    person = member.person
    change = write([], removed=[member], reader=officer)
    person.delete()
    with pytest.raises(ScheduleConflict, match=r"The person of “.*” is gone"):
        undo(change, officer)


def test_an_exhibit_that_is_gone_is_not_shown_again(stop, exhibition, officer):
    exhibit = ExhibitFactory(exhibition=exhibition)
    stop.exhibits.add(exhibit)
    row = Stop.objects.get()
    row.to_show = []
    change = write([row], reader=officer)
    exhibit.delete()
    with pytest.raises(ScheduleConflict, match="The exhibit of “Coffee” is gone"):
        undo(change, officer)
