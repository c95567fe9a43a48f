"""The page of a run: what it does, and how it ended without a plan to apply."""

import pytest

from delegations.dayplans import runs, sentences
from delegations.models import PlanningRun
from exhibitors.jobs import alive, watching
from tests.delegations.dayplans.pages.conftest import START, address, shown
from tests.delegations.times import at
from tests.exhibitors.views.pages import page

pytestmark = pytest.mark.django_db

PROGRESS = [
    {"seconds": 0.2, "cost": 900, "bound": None, "gap": None, "unplaced": 1},
    {"seconds": 2.0, "cost": 800, "bound": 760, "gap": 0.05, "unplaced": 0},
]


def test_a_run_that_waits_says_so_and_can_be_stopped(officer, hall):
    run = hall.plan(state="waiting", result=None, started_at=None)

    found = shown(officer, run)

    assert "Waiting to begin" in found.text
    assert "Stop and keep the best plan so far" in found.text
    assert address(run, "cancel/") in [form.get("action") for form in found.all("form")]
    (script,) = [s for s in found.all("script") if "planning" in s.get("src", "")]
    assert script["type"] == "module"


def test_a_run_under_way_shows_cost_bound_and_what_has_no_place(officer, hall):
    run = hall.plan(state="running", result=None, progress=PROGRESS)

    text = shown(officer, run).text

    assert "Looking for the best plan" in text
    assert "800 Cost" in text.replace("Cost 800", "800 Cost")
    assert "Cannot be below 760" in text
    assert "Stops left out 0" in text
    assert "Proven within 5 % of the best possible." in text


def test_a_script_gets_the_part_that_changes(officer, hall):
    run = hall.plan(state="running", result=None, progress=PROGRESS)

    answer = officer.get(f"{address(run)}?part=progress")

    found = page(answer)
    (part,) = [row for row in found.all("section") if "data-state" in row]
    assert part["data-state"] == "running"
    assert part["data-said"].strip() == "Proven within 5 % of the best possible."
    assert [line["class"] for line in found.all("polyline")] == [
        "curve-cost",
        "curve-bound",
    ]
    assert found.all("html") == []


def test_the_part_tells_a_script_that_the_run_ended(officer, hall):
    answer = officer.get(f"{address(hall.plan())}?part=progress")

    (part,) = [row for row in page(answer).all("section") if "data-state" in row]
    assert part["data-state"] == "ready"


def test_before_the_first_plan_there_is_no_curve(officer, hall):
    run = hall.plan(state="running", result=None)

    answer = officer.get(f"{address(run)}?part=progress")

    assert page(answer).all("polyline") == []


def test_a_run_asked_to_stop_says_that_it_stops(officer, hall):
    run = hall.plan(state="running", result=None)

    assert officer.post(address(run, "cancel/")).status_code == 302

    assert "Stopping; the best plan so far is kept" in shown(officer, run).text


def test_a_programme_gets_the_run_in_json(officer, hall):
    answer = officer.get(address(hall.plan()), headers={"accept": "application/json"})

    assert answer.json()["state"] == "done"


def test_a_discarded_plan_is_out_of_the_way(officer, hall):
    run = hall.plan()

    assert officer.post(address(run, "discard/"))["Location"] == address(run)

    found = shown(officer, run)
    assert "This plan was discarded." in found.text
    assert START in found.links


def test_a_failed_run_says_why_and_what_to_do(officer, hall):
    run = hall.plan(state="failed", result=None, error=runs.LOST)

    text = shown(officer, run).text

    assert "The plan could not be made. Nothing on the board has changed." in text
    assert "The process that planned was ended. Plan the day again." in text


def test_a_worker_that_was_killed_shows_as_failed(officer, hall, monkeypatch):
    monkeypatch.setattr(watching, "is_held", alive.is_held)
    run = hall.plan(state="running", result=None)

    assert "The plan could not be made." in shown(officer, run).text


def test_an_impossible_day_says_why_and_what_would_help(officer, hall):
    stand = f"stand-{hall.stands[0].pk}"
    said = {"code": "full", "params": {"stand": stand, "asked": 500, "available": 480}}
    delegation = f"v{hall.kazakhstan.pk}"
    members = [
        {"kind": "stand", "id": stand},
        {"kind": "stop", "id": f"s{hall.stops[0].pk}"},
        {"kind": "delegation", "id": delegation},
    ]
    result = {
        "status": "infeasible",
        "conflict": {**said, "sentence": "", "members": members},
        "offers": [{**said, "sentence": ""}],
    }
    run = hall.run({}, result=result)

    text = shown(officer, run).text

    assert "This day is impossible as it is" in text
    assert text.count("A1 Stand A1 is asked for 500 min of 480 min.") == 2
    named = "What cannot be together Stand A1 (hours and room) Kazakhs at A1 Kazakhs"
    assert named in text


def test_what_would_help_leads_to_its_record(officer, hall, monkeypatch):
    monkeypatch.setattr(sentences, "messages", lambda: {"drop_stop": "Drop it."})
    stop = hall.stops[0].pk
    offer = {"code": "drop_stop", "params": {"stop": f"s{stop}"}}
    conflict = {"code": "drop_stop", "params": {}, "members": []}
    result = {"status": "infeasible", "conflict": conflict, "offers": [offer]}

    links = shown(officer, hall.run({}, result=result)).links

    assert any(to.endswith(f"/admin/delegations/stop/{stop}/change/") for to in links)


def test_an_impossible_day_without_a_reason_is_still_said(officer, hall):
    run = hall.run({}, result={"status": "infeasible"})

    assert "It is proven that no plan keeps all rules" in shown(officer, run).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "No plan was found in 20 seconds."),
        ({"cancelled_at": at("06:00")}, "It was stopped before a plan was found."),
    ],
)
def test_no_plan_in_time_asks_for_more(officer, hall, fields, words):
    run = hall.run({}, result={"status": "no_plan_yet"}, **fields)

    text = shown(officer, run).text

    assert words in text
    assert "Give it more time, or plan fewer delegations at once." in text


def test_a_look_at_the_progress_takes_few_queries(
    officer, hall, django_assert_num_queries
):
    run = hall.plan(state="running", result=None, progress=PROGRESS)
    with django_assert_num_queries(5):
        officer.get(f"{address(run)}?part=progress")


def test_the_pages_run_nothing_and_load_nothing_foreign(officer, hall):
    for state in ("done", "running", "failed"):
        PlanningRun.objects.all().delete()
        found = shown(officer, hall.plan(state=state))
        assert found.inline_code == []
        assert found.foreign_addresses == []


@pytest.mark.parametrize("state", ["done", "running", "failed", "discarded"])
def test_the_pages_speak_russian_and_azerbaijani(officer, hall, state):
    run = hall.plan(state=state)
    for language in ("ru", "az"):
        there = address(run).replace("/en/", f"/{language}/")
        assert officer.get(there).status_code == 200
