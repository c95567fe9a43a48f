"""A process that is killed half-way: seen at once, and nothing is written."""

import os
import signal

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from exhibitors.imports import service
from exhibitors.imports.asking import ask, current
from exhibitors.models import ImportRecord, ImportRun, Stand
from tests.delegations.dayplans.test_core import wait_for
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
)
from tests.processes import on_this_database, worker

pytestmark = pytest.mark.django_db(transaction=True)


def stored(run):
    return ImportRun.objects.get(pk=run.pk)


@pytest.fixture
def run(monkeypatch):
    """Return a list of a stand that was checked."""
    on_this_database(monkeypatch)
    exhibition = ExhibitionFactory()
    AreaFactory(exhibition=exhibition, name="Hall 1")
    file = ContentFile(b"Stand,Name\nA-1,Stand of books\n", name="list.csv")
    user = RoleAssignmentFactory(exhibition=exhibition).user
    run = service.new_run(exhibition, user, "stands", file, "list.csv")
    run.mapping = {"0": "number", "1": "name"}
    run.save()
    service.check(run, lambda _done, _total: False)
    return stored(run)


def test_a_list_whose_process_was_killed_is_not_applied(run):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            # Its transaction comes to the stands, and waits there.
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE exhibitors_stand IN EXCLUSIVE MODE")
            ask(run, "apply")
            wait_for(lambda: stored(run).state == "applying", seconds=60)
            wait_for(lambda: is_waiting(cursor), seconds=60)
            os.kill(worker("run_import", str(run.pk)), signal.SIGKILL)
            cursor.execute("ROLLBACK")
    finally:
        other.close()

    wait_for(lambda: current(stored(run)).state == "failed")
    assert stored(run).task == ""
    assert "Nothing was written" in stored(run).error
    assert not Stand.objects.exists()
    assert not ImportRecord.objects.exists()


def is_waiting(cursor):
    """Return whether some process waits for the lock on the stands."""
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
        " AND relation = 'exhibitors_stand'::regclass)"
    )
    return cursor.fetchone()[0]


def test_a_list_is_applied_and_undone_by_processes(run):
    ask(run, "apply")
    wait_for(lambda: not stored(run).is_live, seconds=60)
    assert (stored(run).state, Stand.objects.count()) == ("applied", 1)

    ask(run, "undo")
    wait_for(lambda: not stored(run).is_live, seconds=60)
    assert (stored(run).state, Stand.objects.count()) == ("undone", 0)
