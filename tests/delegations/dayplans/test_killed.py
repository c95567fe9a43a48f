"""A worker that is killed: seen at once, nothing applied, no planner left behind."""

import os
import signal
from pathlib import Path

import pytest

from delegations.dayplans.runs import current, start
from delegations.models import Change, PlanningRun, Stop
from tests.delegations.dayplans.conftest import FAKE
from tests.delegations.dayplans.test_core import is_alive, wait_for
from tests.delegations.times import DAY
from tests.processes import every_process, on_this_database, worker

pytestmark = pytest.mark.django_db(transaction=True)


def stored(run):
    return PlanningRun.objects.get(pk=run.pk)


def parent_of(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def below(pid):
    """Return all processes that one began, and those that they began."""
    own = [other for other in every_process() if parent_of(other) == pid]
    return own + [further for other in own for further in below(other)]


@pytest.fixture
def run(here, officer, planner, monkeypatch):
    """A run in a process of its own, whose planner goes on and on."""
    on_this_database(monkeypatch)
    monkeypatch.setenv("EXPO_PLANNER_COMMAND", " ".join(FAKE))
    planner("slow")
    found = start(here.exhibition, DAY, user=officer, time_limit=50)
    wait_for(lambda: stored(found).progress, seconds=60)
    return found


def test_a_killed_worker_has_failed_and_leaves_nothing(run):
    pid = worker("run_planning", str(run.pk))
    planners = below(pid)
    assert len(planners) == 2

    os.kill(pid, signal.SIGKILL)

    wait_for(lambda: not any(map(is_alive, planners)))
    wait_for(lambda: current(stored(run)).state == "failed")
    assert stored(run).result is None
    assert not Change.objects.exists()
    assert not Stop.objects.exclude(planned=None).exists()
