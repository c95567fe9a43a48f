"""The page of a run: what it does, what came of it, what to do next."""

import pytest

from delegations.dayplans import alive, applying, runs, sentences
from delegations.models import Change, PlanningRun, Stop
from delegations.undo import undo
from exhibitors import clock
from tests.delegations.dayplans.pages.conftest import HOME, START
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import at, stretch
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db

PROGRESS = [
    {"seconds": 0.2, "cost": 900, "bound": None, "gap": None, "unplaced": 1},
    {"seconds": 2.0, "cost": 800, "bound": 760, "gap": 0.05, "unplaced": 0},
]


@pytest.fixture(autouse=True)
def _a_worker_lives(monkeypatch):
    monkeypatch.setattr(runs, "is_held", lambda _name: True)


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    said = {"full": "%(stand)s is asked for %(asked)s of %(available)s."}
    monkeypatch.setattr(sentences, "messages", lambda: said)


def address(run, what=""):
    return f"{HOME}plan/{run.pk}/{what}"


def shown(client, run):
    answer = client.get(address(run))
    assert answer.status_code == 200
    return page(answer)


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


def test_the_preview_tells_what_would_change(officer, hall):
    run = hall.plan()

    text = shown(officer, run).text

    for words in (
        "What this plan would change",
        "Proven within 3 % of the best possible.",
        "3 Given a time",
        "Kazakhs 10:10–10:55 2 stops change",
        "A1 Stand A1 – 10:10–10:25",
        "Whom it concerns",
        "The Minister receives",
        "10:10 A1 Stand A1 (Kazakhs)",
        "2 of its stops",
    ):
        assert words in text.replace("Given a time 3", "3 Given a time")


def test_before_and_after_stand_beside_each_other(officer, hall):
    span = stretch("06:00-08:00")
    type(hall.kazakhstan).objects.filter(pk=hall.kazakhstan.pk).update(span=span)
    Stop.objects.filter(pk=hall.stops[0].pk).update(planned=stretch("07:00-07:15"))
    run = hall.plan()

    text = shown(officer, run).text

    assert "A1 Stand A1 11:00–11:15 10:10–10:25" in text
    assert "10:00–12:00 → 10:10–10:55" in text


def test_what_is_left_out_has_its_reason(officer, hall):
    Stop.objects.filter(pk=hall.stops[1].pk).update(is_optional=True)
    run = hall.run({hall.stops[0].pk: 610})

    text = shown(officer, run).text

    assert "What is left out, and why" in text
    assert "Kazakhs: B1 Stand B1 It does not fit." in text
    assert "Uzbeks: A1 Stand A1 mandatory It does not fit." in text


def test_a_plan_is_applied_and_taken_back_with_a_button_each(officer, hall):
    run = hall.plan()

    applied = officer.post(address(run, "apply/"))
    assert applied["Location"] == address(run)
    hall.stops[0].refresh_from_db()
    assert hall.stops[0].planned == stretch("06:10-06:25")
    assert "This plan is on the board." in shown(officer, run).text

    back = officer.post(address(run, "undo/"), follow=True)
    hall.stops[0].refresh_from_db()
    assert hall.stops[0].planned is None
    assert "The plan is taken back: the day is as before." in page(back).text
    assert "This plan was applied, and taken back." in page(back).text


def test_a_plan_that_changes_nothing_has_nothing_to_apply(officer, hall):
    applying.apply(hall.plan(), None)
    again = hall.plan()

    found = shown(officer, again)

    assert "This plan changes nothing: the board is as good." in found.text
    assert "Stays as it is: Kazakhs, Uzbeks" in found.text
    actions = [form.get("action") for form in found.all("form")]
    assert address(again, "apply/") not in actions

    applying.apply(again, None)
    found = shown(officer, again)
    assert "This plan is on the board." in found.text
    actions = [form.get("action") for form in found.all("form")]
    assert address(again, "undo/") not in actions


def test_what_was_taken_back_already_stays_so(officer, hall):
    run = hall.plan()
    applying.apply(run, None)
    undo(Change.objects.get(), None)

    back = officer.post(address(run, "undo/"), follow=True)

    assert "This was taken back already." in page(back).text


def test_a_plan_that_was_not_applied_cannot_be_taken_back(officer, hall):
    assert officer.post(address(hall.plan(), "undo/")).status_code == 404


def test_a_board_that_changed_meanwhile_refuses_the_plan(officer, hall):
    run = hall.plan()
    stop = stop_of(visit_of(hall.exhibition, "06:00-12:00"), "08:00-08:20")
    Change.objects.create(
        exhibition=hall.exhibition,
        days=[run.on],
        visits=[stop.visit_id],
        entries=[{"model": "stop", "pk": stop.pk, "name": "Tea"}],
    )

    found = shown(officer, run)

    assert "This plan cannot be applied any more." in found.text
    assert "was changed since by the program: Tea." in found.text
    assert START in found.links
    actions = [form.get("action") for form in found.all("form")]
    assert address(run, "apply/") not in actions
    assert (
        "cannot be applied"
        in page(officer.post(address(run, "apply/"), follow=True)).text
    )


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
    monkeypatch.setattr(runs, "is_held", alive.is_held)
    run = hall.plan(state="running", result=None)

    assert "The plan could not be made." in shown(officer, run).text


def test_an_impossible_day_says_why_and_what_would_help(officer, hall):
    stand = f"stand-{hall.stands[0].pk}"
    said = {"code": "full", "params": {"stand": stand, "asked": 500, "available": 480}}
    delegation = f"v{hall.kazakhstan.pk}"
    members = [
        {"kind": "stand", "id": stand},
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
    assert "What cannot be together A1 Stand A1 Kazakhs" in text


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


def test_on_the_day_who_must_be_told_comes_before_the_button(
    officer, hall, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: at("06:05"))
    run = hall.plan(now=at("06:05"))

    text = shown(officer, run).text

    assert "24 November 2023, from 10:05 on" in text
    told = text.index("Tell these people before you apply it")
    assert told < text.index("Apply to the board")
    assert "no telephone" in text


@pytest.mark.parametrize("count", [0, 4])
def test_the_preview_takes_a_fixed_number_of_queries(
    officer, hall, django_assert_num_queries, count
):
    for _visit in range(count):
        stop_of(visit_of(hall.exhibition, "06:00-12:00"), "08:00-08:20")
    run = hall.plan()
    with django_assert_num_queries(30):
        officer.get(address(run))


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


def test_a_stand_host_is_told_too(officer, hall):
    role = RoleAssignmentFactory(
        role="stand_host", exhibition=hall.exhibition, stand=hall.stands[1]
    )

    text = shown(officer, hall.plan()).text

    assert f"{role.user} stand host 10:40 B1 Stand B1 (Kazakhs)" in text
