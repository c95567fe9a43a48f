"""The page that explains a plan."""

import re

import pytest

from delegations.dayplans import sentences
from delegations.models import Delegation, InterpreterPool, Stop, Visit
from exhibitors.queries.walking import walks
from tests.delegations.dayplans.pages.conftest import HOME, shown
from tests.delegations.rows import stop_of, visit_of
from tests.exhibitors.views.pages import page
from tests.factories.delegations import LanguagePairFactory, StopFactory
from tests.factories.exhibitors import StandFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    monkeypatch.setattr(sentences, "messages", dict)


def explained(client, run, query=""):
    answer = client.get(f"{HOME}plan/{run.pk}/explained/{query}")
    assert answer.status_code == 200
    return page(answer)


def classes(found, tag):
    return [row.get("class", "") for row in found.all(tag)]


def test_tours_lie_along_the_day_to_the_minute(officer, hall):
    found = explained(officer, hall.plan())

    # From 10:00 to 11:00: A1 from 10:10 to 10:25 is a quarter of the width.
    stops = [row for row in found.all("svg") if row.get("class") == "leg leg-stop"]
    assert [(row["x"], row["width"]) for row in stops] == [
        ("16.667%", "25%"),
        ("66.667%", "25%"),
        ("41.667%", "25%"),
    ]
    assert "leg leg-walk" in classes(found, "svg")
    assert "leg leg-wait" in classes(found, "svg")


def test_a_lane_says_in_words_what_it_draws(officer, hall):
    found = explained(officer, hall.plan())

    labels = [row.get("aria-label", "") for row in found.all("svg")]
    assert any(
        re.fullmatch(
            r"Kazakhstan: 10:0\d–10:5\d, 2 stops, \d+ min walking, \d+ min waiting", one
        )
        for one in labels
    )


def test_delegations_without_a_country_have_colours_of_their_own(officer, hall):
    Delegation.objects.update(country=None)

    run = hall.plan()

    found = explained(officer, run)

    lanes = [n[5:] for n in classes(found, "div") if n.startswith("lane t-")]
    assert len(set(lanes)) == 2
    visits = classes(shown(officer, run), "details")
    assert {n[11:] for n in visits if n.startswith("plan-visit ")} == set(lanes)


def test_the_axis_begins_with_its_first_hour(officer, hall):
    found = explained(officer, hall.plan())

    (first,) = [row for row in found.all("text") if row.get("class") == "first"]
    assert first["x"] == "0%"
    assert "10:00" in found.text


def test_each_stretch_is_in_the_table_with_what_a_wait_is_for(officer, hall):
    first, second, third = hall.stops
    # Kazakhstan comes to A1 from B1 while Uzbekistan is there.
    run = hall.run({second.pk: 610, first.pk: 645, third.pk: 630})

    text = explained(officer, run).text

    assert re.search(
        r"10:2\d–10:45 wait at A1 Uzbekistan is at A1 until then \d+", text
    )
    assert "10:30–10:45 A1 Stand A1 15" in text
    assert "walk to West gate" in text


def test_the_floor_shows_real_routes_of_all_tours(officer, hall):
    found = explained(officer, hall.plan())

    assert "All tours" in found.text
    lines = [row for row in found.all("polyline") if row.get("class") == "way-line"]
    # In, between and out; in and out.
    assert len(lines) == 5
    assert lines[0]["points"].startswith("0,15 ")
    assert classes(found, "circle").count("way-dot") == 3


def test_one_tour_is_chosen_with_the_order_of_its_stops(officer, hall):
    run = hall.plan()

    found = explained(officer, run, f"?of={hall.kazakhstan.pk}")

    assert "The tour of Kazakhstan: numbers are the order of its stops." in found.text
    assert classes(found, "polyline").count("way-line") == 3
    assert classes(found, "circle").count("way-pin") == 2
    current = [row["href"] for row in found.all("a") if row.get("aria-current")]
    assert f"?of={hall.kazakhstan.pk}#floor" in current


@pytest.mark.parametrize("odd", ["?of=x", "?of=0", f"?of={10**30}", "?of="])
def test_odd_choices_show_all(officer, hall, odd):
    found = explained(officer, hall.plan(), odd)

    assert classes(found, "circle").count("way-dot") == 3


def test_stands_on_no_plan_are_on_no_route(officer, hall):
    nowhere = StandFactory(exhibition=hall.exhibition, number="X9", outline=None)
    Stop.objects.update(stand=nowhere)
    first, second, third = hall.stops

    run = hall.run({first.pk: 610, second.pk: 630, third.pk: 650})

    assert "No stop of the plan has a place" in explained(officer, run).text


def test_loads_of_stands_and_officials_have_numbers(officer, hall):
    text = explained(officer, hall.plan()).text

    assert "A1 Stand A1 30 of 480 min, 6 % 2 1 of 1 10:10–10:40" in text
    assert re.search(r"The Minister 15 of \d+ min, \d+ % 1 0 min 10:10–10:25", text)


