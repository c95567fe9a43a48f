"""What an exhibition forbids is refused at writing, and only that."""

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from delegations.models import (
    Apart,
    ClashLevel,
    Delegation,
    Embargo,
    Engagement,
    Membership,
    Stop,
)
from delegations.schedule import ScheduleConflict, rehearse, write
from exhibitors.models import OpeningHours
from tests.delegations.clashes.saying import found, only, slot
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import OpeningHoursFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hours(here):
    only(here.exhibition, "opening", level="forbid")
    return OpeningHoursFactory(
        exhibition=here.exhibition, on=DAY, opens_at="13:00", closes_at="17:00"
    )


def call(here, times):
    return Stop(visit=here.kazakhstan, stand=here.b1, planned=stretch(times))


def test_what_is_forbidden_is_refused_with_what_is_free(here, hours):
    stop = call(here, "08:50-09:10")

    with pytest.raises(ScheduleConflict) as conflict:
        write([stop])

    (clash,) = conflict.value.clashes
    assert clash.sentence == (
        "Kazakhstan is at B1 Kazakhstan, 12:50–13:10; the exhibition is open "
        "13:00–17:00. Free: 13:00–13:20, 13:20–13:40, 13:40–14:00."
    )
    assert (clash.rule, clash.row, clash.free[0]) == (
        "opening",
        stop,
        slot("09:00-09:20"),
    )
    assert not Stop.objects.exists()
    assert stop.pk is None


def test_a_rehearsal_is_refused_too(here, hours):
    with pytest.raises(ScheduleConflict, match="the exhibition is open"):
        rehearse([call(here, "08:50-09:10")])


@pytest.mark.parametrize("level", ["block", "warn", "ignore"])
def test_what_is_not_forbidden_is_written(here, hours, level):
    only(here.exhibition, "opening", level=level)

    write([call(here, "08:50-09:10")])

    assert Stop.objects.count() == 1


def test_an_embargo_is_forbidden_where_nobody_says_otherwise(here):
    Embargo.objects.create(exhibition=here.exhibition, stand=here.b1, country_id="KZ")

    with pytest.raises(ScheduleConflict, match="embargo"):
        write([call(here, "08:50-09:10")])


def test_out_of_scope_one_reads_the_rule_alone(here, hours):
    with pytest.raises(ScheduleConflict) as conflict:
        write([call(here, "08:50-09:10")], reader=UserFactory())

    assert conflict.value.clashes[0].sentence.startswith(
        "The exhibition forbids this: outside the opening hours. Free: 13:00"
    )


@pytest.fixture
def early(here, hours):
    """A stop that was there before the rule was."""
    OpeningHours.objects.all().delete()
    stop = stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    OpeningHoursFactory(
        exhibition=here.exhibition, on=DAY, opens_at="13:00", closes_at="17:00"
    )
    return stop


def test_what_was_so_before_stands_in_nobodys_way(here, early):
    write([call(here, "09:00-09:10")])

    early.note = "Bring a gift."
    write([early])

    early.actual_start_at = at("08:01")
    write([early])
    assert Stop.objects.get(pk=early.pk).note == "Bring a gift."


def test_what_was_so_before_cannot_move_to_another_forbidden_time(here, early):
    early.planned = stretch("08:10-08:30")

    with pytest.raises(ScheduleConflict, match="12:10–12:30"):
        write([early])


def test_a_stop_can_always_be_taken_off(here, early):
    early.status = "cancelled"
    write([early])
    write([], removed=[early])

    assert not Stop.objects.exists()


def test_taking_a_stop_off_is_not_refused_for_what_it_leaves(here):
    only(here.exhibition, "crowding", level="forbid")
    here.hall.capacity = 5
    stops = [
        stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1),
        stop_of(here.uzbekistan, "08:00-08:20", stand=here.g1),
    ]
    here.hall.save()

    write([], removed=[stops[1]])

    assert Stop.objects.get() == stops[0]


def test_a_decline_is_news_and_never_refused(here):
    only(here.exhibition, "unconfirmed", level="forbid")
    stop = call(here, "08:00-08:20")
    duty = Engagement(
        visit=here.kazakhstan,
        stop=stop,
        person=PersonFactory(exhibition=here.exhibition),
        role="receives",
        reply="confirmed",
    )
    write([stop, duty])

    duty.reply = "declined"
    write([duty])

    assert Engagement.objects.get().reply == "declined"


