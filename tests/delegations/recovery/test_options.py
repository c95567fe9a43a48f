"""A late visit: what is offered, whom it touches, and that it can be applied."""

from datetime import timedelta

import pytest

from delegations.models import Change, Engagement, Stop, Visit
from delegations.recovery import Outdated, apply, recovered, sheet_of
from delegations.recovery.situation import Late
from delegations.schedule import write
from delegations.undo import undo
from exhibitors import clock
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    PersonFactory,
)
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
NOW = at("09:55")


@pytest.fixture(autouse=True)
def _morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)


@pytest.fixture
def stand(exhibition):
    return StandFactory(exhibition=exhibition, number="B1", name="Kazakhstan")


@pytest.fixture
def visit(exhibition, stand):
    """Kazakhstan at the stand, at a coffee and at another stand, without gaps."""
    delegation = DelegationFactory(exhibition=exhibition, name="Kazakhstan")
    visit = visit_of(exhibition, "10:00-11:10", delegation=delegation)
    stop_of(visit, "10:00-10:30", stand=stand)
    stop_of(visit, "10:30-10:50", kind="coffee", title="Coffee")
    stop_of(visit, "10:50-11:10", stand=StandFactory(exhibition=exhibition, name="End"))
    return visit


@pytest.fixture
def officer(exhibition):
    return RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition).user


def late(visit, minutes=12):
    return Late(
        Visit.objects.select_related("exhibition", "delegation").get(pk=visit.pk),
        minutes,
        NOW,
    )


def offered(visit, officer, minutes=12):
    return {o.name: o for o in sheet_of(late(visit, minutes), officer).options}


def planned(visit):
    stops = Stop.objects.filter(visit=visit).order_by("planned")
    return [f"{s.planned.lower:%H:%M}-{s.planned.upper:%H:%M}" for s in stops]


def chosen(visit, officer, name, minutes=12):
    option = offered(visit, officer, minutes)[name]
    assert option.problem == ""
    return apply(late(visit, minutes), name, option.token, officer)


def test_looking_at_the_options_writes_nothing(visit, officer):
    before = planned(visit)
    sheet = sheet_of(late(visit), officer)
    assert [f"{m.now[0]:%H:%M}" for m in sheet.stops] == ["10:12", "10:42", "11:02"]
    visit.refresh_from_db()
    assert (planned(visit), visit.delay, Change.objects.count()) == (before, None, 0)


def test_the_plan_is_kept_and_the_delay_reported(visit, officer):
    before = planned(visit)
    change = chosen(visit, officer, "keep")
    visit.refresh_from_db()
    assert (visit.delay, visit.delay_since, change.action) == (12, NOW, "delay")
    assert planned(visit) == before


def test_no_delay_takes_a_reported_one_back(visit, officer):
    chosen(visit, officer, "keep")
    assert set(offered(visit, officer, 0)) == {"keep"}
    chosen(visit, officer, "keep", 0)
    visit.refresh_from_db()
    assert visit.delay is None


def test_stops_move_and_the_tour_grows_with_them(visit, officer):
    change = chosen(visit, officer, "shift")
    visit.refresh_from_db()
    assert planned(visit) == ["10:12-10:42", "10:42-11:02", "11:02-11:22"]
    assert visit.span == stretch("10:00-11:22")
    assert (change.action, change.user) == ("recover", officer)


def test_a_repair_can_be_taken_back(visit, officer):
    before = planned(visit)
    chosen(visit, officer, "shift")
    undo(recovered(visit.exhibition, officer, DAY), officer)
    visit.refresh_from_db()
    assert (planned(visit), visit.span) == (before, stretch("10:00-11:10"))


def test_a_repair_ends_a_delay_that_was_reported_before(visit, officer):
    chosen(visit, officer, "keep")
    chosen(visit, officer, "shift")
    visit.refresh_from_db()
    assert visit.delay is None


def test_shortened_stops_catch_up(visit, officer):
    option = offered(visit, officer)["shorten"]
    assert (option.late, [m.shorter for m in option.moves]) == (0, [12])
    chosen(visit, officer, "shorten")
    assert planned(visit) == ["10:12-10:30", "10:30-10:50", "10:50-11:10"]


def test_a_stop_left_out_wins_its_time(visit, officer):
    first = visit.stops.order_by("planned").first()
    option = offered(visit, officer)[f"skip-{first.pk}"]
    assert option.late == 0
    assert [(m.stop, m.now) for m in option.moves] == [(first, None)]
    chosen(visit, officer, f"skip-{first.pk}")
    first.refresh_from_db()
    assert first.status == "skipped"


def test_only_calls_are_left_out(visit, officer):
    coffee = visit.stops.get(kind="coffee")
    assert f"skip-{coffee.pk}" not in offered(visit, officer)


