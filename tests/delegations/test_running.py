"""How the visits of a day run, read from the database."""

import pytest

from delegations.running import expected, running
from exhibitors.queries.walking import Place, walks
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import DAY, at
from tests.factories.exhibitors import AreaFactory, ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)


def test_lateness_where_each_visit_is_and_what_is_next(exhibition):
    late, calm = visit_of(exhibition), visit_of(exhibition)
    first = stop_of(
        late, "10:00-10:20", actual_start_at=at("10:12"), actual_end_at=at("10:32")
    )
    second = stop_of(late, "10:20-10:30", actual_start_at=at("10:32"))
    third = stop_of(late, "10:30-10:40")
    other = stop_of(calm, "10:00-10:20")
    found = running(exhibition, DAY, at("10:33"))
    run = found[late.pk]
    assert (run.late, run.current, run.next, run.is_begun) == (
        12,
        second.pk,
        third.pk,
        True,
    )
    assert run.expected[first.pk] == (at("10:12"), at("10:32"))
    assert run.expected[third.pk] == (at("10:42"), at("10:52"))
    calm_run = found[calm.pk]
    assert (calm_run.late, calm_run.next, calm_run.is_begun) == (0, other.pk, False)


def test_a_reported_delay_is_expected_and_never_stored(exhibition):
    visit = visit_of(exhibition, delay=12, delay_since=at("09:50"))
    stop = stop_of(visit, "10:00-10:20")
    assert expected(exhibition, DAY, at("09:51")) == {
        stop.pk: (at("10:12"), at("10:32"))
    }
    stop.refresh_from_db()
    assert stop.planned.lower == at("10:00")


@pytest.mark.parametrize("status", ["skipped", "cancelled"])
def test_what_is_off_is_not_expected(exhibition, status):
    stop_of(visit_of(exhibition), "10:00-10:20", status=status)
    stop_of(visit_of(exhibition, status="postponed"), "10:00-10:20")
    assert expected(exhibition, DAY, at("09:00")) == {}


def test_another_exhibition_and_another_day_are_left_out(exhibition):
    stop_of(visit_of(ExhibitionFactory()), "10:00-10:20")
    assert running(exhibition, DAY, at("09:00")) == {}


def test_a_day_that_is_over_is_pushed_no_further(exhibition):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:20", actual_start_at=at("10:00"))
    stop = stop_of(visit, "10:20-10:40")
    next_day = at("10:00").replace(day=25)
    assert expected(exhibition, DAY, next_day)[stop.pk] == (at("10:20"), at("10:40"))


def test_the_way_on_the_plan_is_what_a_gap_must_leave(exhibition):
    hall = AreaFactory(
        exhibition=exhibition, outline=[[0, 0], [200, 0], [200, 20], [0, 20]]
    )
    near, far = (
        StandFactory(
            exhibition=exhibition,
            area=hall,
            outline=[[x, 0], [x + 5, 0], [x + 5, 5], [x, 5]],
        )
        for x in (0, 160)
    )
    visit = visit_of(exhibition)
    stop_of(
        visit,
        "10:00-10:20",
        stand=near,
        actual_start_at=at("10:00"),
        actual_end_at=at("10:32"),
    )
    stop = stop_of(visit, "10:30-10:50", stand=far)
    minutes = walks(exhibition).minutes(Place("stand", near.pk), Place("stand", far.pk))
    assert minutes == 3
    slot = expected(exhibition, DAY, at("10:32"))[stop.pk]
    assert slot == (at("10:35"), at("10:55"))


@pytest.mark.parametrize("count", [1, 4])
def test_a_day_is_read_in_two_queries(exhibition, django_assert_num_queries, count):
    for _visit in range(count):
        visit = visit_of(exhibition)
        stop_of(visit, "10:00-10:20")
        stop_of(visit, "10:30-10:50")
    walks(exhibition)
    with django_assert_num_queries(2):
        assert len(running(exhibition, DAY, at("09:00"))) == count
