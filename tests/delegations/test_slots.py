"""Free slots: what is found, and that nothing found is taken."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from delegations.slots import free_gaps, nearest_free_slots
from tests.delegations.times import at

DAY = (at("09:00"), at("18:00"))


def slot(times):
    start, end = times.split("-")
    return at(start), at(end)


def test_gaps_are_what_busy_times_leave():
    busy = [slot("10:00-11:00"), slot("10:30-12:00"), slot("17:00-19:00")]
    assert free_gaps(DAY, busy) == [slot("09:00-10:00"), slot("12:00-17:00")]


def test_nearest_slots_come_first():
    found = nearest_free_slots(slot("10:00-10:20"), DAY, [[slot("09:50-10:30")]])
    assert found == [slot("09:30-09:50"), slot("10:30-10:50"), slot("09:10-09:30")]


def test_any_free_bay_will_do():
    lanes = [[slot("09:00-18:00")], [slot("09:00-11:00")]]
    found = nearest_free_slots(slot("10:00-10:30"), DAY, lanes, most=1)
    assert found == [slot("11:00-11:30")]


def test_nothing_is_found_where_nothing_is_free():
    assert nearest_free_slots(slot("10:00-10:20"), DAY, [[DAY]]) == []


times = st.integers(0, 540).map(
    lambda minutes: at("09:00") + timedelta(minutes=minutes)
)
slots = st.tuples(times, st.integers(1, 90)).map(
    lambda pair: (pair[0], pair[0] + timedelta(minutes=pair[1]))
)


@given(wanted=slots, busy=st.lists(slots, max_size=12))
def test_found_slots_are_free_and_as_long_as_wanted(wanted, busy):
    for start, end in nearest_free_slots(wanted, DAY, [busy]):
        assert end - start == wanted[1] - wanted[0]
        assert DAY[0] <= start
        assert end <= DAY[1]
        assert all(end <= taken[0] or taken[1] <= start for taken in busy)
