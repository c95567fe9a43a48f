"""The one way to write the schedule: what it accepts, refuses and says."""

import pytest

from delegations.models import CalendarEntry, Engagement, Stop, Visit
from delegations.schedule import ScheduleConflict, rehearse, write
from exhibitors.models import RoleAssignment
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    ExhibitionFactory,
    OpeningHoursFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)


@pytest.fixture
def stand(exhibition):
    return StandFactory(exhibition=exhibition, number="B1", name="Kazakhstan")


def visit_of(exhibition, name, span="06:00-10:00"):
    delegation = DelegationFactory(exhibition=exhibition, name=name)
    return VisitFactory(
        exhibition=exhibition, delegation=delegation, on=DAY, span=stretch(span)
    )


def stop_of(visit, times, **fields):
    return StopFactory(
        exhibition=visit.exhibition, visit=visit, planned=stretch(times), **fields
    )


def sentences(conflict):
    return [clash.sentence for clash in conflict.value.clashes]


def test_a_visit_is_written_with_its_stops_and_people(exhibition, stand):
    delegation = DelegationFactory(exhibition=exhibition)
    visit = Visit(delegation=delegation, on=DAY, span=stretch("06:00-08:00"))
    stop = Stop(visit=visit, stand=stand, planned=stretch("06:30-07:00"))
    host = PersonFactory(exhibition=exhibition)
    duty = Engagement(visit=visit, stop=stop, person=host, role="receives")
    write([duty, stop, visit])
    assert Engagement.objects.get().stop.visit.delegation == delegation


def test_the_loser_reads_who_holds_the_stand_and_what_is_free(exhibition, stand):
    stop_of(
        visit_of(exhibition, "Delegation of Kazakhstan"), "07:00-07:20", stand=stand
    )
    visit = visit_of(exhibition, "Delegation of Tajikistan")
    late = Stop(visit=visit, stand=stand, planned=stretch("07:10-07:30"))
    with pytest.raises(ScheduleConflict) as conflict:
        write([late])
    assert sentences(conflict) == [
        "B1 Kazakhstan is taken by Delegation of Kazakhstan until 11:20. "
        "Free: 11:20–11:40, 10:40–11:00, 11:40–12:00."
    ]
    assert conflict.value.clashes[0].row is late
    assert conflict.value.clashes[0].free[0] == (at("07:20"), at("07:40"))


def test_out_of_scope_one_reads_only_until_when(exhibition, stand):
    stop_of(
        visit_of(exhibition, "Delegation of Kazakhstan"), "07:00-07:20", stand=stand
    )
    visit = visit_of(exhibition, "Delegation of Tajikistan")
    with pytest.raises(ScheduleConflict) as conflict:
        write(
            [Stop(visit=visit, stand=stand, planned=stretch("07:10-07:30"))],
            reader=UserFactory(),
        )
    assert sentences(conflict)[0].startswith("B1 Kazakhstan is occupied until 11:20.")
    assert "Delegation" not in sentences(conflict)[0]


@pytest.mark.parametrize(
    ("role", "own", "sees"),
    [
        ("protocol_officer", True, True),
        ("protocol_officer", False, False),
        ("organiser", True, True),
        ("organiser", None, True),
    ],
)
def test_names_are_read_by_those_who_plan(exhibition, stand, role, own, sees):
    place = {True: exhibition, False: ExhibitionFactory(), None: None}[own]
    reader = UserFactory()
    RoleAssignment.objects.create(user=reader, role=role, exhibition=place)
    stop_of(
        visit_of(exhibition, "Delegation of Kazakhstan"), "07:00-07:20", stand=stand
    )
    visit = visit_of(exhibition, "Delegation of Tajikistan")
    with pytest.raises(ScheduleConflict) as conflict:
        write(
            [Stop(visit=visit, stand=stand, planned=stretch("07:10-07:30"))],
            reader=reader,
        )
    assert ("Kazakhstan until" in sentences(conflict)[0]) == sees