def test_whom_it_touches_is_named_before(visit, officer, exhibition, stand):
    call = visit.stops.get(stand=stand)
    for name, role, stop in (
        ("The Host", "receives", call),
        ("The Minister", "accompanies", None),
        ("Nobody", "accompanies", None),
    ):
        EngagementFactory(
            exhibition=exhibition,
            visit=visit,
            stop=stop,
            person=PersonFactory(exhibition=exhibition, name=name),
            role=role,
            reply="declined" if name == "Nobody" else "open",
        )
    hosts = RoleAssignmentFactory(role="stand_host", exhibition=exhibition, stand=stand)
    option = offered(visit, officer)["shift"]
    assert option.delegations == ("Kazakhstan",)
    assert option.people == ("The Host", str(hosts.user), "The Minister")


def test_a_taken_stand_is_waited_for(visit, officer, exhibition, stand):
    stop_of(visit_of(exhibition, "10:00-12:00"), "10:40-10:55", stand=stand)
    option = offered(visit, officer)["shift"]
    assert [f"{m.now[0]:%H:%M}" for m in option.moves] == ["10:55", "11:25", "11:45"]
    chosen(visit, officer, "shift")


def test_who_would_be_met_at_the_stand_is_said(visit, officer, exhibition, stand):
    other = DelegationFactory(exhibition=exhibition, name="Tajikistan")
    stop_of(
        visit_of(exhibition, "10:00-12:00", delegation=other),
        "10:35-10:55",
        stand=stand,
    )
    clashes = " ".join(offered(visit, officer)["keep"].clashes)
    assert "Tajikistan" in clashes
    assert "B1 Kazakhstan" in clashes


def test_the_other_delegation_may_go_first(visit, officer, exhibition, stand):
    tajiks = DelegationFactory(exhibition=exhibition, name="Tajikistan")
    other = visit_of(exhibition, "09:30-12:00", delegation=tajiks)
    stop = stop_of(other, "10:30-10:45", stand=stand)
    option = offered(visit, officer)[f"exchange-{stop.pk}"]
    assert option.delegations == ("Kazakhstan", "Tajikistan")
    chosen(visit, officer, option.name)
    assert planned(other) == ["10:00-10:15"]
    assert planned(visit)[0] == "10:15-10:45"


def test_no_exchange_is_offered_that_the_others_cannot_make(
    visit, officer, exhibition, stand
):
    other = visit_of(exhibition, "10:00-12:00")
    stop_of(other, "10:00-10:20", title="Welcome")
    stop = stop_of(other, "10:30-10:45", stand=stand)
    assert f"exchange-{stop.pk}" not in offered(visit, officer)


def test_what_would_break_a_rule_says_so_and_cannot_be_applied(
    visit, officer, exhibition
):
    minister = PersonFactory(exhibition=exhibition, name="The Minister")
    EngagementFactory(exhibition=exhibition, visit=visit, person=minister)
    EngagementFactory(
        exhibition=exhibition,
        visit=visit_of(exhibition, "11:10-12:00"),
        person=minister,
    )
    option = offered(visit, officer)["shift"]
    assert "The Minister is with" in option.problem
    with pytest.raises(Outdated):
        apply(late(visit), "shift", option.token, officer)


def test_a_day_that_changed_meanwhile_is_looked_at_again(visit, officer):
    token = offered(visit, officer)["shift"].token
    first = visit.stops.order_by("planned").first()
    write([first], reader=officer)
    with pytest.raises(Outdated, match="changed meanwhile"):
        apply(late(visit), "shift", token, officer)


def test_an_old_sheet_is_looked_at_again(visit, officer, monkeypatch):
    token = offered(visit, officer)["shift"].token
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=11))
    with pytest.raises(Outdated, match="a while ago"):
        apply(late(visit), "shift", token, officer)


def test_a_visit_that_goes_on_in_a_gap_needs_no_repair(exhibition, officer):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:20", actual_start_at=at("09:50"))
    stop_of(visit, "11:00-11:20")
    assert set(offered(visit, officer, 5)) == {"keep"}


def test_a_visit_that_is_over_has_nothing_to_move(exhibition, officer):
    visit = visit_of(exhibition)
    stop_of(
        visit, "09:00-09:20", actual_start_at=at("09:00"), actual_end_at=at("09:20")
    )
    sheet = sheet_of(late(visit), officer)
    assert (sheet.stops, [o.name for o in sheet.options]) == ((), ["keep"])


def test_every_way_offered_can_be_applied(visit, officer, exhibition, stand):
    stop_of(visit_of(exhibition, "09:30-12:00"), "10:30-10:45", stand=stand)
    names = [o.name for o in offered(visit, officer).values() if not o.problem]
    assert {"keep", "shift", "shorten"} < set(names)
    for name in names:
        change = chosen(visit, officer, name)
        undo(change, officer)
    assert Engagement.objects.count() == 0
