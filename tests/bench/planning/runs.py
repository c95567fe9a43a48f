"""One run of the planner as its caller sees it: time, memory, a judged answer."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from delegations.planning.check import check

PLANNER = (sys.executable, "-m", "delegations.planning")
# By then an answer must be there, and whoever has none is stopped.
GRACE, PATIENCE = 0.5, 20


@dataclass(frozen=True)
class Case:
    """A problem with a name, and what is known of it."""

    label: str
    problem: dict[str, Any]
    # The best cost that is published, if any.
    best: int | None = None
    # What a conflict may name, of an impossible day.
    members: frozenset[tuple[str, str]] | None = None


@dataclass
class Run:
    """What came of a case."""

    case: Case
    limit: float
    wall: float
    megabytes: float
    code: int
    first_word: float
    answer: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def cost(self) -> float | None:
        """Return the cost of a plan that is right."""
        return None if self.wrong else self.answer.get("cost")


def run(
    case: Case,
    limit: float,
    *,
    seed: int = 1,
    workers: int = 2,
    planner: Sequence[str] = PLANNER,
) -> Run:
    """Plan a case in a process of its own and judge what it answers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.json"
        path.write_text(json.dumps(case.problem), encoding="utf-8")
        options = [
            *("--time-limit", str(limit)),
            *("--seed", str(seed)),
            *("--workers", str(workers)),
        ]
        found, said, complaint = _called(case, limit, [*planner, str(path), *options])
    _judge(found, said, complaint)
    return found


def _called(
    case: Case, limit: float, command: Sequence[str]
) -> tuple[Run, bytes, list[bytes]]:
    words: list[bytes] = []
    moments: list[float] = []
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def listen() -> None:
        for line in process.stderr:
            moments.append(time.perf_counter() - begun)
            words.append(line)

    listener = threading.Thread(target=listen)
    memory = _Memory(process.pid)
    deadline = threading.Timer(limit + PATIENCE, process.kill)
    listener.start()
    memory.start()
    deadline.start()
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    deadline.cancel()
    memory.is_over.set()
    listener.join()
    memory.join()
    process.stdout.close()
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    first = moments[0] if moments else float("inf")
    megabytes = max(used.ru_maxrss, memory.most) / 1024
    found = Run(case, limit, wall, megabytes, process.returncode, first)
    return found, said, words


class _Memory(threading.Thread):
    """Looks now and then how much a process and its children hold together."""

    EVERY = 0.5

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.is_over = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(self.EVERY):
            self.most = max(self.most, sum(map(_kilobytes, _family(self.pid))))


def _family(pid: int) -> list[int]:
    """Return a process and its children, grandchildren and so on, where Linux tells."""
    found = [pid]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text().split()
        except OSError:
            continue
        found += map(int, children)
    return found


def _kilobytes(pid: int) -> int:
    """Return a process's memory, what it shares counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _judge(found: Run, said: bytes, words: list[bytes]) -> None:
    try:
        found.answer = json.loads(said)
    except ValueError:
        last = words[-1].decode(errors="replace").strip() if words else ""
        found.wrong = [f"No answer; exit {found.code}, last word: {last[:200]}"]
        return
    codes = {"optimal": 0, "feasible": 0, "infeasible": 3, "no_plan_yet": 4}
    status = found.answer.get("status")
    found.wrong = check(found.case.problem, found.answer)
    if codes.get(status) != found.code:
        found.wrong.append(f"The exit code is {found.code} with status {status}.")
    if status == "infeasible" and found.case.members is None:
        found.wrong.append("A plan exists and the day is called infeasible.")
    if status in ("optimal", "feasible") and found.case.members is not None:
        found.wrong.append("No plan can exist, and one is answered.")
    bound, best = found.answer.get("bound"), found.case.best
    if bound is not None and best is not None and bound > best + 1e-6:
        found.wrong.append(f"The bound {bound} is above the published best {best}.")


def seconds_of_imports(rounds: int = 5) -> float:
    """Return how long a process takes that only imports the solver's model."""
    command = [sys.executable, "-c", "from ortools.sat.python import cp_model"]
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - begun)
    return min(times)
