"""Metres as minutes."""

import pytest

from exhibitors.site.pace import minutes_of


@pytest.mark.parametrize(
    ("metres", "minutes"),
    [(0, 0), (1, 1), (60, 1), (60.0001, 1), (60.1, 2), (127, 3)],
)
def test_minutes_are_rounded_up(metres, minutes):
    assert minutes_of(metres) == minutes
