"""A day is planned, watched, applied and taken back in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from delegations.dayplans import runs
from delegations.models import Change, PlanningRun, Stop, Visit
from exhibitors import clock
from exhibitors.jobs import watching
from tests.delegations.dayplans.answers import answer
from tests.delegations.dayplans.pages.conftest import HOME, START, hall
from tests.delegations.times import stretch
from tests.factories.expo import UserFactory

__all__ = ["hall"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(tab, hall, sign_in, monkeypatch):
    """A planner's window; no process is begun, and the worker counts as alive."""
    monkeypatch.setattr(runs, "_spawn", lambda _pk: None)
    monkeypatch.setattr(watching, "is_held", lambda _name: True)
    monkeypatch.setattr(clock, "now", lambda: timezone.now() - timedelta(days=9999))
    sign_in(tab.context, UserFactory(is_superuser=True))
    return tab


def tell(**fields):
    """Write to the run what its worker would."""
    PlanningRun.objects.update(heard_at=timezone.now(), **fields)


def planned(hall):
    """Return what the planner would answer."""
    first, second, third = (f"s{stop.pk}" for stop in hall.stops)
    run = PlanningRun.objects.get()
    return answer(run.problem, {first: 610, second: 640, third: 625})


def test_a_day_is_planned_applied_and_taken_back(desk, hall):
    desk.goto(f"{HOME}2023-11-24/")
    desk.get_by_role("link", name="Plan the day").click()
    desk.get_by_role("button", name="Make a plan").click()
    desk.get_by_role("heading", name="Waiting to begin").wait_for()

    line = {"seconds": 1, "cost": 800, "bound": 760, "gap": 0.05, "unplaced": 0}
    tell(state="running", started_at=timezone.now(), progress=[line])
    desk.get_by_text("Proven within 5 % of the best possible.").first.wait_for()
    desk.reload()
    desk.get_by_role("heading", name="Looking for the best plan").wait_for()

    found = planned(hall)
    tell(state="done", verdict="feasible", result=found, finished_at=timezone.now())
    heading = desk.get_by_role("heading", name="What this plan would change")
    heading.wait_for()
    assert heading.evaluate("row => row === document.activeElement")
    desk.get_by_role("button", name="Apply to the board").click()
    desk.get_by_text("This plan is on the board.").wait_for()
    assert Stop.objects.filter(planned__isnull=False).count() == 3

    desk.get_by_role("button", name="Take back").click()
    desk.get_by_text("This plan was applied, and taken back.").wait_for()
    assert not Stop.objects.filter(planned__isnull=False).exists()
    assert Change.objects.count() == 2


def test_a_run_is_stopped_and_keeps_its_best_plan(desk, hall):
    desk.goto(START)
    desk.get_by_role("button", name="Make a plan").click()
    desk.get_by_role("heading", name="Waiting to begin").wait_for()
    tell(state="running", started_at=timezone.now())

    desk.get_by_role("button", name="Stop and keep the best plan so far").click()
    desk.get_by_role(
        "heading", name="Stopping; the best plan so far is kept"
    ).wait_for()
    assert PlanningRun.objects.get().cancelled_at is not None

    found = planned(hall)
    tell(state="done", verdict="feasible", result=found, finished_at=timezone.now())
    desk.get_by_text("It was stopped early.").wait_for()


def test_a_failure_shows_without_a_reload(desk):
    desk.goto(START)
    desk.get_by_role("button", name="Make a plan").click()
    desk.get_by_role("heading", name="Waiting to begin").wait_for()

    tell(state="failed", error=runs.LOST)

    desk.get_by_text("The plan could not be made.").wait_for()
    assert desk.evaluate("document.activeElement.textContent").startswith(
        "The plan could not be made."
    )
    desk.get_by_role("link", name="Plan again").click()
    desk.wait_for_url(f"**{START}")


def test_the_button_waits_only_for_faults_of_those_chosen(desk, hall):
    Visit.objects.filter(pk=hall.kazakhstan.pk).update(window=stretch("22:00-23:00"))
    desk.goto(START)
    button = desk.get_by_role("button", name="Make a plan")
    assert button.is_disabled()
    desk.get_by_text("Mend what is marked, or leave").wait_for()

    desk.get_by_label("Kazakhstan", exact=True).uncheck()

    assert button.is_enabled()
    button.click()
    desk.get_by_role("heading", name="Waiting to begin").wait_for()
    assert PlanningRun.objects.get().delegations == [hall.uzbekistan.delegation_id]


def test_without_script_a_link_shows_how_far_it_is(
    chromium, live_server, desk, sign_in
):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, UserFactory(is_superuser=True))
    page = context.new_page()
    page.goto(START)
    page.get_by_role("button", name="Make a plan").click()
    tell(state="running", started_at=timezone.now())
    page.get_by_role("link", name="See how far it is").click()
    page.get_by_role("heading", name="Looking for the best plan").wait_for()
    context.close()