def test_interpreters_are_counted_by_language(officer, hall):
    LanguagePairFactory(
        exhibition=hall.exhibition,
        delegation=hall.kazakhstan.delegation,
        spoken="kk",
        understood="az",
    )
    InterpreterPool.objects.create(exhibition=hall.exhibition, language="kk")

    text = explained(officer, hall.plan()).text

    assert "Interpreters" in text
    assert re.search(r"Kazakh \d+ of \d+ min, \d+ % 1 1 of 1", text)


def test_what_leaves_the_least_room_is_said_first(officer, hall):
    first, _second, third = hall.stops
    Stop.objects.filter(pk=first.pk).update(duration=400)

    text = explained(officer, hall.run({first.pk: 610, third.pk: 1015})).text

    assert "What leaves the least room" in text
    assert "A1 Stand A1: busy for 415 of 480 minutes (86 %)" in text


def test_the_crowd_costs_each_what_touring_alone_would_not(officer, hall):
    run = hall.plan()
    tours = run.result["tours"]
    # 5 each for walking 2 and waiting 3, with the weights of the first and second.
    tours[0]["alone"] = 5 * 5 + tours[0]["end"] - 14
    tours[1]["alone"] = 4 * 5 + tours[1]["end"]
    run.save()

    text = explained(officer, run).text

    assert "alone 66 min, in the crowd 80 min: 14 min more" in text
    assert "60 min, as if it were alone" in text


def test_a_tour_that_nobody_worked_out_alone_says_so(officer, hall):
    run = hall.plan()
    for tour in run.result["tours"]:
        tour["alone"] = None
    run.save()

    text = explained(officer, run).text

    assert "What each tour would cost alone is only worked out when" in text
    assert "80 min in this plan" in text


def test_the_cost_of_what_is_left_out_is_told_apart(officer, hall):
    run = hall.plan()
    run.result["tours"][0]["value_lost"] = 2
    run.save()

    # Its weight is 5, and each value counts for 10 minutes.
    assert "100 of it for what is left out" in explained(officer, run).text


def test_what_is_left_out_is_explained_too(officer, hall):
    run = hall.run({hall.stops[0].pk: 610, hall.stops[2].pk: 625})

    text = explained(officer, run).text

    assert "Kazakhs: B1 Stand B1 mandatory It does not fit." in text


def test_a_whole_plan_says_that_nothing_is_left_out(officer, hall):
    assert "Nothing is left out" in explained(officer, hall.plan()).text


def test_a_delegation_without_a_tour_has_an_empty_lane(officer, hall):
    run = hall.run({hall.stops[2].pk: 610})

    labels = [row.get("aria-label") for row in explained(officer, run).all("svg")]

    assert "Kazakhstan: no tour" in labels


def test_moments_at_the_gate_are_part_of_the_way(officer, hall):
    StopFactory(
        exhibition=hall.exhibition, visit=hall.kazakhstan, kind="welcome", duration=5
    )

    text = explained(officer, hall.plan()).text

    assert "at the entrance, then walk to A1" in text


def test_other_visits_at_a_stand_of_two_bays_are_no_tours(officer, hall):
    type(hall.stands[0]).objects.filter(pk=hall.stands[0].pk).update(bays=2)
    other = visit_of(hall.exhibition, "06:00-12:00")
    stop_of(other, "06:10-06:25", stand=hall.stands[0])
    Visit.objects.filter(pk=other.pk).update(status="done")

    run = hall.plan()

    assert any(row["id"].startswith("held-") for row in run.problem["delegations"])
    found = explained(officer, run)
    assert (
        sum("min walking" in row.get("aria-label", "") for row in found.all("svg")) == 2
    )


@pytest.mark.parametrize("state", ["running", "failed"])
def test_without_a_plan_there_is_nothing_to_explain(officer, hall, state):
    run = hall.plan(state=state, result=None)

    assert officer.get(f"{HOME}plan/{run.pk}/explained/").status_code == 404


@pytest.mark.parametrize("count", [0, 4])
def test_the_page_takes_a_fixed_number_of_queries(
    officer, hall, django_assert_num_queries, count
):
    for hour in range(8, 8 + count):
        stand = StandFactory(
            exhibition=hall.exhibition,
            area=hall.stands[0].area,
            outline=[[0, hour], [1, hour], [1, hour + 1]],
        )
        stop_of(visit_of(hall.exhibition, "06:00-14:00"), f"{hour:02}:00-{hour:02}:20")
        stop_of(visit_of(hall.exhibition, "06:00-14:00"), "06:00-06:20", stand=stand)
    run = hall.plan()
    walks(hall.exhibition)
    with django_assert_num_queries(25):
        explained(officer, run)


@pytest.mark.parametrize("language", ["ru", "az"])
def test_the_page_writes_numbers_for_svg_in_every_language(officer, hall, language):
    run = hall.plan()
    there = f"{HOME}plan/{run.pk}/explained/".replace("/en/", f"/{language}/")

    found = page(officer.get(there))

    drawn = [
        row[name] for row in found.all("svg") for name in ("x", "width") if name in row
    ]
    assert drawn
    assert all("," not in value for value in drawn)
    assert found.inline_code == []
    assert found.foreign_addresses == []
