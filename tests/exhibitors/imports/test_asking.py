"""Steps of imports asked for, stopped, and lost with their process."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from exhibitors.imports import asking
from exhibitors.imports.asking import ask, cancel, current, worker_of
from exhibitors.jobs.alive import holding
from exhibitors.models import ImportRecord, ImportRun
from tests.factories.exhibitors import ImportRunFactory

pytestmark = pytest.mark.django_db


def stored(run):
    return ImportRun.objects.get(pk=run.pk)


def under_way(task, state):
    """Return an import whose process has begun, and has said so."""
    now = timezone.now()
    return ImportRunFactory(task=task, state=state, asked_at=now, heard_at=now)


def test_a_process_is_begun_when_the_step_can_be_seen(
    monkeypatch, django_capture_on_commit_callbacks
):
    begun = []
    monkeypatch.setattr(asking, "begin", lambda *words: begun.append(words))
    run = ImportRunFactory(error="old", lines=[3])

    with django_capture_on_commit_callbacks(execute=True):
        ask(run, "check")
        assert begun == []

    assert begun == [("run_import", str(run.pk), "en")]
    found = stored(run)
    assert (found.task, found.error, found.lines) == ("check", "", [])


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("waiting", ["check"]),
        ("checked", ["check", "apply"]),
        ("applied", ["undo"]),
        ("undone", []),
        ("failed", ["check"]),
        ("cancelled", ["check"]),
    ],
)
def test_each_state_goes_on_to_some_steps(state, allowed):
    able = []
    for task in ("check", "apply", "undo"):
        times = {"undone_at": timezone.now()} if state == "undone" else {}
        run = ImportRunFactory(state=state, **times)
        try:
            ask(run, task)
        except ValidationError:
            continue
        able.append(task)

    assert able == allowed


def test_two_who_ask_at_once_begin_one_process():
    run = ImportRunFactory(state="checked")
    same = stored(run)
    ask(run, "apply")

    with pytest.raises(ValidationError):
        ask(same, "apply")


def test_what_is_asked_for_has_a_time():
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRunFactory(task="check")


def test_only_what_is_under_way_is_stopped():
    idle, busy = ImportRunFactory(), under_way("check", "checking")

    cancel(idle)
    cancel(busy)

    assert stored(idle).cancelled_at is None
    assert stored(busy).cancelled_at is not None


@pytest.mark.parametrize(
    ("task", "state", "left", "said"),
    [
        ("check", "checking", "failed", "The process that checked the list was ended."),
        ("apply", "applying", "failed", "The process that applied the list was ended."),
        ("undo", "applied", "applied", "The process that took the import back"),
    ],
)
def test_a_step_whose_process_was_ended_has_failed(task, state, left, said):
    run = current(under_way(task, state))

    assert (run.state, run.task) == (left, "")
    assert run.error.startswith(said)
    assert stored(run).state == left


def test_what_was_written_before_the_process_was_ended_counts():
    run = under_way("apply", "applying")
    record = {"number": 2, "model": "exhibitors.stand", "record": 1, "after": {}}
    ImportRecord.objects.create(run=run, **record)

    assert (current(run).state, run.error) == ("applied", "")
    assert run.applied_at is not None


def test_what_was_taken_back_before_the_process_was_ended_counts():
    run = current(under_way("undo", "undoing"))

    assert (run.state, run.error) == ("undone", "")


def test_a_process_that_was_ended_after_its_work_has_done_it():
    run = current(under_way("apply", "applied"))

    assert (run.state, run.task, run.error) == ("applied", "", "")


def test_a_step_at_work_goes_on():
    run = under_way("apply", "applying")

    with holding(worker_of(run.pk)):
        assert current(run).state == "applying"


def test_a_process_has_time_to_begin_but_not_for_ever():
    run = ImportRunFactory(task="check", asked_at=timezone.now())
    assert current(run).is_live

    run.asked_at = timezone.now() - timedelta(minutes=1)
    run.save()
    assert current(run).state == "failed"
