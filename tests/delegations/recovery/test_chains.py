"""New times for a late visit: moved, shortened, around what is taken."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from delegations.expecting import Delay, Leg, outlook
from delegations.recovery.chains import (
    Position,
    chain,
    final_lateness,
    least_of,
    position,
)
from tests.delegations.test_expecting import courses, leg, minutes, walks
from tests.delegations.times import at

GATE = Position(None, at("10:12"))


def shown(slots):
    return {key: f"{a:%H:%M}-{b:%H:%M}" for key, (a, b) in sorted(slots.items())}


def test_stops_move_by_what_the_gaps_leave_over():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:30-10:50"), leg(3, "11:30-11:40")]
    slots = chain(legs, GATE, walks(4))
    assert shown(slots) == {1: "10:12-10:32", 2: "10:36-10:56", 3: "11:30-11:40"}
    assert final_lateness(legs, slots) == minutes(0)


def test_shortened_stops_end_as_planned_where_enough_is_left():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:20-10:40"), leg(3, "10:40-10:48")]
    slots = chain(legs, GATE, walks(0), least=least_of)
    assert shown(slots) == {1: "10:12-10:22", 2: "10:22-10:40", 3: "10:40-10:48"}


def test_a_short_stop_keeps_five_minutes():
    assert least_of(leg(1, "10:00-10:08")) == minutes(5)
    assert least_of(leg(1, "10:00-10:03")) == minutes(3)
    assert least_of(leg(1, "10:00-10:21")) == minutes(10)


def test_a_taken_place_is_waited_for():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:20-10:30")]
    busy = {1: [(at("10:25"), at("10:40"))]}
    slots = chain(legs, GATE, walks(0), taken=lambda leg: busy.get(leg.key, []))
    assert shown(slots) == {1: "10:40-11:00", 2: "11:00-11:10"}


def test_new_times_are_whole_minutes():
    begin = Position(None, at("10:12") + timedelta(seconds=1))
    assert shown(chain([leg(1, "10:00-10:20")], begin, walks(0)))[1] == "10:13-10:33"


def test_a_visit_goes_on_from_where_it_is():
    legs = [leg(1, "10:00-10:20", arrived="10:12"), leg(2, "10:25-10:35")]
    seen = outlook(legs, now=at("10:13"), walk=walks(3))
    begin = position(legs, seen, walks(3))
    assert (begin.before.key, begin.free) == (1, at("10:32"))


def test_a_late_visit_goes_on_from_the_gate():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:25-10:35")]
    seen = outlook(legs, delay=Delay(minutes(12), at("09:50")))
    assert position(legs, seen, walks(3)) == Position(None, at("10:12"))
    over = outlook([leg(1, "10:00-10:20", arrived="10:00", left="10:20")])
    assert position([], over, walks(3)) is None


@given(courses(), st.integers(0, 60), st.integers(0, 15), st.booleans())
def test_new_times_hold_for_any_visit(legs, late, walk, is_shortened):
    fresh = [Leg(leg.key, leg.start, leg.end) for leg in legs]
    begin = Position(None, fresh[0].start + minutes(late))
    least = least_of if is_shortened else (lambda leg: leg.length)
    slots = chain(fresh, begin, walks(walk), least=least)
    for one in fresh:
        start, end = slots[one.key]
        assert start >= one.start
        assert least(one) <= end - start <= one.length
    ordered = [slots[one.key] for one in fresh]
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))
    plain = chain(fresh, begin, walks(walk))
    assert final_lateness(fresh, slots) <= final_lateness(fresh, plain)
