"""Free slots that are offered: really free, whatever the day looks like."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from delegations.clashes.day import AreaFacts, Day, Duty, Placed, StandFacts, Tour
from delegations.clashes.judging import BLOCK, FORBID, findings
from delegations.clashes.levels import DEFAULTS
from delegations.clashes.rules import HARD
from delegations.models import ClashRule
from exhibitors.models import Exhibition
from tests.delegations.clashes.saying import slot
from tests.delegations.times import DAY, at

ZONE = Exhibition(timezone="Asia/Baku").zone
SPAN = slot("08:00-12:00")
IN_TIME = sorted(
    rule
    for rule in DEFAULTS
    if rule not in (ClashRule.UNCONFIRMED, ClashRule.RECEIVING, ClashRule.INTERPRETER)
)
STANDS = {
    1: StandFacts(1, "A", 1, None, blocks=True),
    2: StandFacts(2, "A1", 1, 1, blocks=False),
    3: StandFacts(3, "B", 1, None, blocks=False, bays=2),
    4: StandFacts(4, "C", 2, None, blocks=False),
}


def walk(start, end):
    """Return minutes between places on a line: as symmetric as on a plan."""
    return float(3 * abs(start[1] - end[1]))


@st.composite
def tours(draw, number):
    """A tour of stops one after the other, with a guide shared by two tours."""
    stops, minute = [], draw(st.integers(0, 30))
    for place in range(draw(st.integers(1, 4))):
        length = draw(st.integers(5, 30))
        start = at("08:00") + timedelta(minutes=minute)
        stand = draw(st.sampled_from(sorted(STANDS)))
        bay = draw(st.integers(1, STANDS[stand].bays))
        stops.append(
            Placed(
                pk=number * 10 + place,
                visit=number,
                start=start,
                end=start + timedelta(minutes=length),
                kind="call",
                label="",
                stand=stand,
                bay=bay,
                area=STANDS[stand].area,
            )
        )
        minute += length + draw(st.integers(0, 15))
    guided = stops[0].pk
    return Tour(
        visit=number,
        delegation=number,
        name=f"Delegation {number}",
        country=None,
        rank=draw(st.one_of(st.none(), st.integers(1, 3))),
        size=draw(st.one_of(st.none(), st.integers(1, 12))),
        window=draw(st.sampled_from([None, slot("08:20-11:30")])),
        span=SPAN,
        gate=None,
        gate_label="",
        meeting_point="",
        pairs=(),
        own_interpreters=0,
        stops=tuple(stops),
        duties=(Duty(number, number, guided, 1, "Guide", "accompanies", "open", ""),),
    )


@st.composite
def schedules(draw):
    every = [draw(tours(number)) for number in range(1, draw(st.integers(2, 4)))]
    return Day(
        exhibition=1,
        on=DAY,
        zone=ZONE,
        tours=tuple(every),
        levels=dict.fromkeys(IN_TIME, ("warn", draw(st.integers(0, 5)))),
        hours=slot("08:10-11:50"),
        has_hours=True,
        stands=STANDS,
        areas={1: AreaFacts(1, "Hall", 9), 2: AreaFacts(2, "Yard", None)},
        apart=frozenset({frozenset({1, 2})}),
        walk=walk,
    )


def about(day, stop):
    """Return the rules that a stop breaks, hard ones included."""
    found = findings(day, dict.fromkeys(HARD, FORBID))
    return {(f.rule, frozenset(f.stops)) for f in found if stop in f.stops}


@settings(max_examples=150, deadline=None)
@given(day=schedules())
def test_an_offer_breaks_no_rule_of_time(day):
    for finding in findings(day, dict.fromkeys(HARD, BLOCK)):
        for offer in finding.offers:
            stop = finding.stops[0]
            assert offer != day.by_stop[stop].slot
            assert about(day.moved({stop: offer}), stop) == set()


@settings(max_examples=50, deadline=None)
@given(day=schedules())
def test_a_stop_moved_to_where_it_is_changes_nothing(day):
    same = {pk: stop.slot for pk, stop in day.by_stop.items()}

    assert findings(day.moved(same), {}) == findings(day, {})
