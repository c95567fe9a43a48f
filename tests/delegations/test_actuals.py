"""Planned against actual: minutes early and late, and their sums."""

import pytest

from delegations.actuals import accounts_of, totals
from delegations.confidentiality import Reader
from exhibitors import clock
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import DAY, at
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evening(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("15:00"))


@pytest.fixture
def accounts():
    exhibition = ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)
    visit = visit_of(exhibition)
    for times, arrived, left in (
        ("10:00-10:20", "10:06", "10:20"),
        ("10:30-10:50", "10:28", "10:55"),
    ):
        stop_of(
            visit,
            times,
            actual_start_at=at(arrived),
            actual_end_at=at(left),
            status="done",
        )
    stop_of(visit, "11:00-11:20", status="skipped")
    stop_of(visit, "11:30-11:50")
    stop_of(visit, "12:00-12:20", status="cancelled")
    return accounts_of(exhibition, Reader("protocol"), DAY, "en")


def test_each_stop_says_how_early_or_late_it_was(accounts):
    (account,) = accounts
    assert [(one.start, one.end, one.stay) for one in account.outcomes] == [
        (6, 0, 14),
        (-2, 5, 27),
        (None, None, None),
        (None, None, None),
    ]


def test_the_sums_count_what_was_done_skipped_and_not_marked(accounts):
    sums = accounts[0].totals
    assert (sums.stops, sums.done, sums.skipped, sums.unmarked) == (4, 2, 1, 1)
    assert (sums.late, sums.longest, sums.stay, sums.planned) == (2, 6, 41, 40)


def test_a_day_without_a_mark_has_no_mean():
    sums = totals([])
    assert (sums.late, sums.longest, sums.planned) == (None, None, 0)
