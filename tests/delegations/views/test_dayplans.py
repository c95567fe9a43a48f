"""Runs of the planner over the web: asked for, watched, ended; and attempts to."""

from datetime import timedelta

import pytest
from django.urls import reverse

from delegations.dayplans import runs
from delegations.dayplans.runs import LOST, start
from delegations.dayplans.working import work
from delegations.models import Change, PlanningRun
from exhibitors import clock
from tests.delegations.dayplans.conftest import here, officer, planner
from tests.delegations.times import DAY, at
from tests.factories.delegations import DelegationFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

__all__ = ["here", "officer", "planner"]

pytestmark = pytest.mark.django_db

JSON = {"headers": {"accept": "application/json"}}
BOARD = "/en/baku/delegations/board/"
START = f"{BOARD}2023-11-24/plan/start/"
# What is done to a run, with the method that it answers.
PLACES = {"progress": "get", "cancel": "post", "apply": "post", "discard": "post"}


@pytest.fixture
def run(here, officer):
    return start(here.exhibition, DAY, user=officer, is_spawned=False)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def place(run, what=""):
    return f"{BOARD}plan/{run.pk}/{what}/".replace("//", "/")


def stored(run):
    return PlanningRun.objects.get(pk=run.pk)


def test_a_day_that_is_over_is_not_planned(desk, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:00") + timedelta(days=1))

    answer = desk.post(START, {}, **JSON)

    assert answer.status_code == 422
    assert answer.json()["sentences"] == [
        "24 November 2023 is over: there is nothing left to plan."
    ]
    assert not PlanningRun.objects.exists()


def test_a_plan_is_asked_for(desk, here, officer):
    sent = {
        "delegations": [here.kazakhstan.delegation_id],
        "time_limit": 7,
        "seed": 3,
    }

    answer = desk.post(START, sent, **JSON)

    assert answer.status_code == 201
    run = PlanningRun.objects.get()
    assert answer.json()["run"] == run.pk
    assert (run.user, run.time_limit, run.seed) == (officer, 7, 3)
    assert run.delegations == [here.kazakhstan.delegation_id]


def test_asking_for_nothing_in_particular_plans_all_of_the_day(desk, here):
    desk.post(START, **JSON)

    run = PlanningRun.objects.get()
    assert (run.delegations, run.time_limit, run.now) == ([], 20, None)
    assert len(run.problem["delegations"]) == 2


def test_what_is_left_of_the_day_is_asked_for(desk, here, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:10"))
    sent = {"replan": "on", "notice": 0, "late": [here.uzbekistan.pk]}

    desk.post(START, sent, **JSON)

    run = PlanningRun.objects.get()
    assert (run.now, run.notice, run.late) == (at("07:10"), 0, [here.uzbekistan.pk])


def test_a_button_of_a_page_leads_to_the_run(desk, here):
    answer = desk.post(START)

    run = PlanningRun.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse(
        "delegations:plan_run", args=[here.exhibition.slug, run.pk]
    )


def test_what_has_to_be_mended_first_is_said(desk, here):
    for stop in here.stops:
        stop.delete()

    answer = desk.post(START, **JSON)

    assert answer.status_code == 422
    assert answer.json() == {
        "sentences": [
            "No visit on 24 November 2023 has a stop to plan: add stops on the board."
        ]
    }
    assert desk.post(START)["Location"] == f"{BOARD}2023-11-24/plan/"


def test_a_wrong_wish_names_its_field(desk, here):
    stranger = DelegationFactory()

    answer = desk.post(START, {"time_limit": 0, "delegations": [stranger.pk]}, **JSON)

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"time_limit", "delegations"}
    assert not PlanningRun.objects.exists()


def test_progress_tells_the_state_and_the_curve(desk, run, planner):
    work(run)

    answer = desk.get(place(run, "progress"), **JSON)

    assert answer["Cache-Control"] == "private, no-store"
    body = answer.json()
    assert (body["state"], body["has_plan"], body["is_live"]) == ("done", True, False)
    assert body["verdict"] == "feasible"
    assert [point["cost"] for point in body["progress"]] == [120, 100]
    assert body["last"] == body["progress"][-1]


def test_a_killed_worker_shows_at_the_next_look(desk, run):
    PlanningRun.objects.update(state="running")

    body = desk.get(place(run, "progress"), **JSON).json()

    assert (body["state"], body["error"], body["has_plan"]) == ("failed", LOST, False)


@pytest.mark.parametrize("points", [1, 300])
def test_a_look_at_a_run_takes_few_queries(
    desk, run, points, django_assert_num_queries
):
    point = {"seconds": 1, "cost": 2, "bound": 1, "gap": 0.5, "unplaced": 0}
    PlanningRun.objects.update(progress=[point] * points)

    with django_assert_num_queries(5):
        desk.get(place(run, "progress"), **JSON)


def test_a_run_is_cancelled(desk, run):
    answer = desk.post(place(run, "cancel"), **JSON)

    assert answer.json()["is_cancelling"] is True
    assert stored(run).cancelled_at is not None


def test_a_plan_is_applied(desk, run, planner):
    work(run)

    body = desk.post(place(run, "apply"), **JSON).json()

    assert (body["state"], body["change"]) == ("applied", Change.objects.get().pk)


def test_a_plan_that_cannot_be_applied_says_why(desk, run):
    answer = desk.post(place(run, "apply"), **JSON)

    assert answer.status_code == 409
    assert answer.json() == {
        "sentences": ["This run has no plan that could be applied."]
    }
    assert desk.post(place(run, "apply"))["Location"] == place(run)


def test_a_run_is_put_aside(desk, run, planner):
    assert desk.post(place(run, "discard"), **JSON).status_code == 409

    work(run)
    assert desk.post(place(run, "discard"), **JSON).json()["state"] == "discarded"


@pytest.mark.parametrize("what", [*PLACES, "start", ""])
def test_without_an_account_one_is_asked_to_sign_in(client, run, what):
    address = START if what == "start" else place(run, what)
    method = "post" if what == "start" else PLACES.get(what, "get")

    answer = getattr(client, method)(address, **JSON)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/")


@pytest.mark.parametrize("what", [*PLACES, "start", ""])
@pytest.mark.parametrize("role", [None, "pavilion_manager", "stand_host", "elsewhere"])
def test_out_of_scope_nothing_is_there(client, here, run, planner, what, role):
    user = UserFactory()
    own = {"user": user, "role": role, "exhibition": here.exhibition}
    if role == "pavilion_manager":
        RoleAssignmentFactory(**own, country_id="KZ")
    if role == "stand_host":
        RoleAssignmentFactory(**own, stand=here.b1)
    if role == "elsewhere":
        for name in ("organiser", "protocol_officer"):
            RoleAssignmentFactory(user=user, role=name, exhibition=ExhibitionFactory())
    client.force_login(user)
    work(run)
    address = START if what == "start" else place(run, what)
    method = "post" if what == "start" else PLACES.get(what, "get")

    assert getattr(client, method)(address, **JSON).status_code == 404

    assert stored(run).state == "done"
    assert PlanningRun.objects.count() == 1
    assert not Change.objects.exists()


@pytest.mark.parametrize("what", [*PLACES, ""])
def test_a_run_of_another_exhibition_is_out_of_reach(desk, here, planner, what):
    other = PlanningRun.objects.create(
        exhibition=ExhibitionFactory(), on=DAY, problem={}, state="done"
    )

    answer = getattr(desk, PLACES.get(what, "get"))(place(other, what), **JSON)

    assert answer.status_code == 404
    assert stored(other).state == "done"


@pytest.mark.parametrize("what", [*PLACES, "start"])
def test_other_methods_are_refused(desk, run, what):
    address = START if what == "start" else place(run, what)
    wrong = "post" if PLACES.get(what) == "get" else "get"

    assert getattr(desk, wrong)(address).status_code == 405


def test_planning_begins_a_process_once_it_is_saved(
    desk, here, monkeypatch, django_capture_on_commit_callbacks
):
    begun = []
    monkeypatch.setattr(runs, "_spawn", begun.append)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(START, **JSON)

    assert begun == [PlanningRun.objects.get().pk]
