"""What is new on a board since somebody looked."""

import pytest

from delegations.board.refresh import state_number
from delegations.clashes import accept, clashes_on
from delegations.models import Change, Stop, Visit
from delegations.schedule import write
from tests.delegations.board.conftest import BOARD, JSON
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import VisitFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def since(here, officer):
    return state_number(here.exhibition.slug, officer)


def moved(stop, times, user=None, action="move"):
    row = Stop.objects.get(pk=stop.pk)
    row.planned = stretch(times)
    return write([row], reader=user, action=action)


@pytest.mark.parametrize("visits", [0, 30])
def test_nothing_new_costs_three_queries_and_no_bytes(
    desk, here, since, django_assert_num_queries, visits
):
    for _number in range(visits):
        stop_of(visit_of(here.exhibition), "09:00-09:10")

    with django_assert_num_queries(3):
        answer = desk.get(f"{BOARD}state/?since={since}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_change_by_somebody_comes_in_words_with_the_stops_of_its_visit(
    desk, here, since
):
    moved(here.stops[1], "06:40-07:00", UserFactory(name="Aygün"))

    answer = desk.get(f"{BOARD}state/?since={since}", **JSON)

    body = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert [(row["sentence"], row["own"]) for row in body["told"]] == [
        ("Aygün moved B2 for Kazakhstan to 10:40", False)
    ]
    assert body["visits"] == [here.visit.pk]
    assert [row["lane"] for row in body["cards"]] == [f"d{here.kazakhstan.pk}"] * 2
    assert 'data-plan="640 660"' in body["cards"][1]["html"]
    assert not body["whole"]
    assert desk.get(f"{BOARD}state/?since={body['seen']}").status_code == 204


def test_own_changes_are_known_as_such(desk, here, officer, since):
    moved(here.stops[1], "06:40-07:00", officer)

    body = desk.get(f"{BOARD}state/?since={since}").json()

    assert [row["own"] for row in body["told"]] == [True]
    assert "Moved B2 for Kazakhstan to 10:40" in body["rail"]["history"]


def test_another_day_only_raises_the_number(desk, here, since):
    visit = VisitFactory(
        exhibition=here.exhibition, delegation=here.kazakhstan, on="2023-11-25"
    )
    visit.note = "New"
    write([visit])

    body = desk.get(f"{BOARD}state/?since={since}").json()

    assert (body["cards"], body["told"], body["visits"]) == ([], [], [])
    assert body["seen"] != since


def test_a_stop_that_is_gone_leaves_its_visit_without_it(desk, here, since):
    write([], removed=[Stop.objects.get(pk=here.stops[0].pk)])

    body = desk.get(f"{BOARD}state/?since={since}").json()

    assert body["visits"] == [here.visit.pk]
    assert len(body["cards"]) == 1


def test_a_stop_without_a_time_comes_in_the_tray(desk, here, since):
    row = Stop.objects.get(pk=here.stops[0].pk)
    row.planned = None
    write([row])

    body = desk.get(f"{BOARD}state/?since={since}").json()

    assert [card["lane"] for card in body["cards"]].count("tray") == 1


@pytest.mark.parametrize(
    "values", [{"on": None, "span": None}, {"status": "cancelled"}]
)
def test_a_visit_that_comes_or_goes_draws_the_whole_board(desk, here, since, values):
    Stop.objects.update(planned=None)
    visit = Visit.objects.get(pk=here.visit.pk)
    for name, value in values.items():
        setattr(visit, name, value)
    write([visit])

    assert desk.get(f"{BOARD}state/?since={since}").json()["whole"]


def test_a_clash_that_is_left_as_it_is_is_news(desk, here, officer, since):
    finding = next(
        row for row in clashes_on(here.exhibition, DAY) if row.level != "forbid"
    )
    accept(finding, officer, "They know one another")

    body = desk.get(f"{BOARD}state/?since={since}").json()

    assert "They know one another" in body["rail"]["clashes"]


def test_once_a_minute_late_visits_come_without_a_change(desk, here, since):
    Stop.objects.filter(pk=here.stops[0].pk).update(
        actual_start_at=at("06:10"), actual_end_at=at("06:45")
    )

    body = desk.get(f"{BOARD}state/?since={since}&minute=1").json()

    assert body["visits"] == [here.visit.pk]
    assert 'data-shown="650 670"' in body["cards"][1]["html"]
    assert "20 min late" in body["badges"][f"d{here.kazakhstan.pk}"]
    assert "Kazakhstan is running 20 min late" in body["rail"]["live"]


def test_rows_by_stand_come_by_stand(desk, here, since):
    moved(here.stops[2], "07:05-07:25")

    body = desk.get(f"{BOARD}state/?since={since}&by=stand").json()

    assert [row["lane"] for row in body["cards"]] == [f"s{here.stands[1].pk}"]


@pytest.mark.parametrize("visits", [3, 60])
def test_the_queries_of_news_do_not_grow_with_the_visits(
    desk, here, since, django_assert_num_queries, visits
):
    for _number in range(visits - 2):
        stop_of(visit_of(here.exhibition), "09:00-09:10", stand=here.stands[0], bay=1)
        here.stands[0].stops.filter(planned=stretch("09:00-09:10")).update(
            status="cancelled"
        )
    moved(here.stops[1], "06:40-07:00")

    with django_assert_num_queries(39):
        desk.get(f"{BOARD}state/?since={since}")


@pytest.mark.parametrize("since", ["", "x", "-1", "1" * 30])
def test_a_number_that_is_none_is_not_found(desk, here, since):
    assert desk.get(f"{BOARD}state/?since={since}").status_code == 404


def test_the_number_is_for_planners_alone(here, officer):
    assert state_number("baku", officer) is not None
    assert state_number("baku", UserFactory()) is None
    assert state_number("baku", UserFactory(is_superuser=True)) is not None
    assert Change.objects.count() == 0
