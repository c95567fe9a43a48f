"""The work on an import: turns, progress, cancel, and how it ends."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from exhibitors.imports import asking, service, working
from exhibitors.imports.asking import cancel, turn_of, worker_of
from exhibitors.imports.shapes import Cancelled, ImportRefused, Problem
from exhibitors.jobs.alive import is_held, key_of
from exhibitors.models import ImportRun
from tests.factories.exhibitors import ImportRunFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    return ImportRunFactory(task="check", asked_at=timezone.now())


def stored(run):
    return ImportRun.objects.get(pk=run.pk)


def test_progress_is_seen_while_the_work_goes_on(asked, monkeypatch):
    seen = []

    def check(run, tell):
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            assert tell(3, 10) is False
            cursor.execute("ROLLBACK")
        seen.append((stored(run).done, stored(run).total))

    monkeypatch.setattr(service, "check", check)

    call_command("run_import", str(asked.pk))

    assert seen == [(3, 10)]
    found = stored(asked)
    assert (found.task, is_held(worker_of(found.pk))) == ("", False)
    assert found.heard_at is not None


def test_who_asked_it_to_stop_is_heard(asked, monkeypatch):
    def check(run, tell):
        cancel(run)
        if tell(1, 2):
            ImportRun.objects.filter(pk=run.pk).update(state="cancelled")
            raise Cancelled

    monkeypatch.setattr(service, "check", check)

    call_command("run_import", str(asked.pk))

    assert (stored(asked).state, stored(asked).task) == ("cancelled", "")


def test_refused_rows_are_kept_with_the_refusal(asked, monkeypatch):
    def check(run, tell):
        raise ImportRefused(Problem("", "", "not_checked"), lines=(4, 9))

    monkeypatch.setattr(service, "check", check)

    call_command("run_import", str(asked.pk))

    assert (stored(asked).lines, stored(asked).task) == ([4, 9], "")
    assert stored(asked).error == "The list has not been checked. Check it first."


@pytest.mark.parametrize(
    ("task", "left"), [("check", "failed"), ("apply", "failed"), ("undo", "applied")]
)
def test_what_breaks_in_the_worker_fails_the_step(asked, monkeypatch, task, left):
    def broken(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(service, task, broken)
    ImportRun.objects.update(task=task)

    with pytest.raises(ZeroDivisionError):
        call_command("run_import", str(asked.pk))

    found = stored(asked)
    assert (found.state, found.task) == (left, "")
    assert found.error == working.broken_text()
    assert not is_held(turn_of(found.exhibition_id))


def test_an_import_cancelled_before_its_turn_never_begins(asked):
    cancel(asked)
    other = connection.copy()
    with other.cursor() as cursor:
        key = key_of(turn_of(asked.exhibition_id))
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        call_command("run_import", str(asked.pk))
    finally:
        other.close()

    assert (stored(asked).state, stored(asked).task) == ("cancelled", "")


def test_nothing_asked_is_nothing_done():
    run = ImportRunFactory()

    with pytest.raises(CommandError):
        call_command("run_import", str(run.pk))


def test_two_processes_never_work_on_one_import(asked):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key_of(worker_of(asked.pk))])
    try:
        with pytest.raises(CommandError):
            call_command("run_import", str(asked.pk))
    finally:
        other.close()


def test_sentences_are_in_the_readers_language(asked, monkeypatch):
    said = []
    monkeypatch.setattr(
        service, "check", lambda run, tell: said.append(asking.get_language())
    )

    call_command("run_import", str(asked.pk), "az")

    assert said == ["az"]