def test_free_slots_reach_beyond_the_tour_into_opening_hours(exhibition, stand):
    OpeningHoursFactory(
        exhibition=exhibition, on=DAY, opens_at="10:00", closes_at="18:00"
    )
    stop_of(visit_of(exhibition, "One"), "06:00-07:00", stand=stand)
    visit = visit_of(exhibition, "Other", "06:00-07:00")
    with pytest.raises(ScheduleConflict) as conflict:
        write([Stop(visit=visit, stand=stand, planned=stretch("06:30-07:00"))])
    assert conflict.value.clashes[0].free == (
        (at("07:00"), at("07:30")),
        (at("07:30"), at("08:00")),
        (at("08:00"), at("08:30")),
    )


def test_nothing_of_a_refused_change_is_written(exhibition, stand):
    stop_of(visit_of(exhibition, "One"), "07:00-07:20", stand=stand)
    visit = visit_of(exhibition, "Other")
    fine = Stop(visit=visit, planned=stretch("08:00-08:10"), kind="coffee")
    bad = Stop(visit=visit, stand=stand, planned=stretch("07:00-07:20"))
    with pytest.raises(ScheduleConflict) as conflict:
        write([fine, bad])
    assert [clash.row for clash in conflict.value.clashes] == [bad]
    assert (fine.pk, bad.pk, visit.stops.count()) == (None, None, 0)


def test_two_rows_that_clash_with_each_other_are_both_named(exhibition):
    visit = visit_of(exhibition, "One")
    rows = [Stop(visit=visit, planned=stretch("07:00-07:20")) for _row in range(2)]
    with pytest.raises(ScheduleConflict) as conflict:
        write(rows)
    assert [clash.row for clash in conflict.value.clashes] == rows


def test_two_visits_swap_a_stand_in_one_write(exhibition, stand):
    first = stop_of(visit_of(exhibition, "One"), "07:00-07:20", stand=stand)
    second = stop_of(visit_of(exhibition, "Other"), "07:20-07:40", stand=stand)
    first.planned, second.planned = second.planned, first.planned
    write([first, second])
    first.refresh_from_db()
    assert first.planned == stretch("07:20-07:40")


def test_a_visit_moves_with_its_stops(exhibition, stand):
    visit = visit_of(exhibition, "One")
    stop = stop_of(visit, "07:00-07:20", stand=stand)
    visit.span, stop.planned = stretch("12:00-14:00"), stretch("13:00-13:20")
    stop.visit = visit
    write([visit, stop])
    visit.refresh_from_db()
    assert visit.span == stretch("12:00-14:00")


def test_a_visit_that_leaves_its_stops_behind_is_refused(exhibition):
    visit = visit_of(exhibition, "One")
    stop_of(visit, "07:00-07:20", title="Coffee")
    visit.span = stretch("12:00-14:00")
    with pytest.raises(ScheduleConflict) as conflict:
        write([visit])
    assert sentences(conflict) == ["“Coffee” lies outside the visit, 16:00–18:00."]


def test_a_person_elsewhere_is_named(exhibition):
    person = PersonFactory(exhibition=exhibition, name="Shahin Mustafayev")
    first = visit_of(exhibition, "Delegation of Kazakhstan")
    EngagementFactory(exhibition=exhibition, visit=first, person=person)
    duty = Engagement(visit=visit_of(exhibition, "Other"), person=person)
    with pytest.raises(ScheduleConflict) as conflict:
        write([duty])
    assert sentences(conflict) == [
        "Shahin Mustafayev is with Delegation of Kazakhstan until 14:00."
    ]


