"""The planner's process: fed, heard, stopped, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from delegations.dayplans import core
from delegations.dayplans.core import (
    BROKE_DOWN,
    NOT_READ,
    OVERRAN,
    UNREADABLE,
    CoreFailed,
    solve,
)
from exhibitors.jobs import guard

GUARD = guard.__file__
PROBLEM = {
    "walk": {"ids": ["a"], "minutes": [[0]]},
    "delegations": [
        {
            "id": "v1",
            "window": [600, 700],
            "entry": "a",
            "exit": "a",
            "stops": [
                {
                    "id": "s1",
                    "stand": "a",
                    "duration": 20,
                    "mandatory": True,
                    "fixed_start": None,
                }
            ],
        }
    ],
}


def run(hear=lambda points: False, limit=20):
    return solve(PROBLEM, time_limit=limit, seed=3, hear=hear)


def test_the_answer_and_all_points_of_progress_arrive(planner):
    heard = []

    answer = run(heard.extend)

    assert answer["stops"] == [{"id": "s1", "start": 600, "end": 620, "bay": 1}]
    assert [point["cost"] for point in heard] == [120, 100]


def test_who_is_told_to_stop_answers_with_the_best_so_far(planner):
    planner("slow")
    begun = time.monotonic()

    assert run(bool)["status"] == "feasible"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("bad", f"{NOT_READ}\ndelegations[0].window: ends before it begins"),
        ("garbled", UNREADABLE),
        ("crash", f"{BROKE_DOWN}\nstatus 139"),
    ],
)
def test_what_goes_wrong_is_said(planner, what, said):
    planner(what)

    with pytest.raises(CoreFailed) as failed:
        run()
    assert str(failed.value) == said


def test_who_overruns_and_does_not_listen_is_killed(planner, monkeypatch):
    planner("deaf")
    # What is waited for in vain.
    monkeypatch.setattr(core, "LAST_GRACE", 0.3)

    with pytest.raises(CoreFailed, match=OVERRAN):
        run(limit=0)


def test_who_overruns_before_it_listens_is_said_to_overrun(planner, monkeypatch):
    planner("deaf")
    monkeypatch.setattr(core, "GRACE", 0)
    monkeypatch.setattr(core, "LAST_GRACE", 0.3)

    with pytest.raises(CoreFailed, match=OVERRAN):
        run(limit=0)


def test_who_overruns_is_asked_first(planner, monkeypatch):
    planner("slow")
    # Time enough to begin, on a machine with much else to do.
    monkeypatch.setattr(core, "GRACE", 3)

    assert run(limit=0)["status"] == "feasible"


def test_a_command_dies_with_whoever_started_it(tmp_path):
    note = tmp_path / "pids"
    # The command starts another one, and neither listens to anything.
    deaf = "import os,signal,time;signal.signal(15,signal.SIG_IGN);"
    inner = f"{deaf}time.sleep(60)"
    outer = (
        f"import subprocess,sys;{deaf}"
        f"p=subprocess.Popen([sys.executable,'-c',{inner!r}]);"
        f"open({str(note)!r},'w').write(f'{{os.getpid()}} {{p.pid}}\\n');"
        "time.sleep(60)"
    )
    starter = (
        "import subprocess,sys,time;"
        f"subprocess.Popen([sys.executable,{GUARD!r},sys.executable,'-c',"
        f"{outer!r}],stdin=subprocess.PIPE,process_group=0);time.sleep(60)"
    )
    started = subprocess.Popen([sys.executable, "-c", starter])
    wait_for(lambda: note.exists() and note.read_text().endswith("\n"))
    pids = [int(pid) for pid in note.read_text().split()]

    os.kill(started.pid, signal.SIGKILL)
    started.wait()

    wait_for(lambda: not any(map(is_alive, pids)))


def wait_for(what, seconds=10):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(pid):
    """Return whether a process runs; what only waits to be taken note of does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
