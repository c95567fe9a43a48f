"""A day planned from the command line."""

import io
import os
import signal
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from delegations.management.commands import plan_visits
from delegations.models import Change, PlanningRun, Stop
from exhibitors import clock
from tests.delegations.dayplans.conftest import visit_to
from tests.delegations.times import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(here, planner):
    """Return what plans the day, and returns what is printed: table and messages."""

    def call(*options, name="baku", on="2023-11-24"):
        out, err = io.StringIO(), io.StringIO()
        status = 0
        try:
            call_command(
                "plan_visits", name, "--date", on, *options, stdout=out, stderr=err
            )
        except SystemExit as ended:
            status = ended.code
        return status, out.getvalue(), err.getvalue()

    return call


def is_planned():
    return Stop.objects.exclude(planned=None).exists()


def test_a_day_is_planned_printed_and_applied(plan):
    status, out, err = plan()

    assert status == 0
    assert out == (
        "Kazakhstan  10:00–10:50\n"
        "  10:05–10:25  B1 Carpets  +\n"
        "  10:30–10:45  B2 Books  +\n"
        "Uzbekistan  10:50–11:20\n"
        "  10:50–11:20  B1 Carpets  +\n"
    )
    assert err == (
        "3 stops in 2 visits, 0 left out; 15 min of walking, 0 min of waiting. "
        "A plan, at most 50.0 % above the best.\nThe plan is applied.\n"
    )
    assert is_planned()
    assert Change.objects.get().user is None


def test_a_dry_run_changes_nothing(plan):
    status, out, err = plan("--dry-run")

    assert (status, out.count("\n")) == (0, 5)
    assert err.endswith("Nothing was changed.\n")
    assert not is_planned()
    assert PlanningRun.objects.get().state == "discarded"


def test_only_named_delegations_are_planned(plan, here):
    visit_to(here.exhibition, "Tajikistan", slug="tajikistan")

    _status, out, _err = plan("--delegation", here.uzbekistan.delegation.slug)

    assert out.startswith("Uzbekistan")
    assert "Kazakhstan" not in out


def test_a_limit_and_a_seed_are_passed_on(plan):
    plan("--time-limit", "5", "--seed", "9")

    run = PlanningRun.objects.get()
    assert (run.time_limit, run.seed) == (5, 9)


def test_stops_left_out_are_told_with_their_reason(plan, here):
    stop = here.stops[2]
    stop.is_optional = True
    stop.save()

    status, _out, err = plan()

    assert status == 3
    assert "Left out: Uzbekistan, B1 Carpets: There are 15 min too few." in err


def test_an_impossible_day_says_why_and_what_would_help(plan, planner):
    planner("impossible")

    with pytest.raises(CommandError) as refused:
        plan()

    assert str(refused.value) == (
        "Kazakhstan asks for 700 min of 540 min.\n"
        "It would be possible so: Let it leave 30 min later."
    )
    assert not is_planned()


@pytest.mark.parametrize(
    ("what", "said"),
    [("bad", "The planner could not read its problem."), ("crash", "broke down")],
)
def test_a_planner_that_fails_is_told(plan, planner, what, said):
    planner(what)

    with pytest.raises(CommandError, match=said):
        plan()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"name": "nowhere"}, "There is no exhibition “nowhere”."),
        ({"on": "2023-11-25"}, "No visit on 25 November 2023 has a stop to plan"),
    ],
)
def test_what_cannot_be_planned_is_refused(plan, options, said):
    with pytest.raises(CommandError, match=said):
        plan(**options)


def test_an_unknown_delegation_is_refused(plan):
    with pytest.raises(CommandError, match="There is no delegation “nobody”"):
        plan("--delegation", "nobody")


@pytest.mark.parametrize("limit", ["0", "601", "soon"])
def test_a_wrong_limit_is_no_usage(plan, limit):
    said = f"argument --time-limit: “{limit}” does not do: give seconds from 1 to 600."
    with pytest.raises(CommandError, match=said):
        plan("--time-limit", limit)


@pytest.mark.parametrize("seed", ["-1", "2147483648", "x"])
def test_a_wrong_seed_is_no_usage(plan, seed):
    said = f"argument --seed: “{seed}” does not do: give a number from 0 to 2147483647."
    with pytest.raises(CommandError, match=said):
        plan(f"--seed={seed}")


def test_a_wrong_day_is_no_usage(plan):
    said = "argument --date: “2023-13-40” is no day: write it as 2023-11-24"
    with pytest.raises(CommandError, match=said):
        plan(on="2023-13-40")


def test_a_delegation_that_does_not_come_is_named(plan, here):
    row = visit_to(here.exhibition, "Tajikistan", slug="tajikistan")
    type(row).objects.filter(pk=row.pk).update(on="2023-11-25")

    with pytest.raises(CommandError) as refused:
        plan("--delegation", "tajikistan")

    assert str(refused.value) == (
        "Tajikistan has no visit with stops on 24 November 2023: enter one."
    )


def test_a_day_that_is_over_is_refused(plan, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:00") + timedelta(days=1))

    with pytest.raises(CommandError, match="24 November 2023 is over") as refused:
        plan()

    assert refused.value.returncode == 1


def test_an_exhibition_that_is_over_is_planned_as_an_exercise(plan, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:00") + timedelta(days=700))

    status, out, _err = plan()

    assert (status, out.count("\n")) == (0, 5)
    assert is_planned()


def test_one_stop_is_one(plan, here):
    _status, _out, err = plan("--delegation", here.uzbekistan.delegation.slug)

    assert err.startswith("1 stop in 1 visit, 0 left out;")


def test_control_c_keeps_the_best_so_far(plan, planner, monkeypatch):
    planner("slow")
    known = plan_visits.Command._tell

    def tell(command, run):
        if len(run.progress) == 1 and not command.is_cancelled:
            os.kill(os.getpid(), signal.SIGINT)
        known(command, run)

    monkeypatch.setattr(plan_visits.Command, "_tell", tell)

    status, out, _err = plan()

    assert (status, out.count("\n")) == (0, 5)
    assert PlanningRun.objects.get().cancelled_at is not None
