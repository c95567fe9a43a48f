"""Bays shared out among groups, where others keep theirs."""

from delegations.dayplans.bays import Taken, bays_of
from delegations.dayplans.spans import merged, within, without


def test_a_free_bay_is_given_as_wanted():
    assert bays_of({1: Taken(0, 10, 2)}, [], 2) == {1: 2}


def test_a_bay_that_is_kept_is_given_to_nobody_else():
    assert bays_of({1: Taken(5, 15, 1)}, [Taken(0, 10, 1)], 2) == {1: 2}


def test_an_earlier_group_makes_room_for_a_later_one():
    wanted = {1: Taken(0, 10, 1), 2: Taken(5, 20, 2)}
    taken = [Taken(15, 20, 2)]

    assert bays_of(wanted, taken, 2) == {1: 2, 2: 1}


def test_where_no_order_fits_all_get_what_they_want():
    wanted = {1: Taken(5, 15, 2)}
    taken = [Taken(0, 10, 1), Taken(10, 20, 2)]

    assert bays_of(wanted, taken, 2) == {1: 2}


def test_spans_are_cut_out_of_spans():
    assert without([(0, 10), (10, 20)], [(5, 7), (18, 30)]) == [(0, 5), (7, 18)]
    assert without([(0, 10)], [(0, 10)]) == []
    assert merged([(5, 5), (3, 4), (0, 3)]) == [(0, 4)]
    assert within((5, 15), [(0, 8), (12, 30)]) == [(5, 8), (12, 15)]