def test_a_stop_without_a_confirmed_host_is_refused_where_that_is_forbidden(here):
    only(here.exhibition, "receiving", level="forbid")

    with pytest.raises(ScheduleConflict, match="Nobody receives Kazakhstan"):
        write([call(here, "08:00-08:20")])


def test_a_window_that_closes_over_its_stops_is_refused(here):
    only(here.exhibition, "window", level="forbid")
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    here.kazakhstan.window = stretch("09:00-14:00")

    with pytest.raises(ScheduleConflict) as conflict:
        write([here.kazakhstan])

    assert conflict.value.clashes[0].row == here.kazakhstan


def test_a_delegation_taken_up_again_is_judged(here):
    only(here.exhibition, "apart", level="forbid")
    delegation = here.uzbekistan.delegation
    Delegation.objects.filter(pk=delegation.pk).update(status="postponed")
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:00-08:20", stand=here.g1)
    Apart.objects.create(
        exhibition=here.exhibition, first=delegation, second=here.kazakhstan.delegation
    )
    delegation.refresh_from_db()
    delegation.status = "confirmed"

    with pytest.raises(ScheduleConflict, match="must not meet"):
        write([delegation])


def test_free_times_are_those_of_the_stop_that_is_written(here):
    only(here.exhibition, "apart", level="forbid")
    Apart.objects.create(
        exhibition=here.exhibition,
        first=here.kazakhstan.delegation,
        second=here.uzbekistan.delegation,
    )
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    late = Stop(visit=here.uzbekistan, stand=here.g1, planned=stretch("08:10-08:30"))

    with pytest.raises(ScheduleConflict) as conflict:
        write([late])

    (clash,) = conflict.value.clashes
    assert (clash.row, clash.free[0]) == (late, slot("08:20-08:40"))


def test_where_nothing_can_be_forbidden_two_queries_find_out(here):
    ClashLevel.objects.all().delete()
    write([call(here, "08:00-08:20")])

    with CaptureQueriesContext(connection) as queries:
        write([call(here, "09:00-09:20")])

    asked = [q["sql"] for q in queries if "clashlevel" in q["sql"]]
    asked += [q["sql"] for q in queries if "delegations_embargo" in q["sql"]]
    # The lock of whole days, the levels, and whether there is any embargo.
    assert len(asked) == 3


def test_every_time_that_is_offered_can_be_written(here):
    only(here.exhibition, "precedence", "opening", "walking", level="forbid")
    OpeningHoursFactory(
        exhibition=here.exhibition, on=DAY, opens_at="12:10", closes_at="17:00"
    )
    low = stop_of(here.uzbekistan, "08:00-08:20", stand=here.b1)
    stop_of(here.kazakhstan, "08:20-08:40", stand=here.b1)
    stop_of(here.uzbekistan, "08:50-09:10", stand=here.g1)
    offers = {offer for f in found(here.exhibition) for offer in f.offers}
    assert len(offers) >= 3

    for start, end in sorted(offers):
        low.planned = DateTimeTZRange(start, end, "[)")
        write([low])
        assert not [f for f in found(here.exhibition) if low.pk in f.stops]


def test_a_tour_that_would_meet_another_at_the_gate_is_refused(here):
    only(here.exhibition, "apart", level="forbid")
    Apart.objects.create(
        exhibition=here.exhibition,
        first=here.kazakhstan.delegation,
        second=here.uzbekistan.delegation,
    )
    here.kazakhstan.meeting_point = "Main entrance"
    here.uzbekistan.meeting_point = "Main entrance"
    write([here.kazakhstan])

    with pytest.raises(ScheduleConflict) as conflict:
        write([here.uzbekistan])

    (clash,) = conflict.value.clashes
    assert "they come to Main entrance" in clash.sentence
    assert clash.row == here.uzbekistan


def test_a_member_is_written_where_something_is_forbidden(here, hours):
    person = PersonFactory(exhibition=here.exhibition)

    write([Membership(delegation=here.kazakhstan.delegation, person=person)])

    assert Membership.objects.count() == 1
