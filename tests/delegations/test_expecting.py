"""Expected times of a visit: lateness passes on, gaps absorb, nothing comes early."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegations.expecting import Delay, Leg, outlook
from tests.delegations.times import at


def leg(key, times, **fields):
    start, end = times.split("-")
    for name in ("arrived", "left"):
        if name in fields:
            fields[name] = at(fields[name])
    return Leg(key, at(start), at(end), **fields)


def minutes(count):
    return timedelta(minutes=count)


def walks(count):
    return lambda _start, _end: minutes(count)


def shown(found):
    return {key: f"{a:%H:%M}-{b:%H:%M}" for key, (a, b) in sorted(found.times.items())}


def test_without_a_word_of_the_day_the_plan_is_expected():
    found = outlook([leg(1, "10:00-10:20"), leg(2, "10:30-10:50")], now=at("12:00"))
    assert shown(found) == {1: "10:00-10:20", 2: "10:30-10:50"}
    assert (found.late, found.current, found.to_come) == (minutes(0), None, (1, 2))


def test_what_the_gap_leaves_beyond_the_walk_absorbs_lateness():
    legs = [
        leg(1, "10:00-10:20", arrived="10:02", left="10:32"),
        leg(2, "10:30-10:50"),
        leg(3, "11:00-11:10"),
    ]
    found = outlook(legs, now=at("10:32"), walk=walks(3))
    assert shown(found) == {1: "10:02-10:32", 2: "10:35-10:55", 3: "11:00-11:10"}
    assert found.late == minutes(5)


def test_a_walk_of_unknown_length_takes_five_minutes_of_the_gap():
    legs = [leg(1, "10:00-10:20", arrived="10:00", left="10:32"), leg(2, "10:30-10:50")]
    assert shown(outlook(legs))[2] == "10:37-10:57"


def test_a_plan_without_time_to_walk_is_not_late_from_the_beginning():
    legs = [leg(1, "10:00-10:20", arrived="10:00", left="10:20"), leg(2, "10:20-10:30")]
    assert shown(outlook(legs, walk=walks(9)))[2] == "10:20-10:30"


def test_a_stop_begun_late_keeps_its_length_and_pushes():
    legs = [leg(1, "10:00-10:20", arrived="10:12"), leg(2, "10:20-10:30")]
    found = outlook(legs, now=at("10:13"))
    assert shown(found) == {1: "10:12-10:32", 2: "10:32-10:42"}
    assert (found.current, found.late) == (1, minutes(12))


def test_an_overrunning_stop_pushes_by_the_minute():
    legs = [leg(1, "10:00-10:20", arrived="10:00"), leg(2, "10:25-10:35")]
    assert shown(outlook(legs, now=at("10:41"), walk=walks(2))) == {
        1: "10:00-10:41",
        2: "10:43-10:53",
    }


def test_leaving_early_pulls_nothing_forward():
    legs = [leg(1, "10:00-10:20", arrived="09:50", left="10:05"), leg(2, "10:30-10:40")]
    found = outlook(legs, now=at("10:06"))
    assert shown(found)[2] == "10:30-10:40"
    assert found.late == minutes(0)


def test_arriving_early_the_stop_lasts_until_its_planned_end():
    found = outlook([leg(1, "10:00-10:20", arrived="09:50")], now=at("09:51"))
    assert shown(found) == {1: "09:50-10:20"}


def test_a_skipped_stop_is_not_expected_and_its_time_is_won():
    legs = [
        leg(1, "10:00-10:20", arrived="10:15", left="10:35"),
        leg(2, "10:25-10:40", is_skipped=True),
        leg(3, "10:45-10:55"),
    ]
    assert shown(outlook(legs, walk=walks(5))) == {1: "10:15-10:35", 3: "10:45-10:55"}


def test_on_a_running_visit_what_is_due_waits_until_now():
    legs = [leg(1, "10:00-10:20", arrived="10:00", left="10:20"), leg(2, "10:25-10:35")]
    assert shown(outlook(legs, now=at("10:33")))[2] == "10:33-10:43"


def test_a_stop_passed_over_without_a_mark_keeps_its_plan():
    legs = [
        leg(1, "10:00-10:20"),
        leg(2, "10:25-10:35", arrived="10:30"),
        leg(3, "10:40-10:50"),
    ]
    found = outlook(legs, now=at("10:31"))
    assert found.missed == (1,)
    assert shown(found) == {1: "10:00-10:20", 2: "10:30-10:40", 3: "10:45-10:55"}


def test_a_stop_taken_out_of_order_leaves_the_others_to_come():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:25-10:35", arrived="10:00")]
    found = outlook(legs, now=at("10:01"), walk=walks(2))
    assert (found.current, found.to_come) == (2, (1,))
    assert shown(found)[1] == "10:37-10:57"


def test_who_was_seen_elsewhere_has_left():
    legs = [
        leg(1, "10:00-10:20", arrived="10:00"),
        leg(2, "10:25-10:35", arrived="10:26"),
    ]
    found = outlook(legs, now=at("10:50"))
    assert shown(found) == {1: "10:00-10:26", 2: "10:26-10:50"}
    assert found.current == 2


def test_a_reported_delay_moves_the_next_stop_and_gaps_absorb_it():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:30-10:50"), leg(3, "11:30-11:40")]
    delay = Delay(minutes(12), at("09:55"))
    found = outlook(legs, now=at("09:56"), delay=delay, walk=walks(4))
    assert shown(found) == {1: "10:12-10:32", 2: "10:36-10:56", 3: "11:30-11:40"}
    assert found.late == minutes(12)


def test_a_delay_reported_during_a_stop_lengthens_it():
    legs = [leg(1, "10:00-10:20", arrived="10:00"), leg(2, "10:20-10:40")]
    found = outlook(legs, now=at("10:10"), delay=Delay(minutes(12), at("10:10")))
    assert shown(found) == {1: "10:00-10:32", 2: "10:32-10:52"}


def test_what_is_recorded_after_it_ends_a_reported_delay():
    legs = [leg(1, "10:00-10:20", arrived="10:00", left="10:21"), leg(2, "10:20-10:40")]
    found = outlook(legs, now=at("10:21"), delay=Delay(minutes(12), at("10:10")))
    assert found.late == minutes(1)


def test_stops_over_before_a_delay_was_reported_are_left_alone():
    legs = [leg(1, "10:00-10:20"), leg(2, "10:40-10:50")]
    found = outlook(legs, delay=Delay(minutes(12), at("10:35")))
    assert found.missed == (1,)
    assert shown(found) == {1: "10:00-10:20", 2: "10:52-11:02"}


def test_early_reports_pull_nothing_forward():
    found = outlook([leg(1, "10:00-10:20")], delay=Delay(minutes(-12), at("09:30")))
    assert shown(found) == {1: "10:00-10:20"}


def test_a_finished_visit_says_how_it_ended():
    found = outlook([leg(1, "10:00-10:20", arrived="10:00", left="10:14")])
    assert (found.late, found.to_come, found.current) == (minutes(-6), (), None)


clocks = st.integers(0, 300)


@st.composite
def courses(draw):
    """A visit of up to six stops, begun anywhere, with marks on the first of them."""
    legs, start = [], 0
    for key in range(draw(st.integers(1, 6))):
        start += draw(st.integers(0, 20))
        end = start + draw(st.integers(1, 30))
        legs.append(Leg(key, at("08:00") + minutes(start), at("08:00") + minutes(end)))
        start = end
    moment = at("08:00") + minutes(draw(st.integers(0, 40)))
    for place in range(draw(st.integers(0, len(legs)))):
        left = moment + minutes(draw(st.integers(1, 40)))
        is_there = place == len(legs) - 1 or draw(st.booleans())
        legs[place] = replace(
            legs[place],
            arrived=moment,
            left=left if is_there else None,
            is_skipped=draw(st.integers(0, 5)) == 0,
        )
        moment = left + minutes(draw(st.integers(0, 10)))
    return legs


delays = st.none() | st.builds(
    lambda by, since: Delay(minutes(by), at("08:00") + minutes(since)),
    st.integers(-30, 60),
    clocks,
)


@given(courses(), clocks, delays, st.integers(0, 15))
def test_nothing_to_come_is_expected_before_its_plan(legs, now, delay, walk):
    found = outlook(legs, now=at("08:00") + minutes(now), delay=delay, walk=walks(walk))
    by_key = {leg.key: leg for leg in legs}
    for key in found.to_come:
        start, end = found.times[key]
        assert start >= by_key[key].start
        assert end - start == by_key[key].length


@given(courses(), clocks, delays, st.integers(0, 15))
def test_what_is_to_come_never_overlaps(legs, now, delay, walk):
    found = outlook(legs, now=at("08:00") + minutes(now), delay=delay, walk=walks(walk))
    keys = [*([found.current] if found.current is not None else []), *found.to_come]
    slots = [found.times[key] for key in keys]
    assert all(one[1] <= other[0] for one, other in pairwise(slots))


@given(courses(), clocks, st.integers(0, 60), delays, st.integers(0, 15))
def test_time_that_passes_brings_nothing_forward(legs, now, later, delay, walk):
    before, after = (
        outlook(legs, now=at("08:00") + minutes(n), delay=delay, walk=walks(walk))
        for n in (now, now + later)
    )
    assert before.to_come == after.to_come
    for key, slot in before.times.items():
        assert after.times[key] >= slot


@given(courses(), clocks, st.integers(0, 60), st.integers(0, 60), st.integers(0, 15))
def test_a_longer_delay_brings_nothing_forward(legs, since, by, more, walk):
    moment = at("08:00") + minutes(since)
    before, after = (
        outlook(legs, delay=Delay(minutes(m), moment), walk=walks(walk))
        for m in (by, by + more)
    )
    # A longer one can mean that the guests are still at a stop they else had passed.
    assume(before.to_come == after.to_come)
    for key in after.to_come:
        assert after.times[key] >= before.times[key]


@given(courses(), clocks, st.integers(0, 15))
def test_expected_times_taken_as_the_plan_are_expected_again(legs, now, walk):
    # Where a plan leaves no time to walk, moving its end makes a gap that does.
    gaps = [(b.start - a.end) // minutes(1) for a, b in pairwise(legs)]
    walk = min([walk, *gaps])
    moment = at("08:00") + minutes(now)
    found = outlook(legs, now=moment, walk=walks(walk))
    keys = {found.current, *found.to_come}
    moved = [
        replace(leg, start=found.times[leg.key][0], end=found.times[leg.key][1])
        if leg.key in keys
        else leg
        for leg in legs
    ]
    again = outlook(moved, now=moment, walk=walks(walk))
    assert {key: again.times[key] for key in keys if key is not None} == {
        key: found.times[key] for key in keys if key is not None
    }


@pytest.mark.parametrize("late", [0, 5, 12])
def test_a_later_leaving_is_never_an_earlier_arrival(late):
    base = [leg(1, "10:00-10:20", arrived="10:00", left="10:20"), leg(2, "10:25-10:35")]
    later = [replace(base[0], left=base[0].left + minutes(late)), base[1]]
    assert outlook(later).times[2] >= outlook(base).times[2]