def test_a_moved_visit_whose_escort_is_elsewhere_is_named(exhibition):
    person = PersonFactory(exhibition=exhibition, name="Shahin Mustafayev")
    first = visit_of(exhibition, "Delegation of Kazakhstan", "06:00-08:00")
    second = visit_of(exhibition, "Delegation of Tajikistan", "08:00-10:00")
    for visit in (first, second):
        EngagementFactory(exhibition=exhibition, visit=visit, person=person)
    second.span = stretch("07:30-09:30")
    with pytest.raises(ScheduleConflict) as conflict:
        write([second])
    assert [clash.row for clash in conflict.value.clashes] == [second]
    assert (
        "Shahin Mustafayev is with Delegation of Kazakhstan" in sentences(conflict)[0]
    )


def test_a_delegation_with_another_visit_is_told_so(exhibition):
    visit = visit_of(exhibition, "Delegation of Kazakhstan")
    second = Visit(delegation=visit.delegation, on=DAY, span=stretch("09:00-11:00"))
    with pytest.raises(ScheduleConflict) as conflict:
        write([second])
    assert sentences(conflict) == [
        "Delegation of Kazakhstan has another visit until 14:00."
    ]


def test_a_stand_around_that_is_taken_is_named(exhibition):
    outer = StandFactory(exhibition=exhibition, number="A1", blocks_children=True)
    inner = StandFactory(exhibition=exhibition, number="A2", parent=outer)
    stop_of(visit_of(exhibition, "One"), "07:00-07:20", stand=outer)
    late = Stop(
        visit=visit_of(exhibition, "Other"), stand=inner, planned=stretch("07:00-07:20")
    )
    with pytest.raises(ScheduleConflict) as conflict:
        write([late])
    assert sentences(conflict)[0].startswith(
        f"{inner} is closed until 11:20: One is at"
    )


def test_a_row_that_someone_else_changed_is_refused(exhibition):
    stop = stop_of(visit_of(exhibition, "One"), "07:00-07:20", title="Coffee")
    same = Stop.objects.get(pk=stop.pk)
    write([stop])
    with pytest.raises(ScheduleConflict) as conflict:
        write([same])
    assert sentences(conflict) == [
        "“Coffee” was changed by someone else meanwhile. Reload it."
    ]


def test_a_row_that_someone_else_removed_is_refused(exhibition):
    stop = stop_of(visit_of(exhibition, "One"), "07:00-07:20", title="Coffee")
    Stop.objects.filter(pk=stop.pk).delete()
    with pytest.raises(ScheduleConflict, match="removed by someone else"):
        write([stop])


def test_a_removed_stop_is_gone(exhibition):
    stop = stop_of(visit_of(exhibition, "One"), "07:00-07:20")
    write([], removed=[stop])
    assert not Stop.objects.exists()


def test_a_removed_stop_that_was_exported_is_cancelled(exhibition):
    stop = stop_of(visit_of(exhibition, "One"), "07:00-07:20")
    CalendarEntry.objects.create(
        stop=stop,
        language="en",
        digest="",
        starts_at=at("07:00"),
        ends_at=at("07:20"),
        changed_at=at("07:00"),
    )
    write([], removed=[stop])
    assert Stop.objects.get().status == "cancelled"


def test_a_rehearsal_leaves_nothing_behind(exhibition, stand):
    delegation = DelegationFactory(exhibition=exhibition)
    visit = Visit(delegation=delegation, on=DAY, span=stretch("06:00-08:00"))
    stop = Stop(visit=visit, stand=stand, planned=stretch("06:30-07:00"))
    rehearse([visit, stop])
    assert (Visit.objects.count(), visit.pk, stop.pk, stop.visit_id) == (0,) + (
        None,
    ) * 3
    write([visit, stop])
    assert Stop.objects.get().visit == visit


def test_a_rehearsal_says_what_writing_would(exhibition):
    visit = visit_of(exhibition, "One")
    stop = stop_of(visit, "07:00-07:20", title="Coffee")
    stop.planned = stretch("16:00-16:20")
    with pytest.raises(ScheduleConflict, match="lies outside the visit"):
        rehearse([stop])
    assert stop.version == Stop.objects.get().version
