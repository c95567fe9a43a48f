"""Runs begun, worked on, watched, cancelled and put aside."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from delegations.dayplans import runs, working
from delegations.dayplans.alive import PLANNER, worker_of
from delegations.dayplans.runs import LOST, cancel, current, discard, runs_of, start
from delegations.dayplans.working import work
from delegations.models import Change, PlanningRun
from exhibitors import clock
from exhibitors.jobs.alive import is_held, key_of, take
from exhibitors.jobs.watching import BEGINNING
from tests.delegations.times import DAY, at
from tests.factories.delegations import ChangeFactory

pytestmark = pytest.mark.django_db
State = PlanningRun.State


@pytest.fixture
def asked(here, officer):
    return start(here.exhibition, DAY, user=officer, is_spawned=False)


def stored(run):
    return PlanningRun.objects.get(pk=run.pk)


def test_a_run_keeps_what_it_rests_on(here, officer):
    change = ChangeFactory(exhibition=here.exhibition, days=[DAY])
    ChangeFactory()

    run = start(
        here.exhibition,
        DAY,
        user=officer,
        delegations=[here.kazakhstan.delegation_id],
        time_limit=5,
        seed=7,
        is_spawned=False,
    )

    run = stored(run)
    assert (run.state, run.user, run.basis) == ("waiting", officer, change.pk)
    assert (run.time_limit, run.seed, run.now) == (5, 7, None)
    assert run.delegations == [here.kazakhstan.delegation_id]
    assert [row["id"] for row in run.problem["delegations"]] == [
        f"v{here.kazakhstan.pk}"
    ]
    assert run.frame["stops"] == {str(stop.pk): None for stop in here.stops[:2]}


def test_a_process_is_begun_when_the_run_can_be_seen(
    here, officer, monkeypatch, django_capture_on_commit_callbacks
):
    begun = []
    monkeypatch.setattr(runs, "_spawn", begun.append)

    with django_capture_on_commit_callbacks(execute=True):
        run = start(here.exhibition, DAY, user=officer)
        assert begun == []

    assert begun == [run.pk]


def test_a_day_is_planned_once_at_a_time(here, asked, officer):
    with pytest.raises(ValidationError) as refused:
        start(here.exhibition, DAY, user=officer, is_spawned=False)

    assert refused.value.messages == ["This day is being planned already."]
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanningRun.objects.create(exhibition=here.exhibition, on=DAY, problem={})


def test_a_limit_beyond_ten_minutes_is_refused(here):
    run = PlanningRun(exhibition=here.exhibition, on=DAY, problem={}, time_limit=601)

    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


def test_only_the_day_itself_is_planned_anew(here, officer):
    with pytest.raises(ValidationError) as refused:
        start(here.exhibition, DAY, user=officer, is_replanning=True)

    assert refused.value.messages == ["Only a day that is under way is planned anew."]


def test_what_is_left_of_the_day_is_planned_from_now_on(here, officer, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:10"))

    run = start(
        here.exhibition,
        DAY,
        user=officer,
        is_replanning=True,
        late=[here.uzbekistan.pk],
        is_spawned=False,
    )

    assert (run.now, run.late) == (at("07:10"), [here.uzbekistan.pk])
    assert run.problem["late"] == [f"v{here.uzbekistan.pk}"]


def test_the_planners_answer_and_progress_are_kept(asked, planner):
    seen = []

    work(asked, lambda run: seen.append(run.state))

    run = stored(asked)
    assert (run.state, run.verdict, run.has_plan) == ("done", "feasible", True)
    assert [point["cost"] for point in run.progress] == [120, 100]
    assert set(run.progress[0]) == {"seconds", "cost", "bound", "gap", "unplaced"}
    assert run.started_at <= run.heard_at <= timezone.now()
    assert run.finished_at is not None
    assert seen[0] == "running"
    assert seen[-1] == "done"
    assert not is_held(PLANNER)
    assert not is_held(worker_of(run.pk))


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("bad", "The planner could not read its problem.\ndelegations[0].window: "),
        ("crash", "The planner broke down. Plan the day again.\nstatus 139"),
    ],
)
def test_a_planner_that_fails_says_why(asked, planner, what, error):
    planner(what)

    work(asked)

    run = stored(asked)
    assert run.state == "failed"
    assert run.error_text.startswith(error)
    assert not run.has_plan


def test_an_impossible_day_is_an_answer(asked, planner):
    planner("impossible")

    work(asked)

    run = stored(asked)
    assert (run.state, run.verdict, run.has_plan) == ("done", "infeasible", False)


def test_what_breaks_in_the_worker_fails_the_run(asked, planner, monkeypatch):
    def broken(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(working, "solve", broken)

    with pytest.raises(ZeroDivisionError):
        work(asked)

    assert (stored(asked).state, is_held(PLANNER)) == ("failed", False)


def test_a_cancelled_run_keeps_the_best_so_far(asked, planner):
    planner("slow")

    work(asked, lambda run: cancel(run) if run.progress else None)

    run = stored(asked)
    assert (run.state, run.has_plan) == ("done", True)
    assert run.cancelled_at is not None


def test_a_run_cancelled_before_its_turn_never_runs(asked, planner):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key_of(PLANNER)])
    try:
        work(asked, cancel)
    finally:
        other.close()

    run = stored(asked)
    assert (run.state, run.started_at, run.progress) == ("cancelled", None, [])


def test_a_run_that_runs_on_is_left_alone(asked):
    PlanningRun.objects.filter(pk=asked.pk).update(state=State.RUNNING)
    assert take(worker_of(asked.pk))

    assert current(stored(asked)).state == "running"


def test_a_run_whose_worker_is_gone_has_failed(asked):
    PlanningRun.objects.filter(pk=asked.pk).update(state=State.RUNNING)

    run = current(stored(asked))

    assert (run.state, run.error) == ("failed", LOST)
    assert stored(asked).state == "failed"


def test_a_process_has_time_to_begin_but_not_for_ever(asked):
    assert current(stored(asked)).state == "waiting"

    long_ago = timezone.now() - BEGINNING - timedelta(seconds=1)
    PlanningRun.objects.filter(pk=asked.pk).update(created_at=long_ago)
    assert current(stored(asked)).state == "failed"


def test_the_day_can_be_planned_again_after_a_worker_was_killed(here, asked, officer):
    PlanningRun.objects.filter(pk=asked.pk).update(state=State.RUNNING)

    run = start(here.exhibition, DAY, user=officer, is_spawned=False)

    assert [(one.pk, one.state) for one in runs_of(here.exhibition, DAY)] == [
        (run.pk, "waiting"),
        (asked.pk, "failed"),
    ]


def test_why_a_run_failed_is_said_in_the_readers_language(asked):
    asked.error = LOST

    assert asked.error_text == LOST
    with translation.override("ru"):
        assert asked.error_text != ""


def test_an_ended_run_is_put_aside_a_live_one_is_not(asked):
    with pytest.raises(ValidationError):
        discard(asked)

    PlanningRun.objects.filter(pk=asked.pk).update(state=State.DONE)
    discard(asked)
    assert stored(asked).state == "discarded"


def test_old_runs_that_came_to_nothing_are_removed(here, officer):
    own = {"exhibition": here.exhibition, "problem": {}, "state": State.DONE}
    change = Change.objects.create(exhibition=here.exhibition)
    long_ago = timezone.now() - runs.KEPT - timedelta(days=1)
    old = PlanningRun.objects.create(**own, on=DAY, created_at=long_ago)
    applied = PlanningRun.objects.create(
        **own, on=DAY, created_at=long_ago, change=change
    )
    many = [PlanningRun.objects.create(**own, on=DAY) for _n in range(runs.MOST + 2)]

    start(here.exhibition, DAY, user=officer, is_spawned=False)

    left = set(PlanningRun.objects.values_list("pk", flat=True))
    assert old.pk not in left
    assert applied.pk in left
    assert [run.pk in left for run in many[:3]] == [False, False, True]


@pytest.mark.parametrize("extra", [0, 3])
def test_a_days_runs_take_one_query(here, extra, django_assert_num_queries):
    for _number in range(extra):
        PlanningRun.objects.create(
            exhibition=here.exhibition, on=DAY, problem={}, state=State.DONE
        )

    with django_assert_num_queries(1):
        found = runs_of(here.exhibition, DAY)
        assert [(run.user, run.change) for run in found] == [(None, None)] * extra


def test_a_run_that_does_not_wait_is_not_worked_on(asked):
    PlanningRun.objects.update(state=State.DONE)

    with pytest.raises(CommandError):
        call_command("run_planning", str(asked.pk))


def test_waiting_for_ones_turn_ends_when_it_comes(asked, planner):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key_of(PLANNER)])
    begun = time.monotonic()

    def wait(run):
        if run.state == State.WAITING and time.monotonic() - begun > 0.2:
            other.close()

    work(asked, wait)

    assert stored(asked).state == "done"
