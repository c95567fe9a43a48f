"""The command line: reads a problem, runs the planner, writes the best plan.

The plan is one JSON object on standard output, progress JSON lines on standard error.
The exit code is 0 with a plan, 2 for bad input, 3 if there is none, 4 if none was
found in time.
"""

import argparse
import io
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from delegations.planning import stopping
from delegations.planning.answer import answer, gap
from delegations.planning.building import read
from delegations.planning.check import check
from delegations.planning.limits import Limits
from delegations.planning.planner import Planner
from delegations.planning.reading import BadProblem

PLAN, FAULT, BAD, NONE, NOT_YET = range(5)
CODES = {"optimal": PLAN, "feasible": PLAN, "infeasible": NONE, "no_plan_yet": NOT_YET}

HEARTBEAT = 0.5
# How long a solver may take to stop before the answer goes out without it.
PATIENCE = 0.25


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    began = time.monotonic() - _age()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _options(arguments)
    try:
        raw = json.loads(Path(options.problem).read_text(encoding="utf-8"))
        problem = read(raw)
    except BadProblem as error:
        return _bad(str(error))
    except (OSError, ValueError, RecursionError) as error:
        return _bad(f"{options.problem}: {error}")
    limits = Limits(seconds=options.time_limit, work=options.work_limit, began=began)
    planner = Planner(problem, limits, seed=options.seed, workers=options.workers)
    stopping.tell(limits.interrupt)
    fault = _run(planner)
    result = answer(planner)
    broken = check(raw, result)
    for each in [*([fault] if fault else []), *broken]:
        sys.stderr.write(f"{each}\n")
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    sys.stderr.flush()
    # A solver that does not stop must not hold up the answer.
    os._exit(FAULT if broken else CODES[result["status"]])


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m delegations.planning",
        description="Plan a day's tours: the best plan within a limit, with its proof.",
    )
    parser.add_argument("problem", metavar="PROBLEM.json")
    limit = parser.add_mutually_exclusive_group(required=True)
    limit.add_argument("--time-limit", type=_positive, metavar="S", help="seconds")
    limit.add_argument(
        "--work-limit",
        type=_positive,
        metavar="N",
        help="units of the solver's work: equal input and seed give an equal plan",
    )
    parser.add_argument("--seed", type=_natural, default=0, metavar="N")
    parser.add_argument("--workers", type=_workers, default=2, metavar="N")
    return parser.parse_args(arguments)


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be above 0")
    return value


def _natural(text: str) -> int:
    value = int(text)
    if not 0 <= value < 1 << 31:
        raise argparse.ArgumentTypeError("must be between 0 and 2147483647")
    return value


def _workers(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 64:
        raise argparse.ArgumentTypeError("must be between 1 and 64")
    return value


def _bad(message: str) -> int:
    sys.stderr.write(message.replace("\n", " ") + "\n")
    return BAD


def _age() -> float:
    """Return how long ago this process began, in seconds, 0 where nobody can say."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii")
        began = int(fields.rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return max(time.clock_gettime(time.CLOCK_BOOTTIME) - began, 0.0)
    except (OSError, AttributeError, ValueError, IndexError):
        return 0.0


def _run(planner: Planner) -> str | None:
    """Search in a thread, and tell of progress; returns what went wrong."""
    faults: list[str] = []

    def search() -> None:
        try:
            planner.run()
        except Exception as error:  # noqa: BLE001 - the plan so far still goes out
            faults.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=search, daemon=True)
    thread.start()
    told = _Telling(planner)
    while thread.is_alive() and not planner.limits.is_stopped:
        told.tell()
        thread.join(min(0.05, max(planner.limits.left, 0.001)))
        if planner.limits.left <= 0:
            planner.limits.stop()
    is_explaining = planner.core is not None and not planner.limits.is_interrupted
    thread.join(PATIENCE + (max(planner.limits.left, 0) if is_explaining else 0))
    planner.close()
    told.tell(is_last=True)
    return faults[0] if faults else None


class _Telling:
    """Writes a line of progress when something changed, and now and then."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.last: tuple[Any, ...] | None = None
        self.at = 0.0

    def tell(self, *, is_last: bool = False) -> None:
        """Write a line if there is reason to."""
        planner = self.planner
        cost = planner.plan.cost if planner.plan else None
        state = (cost, planner.bound, planner.unplaced)
        now = planner.limits.elapsed
        if state == self.last and now - self.at < HEARTBEAT and not is_last:
            return
        self.last, self.at = state, now
        line = {
            "seconds": round(now, 3),
            "cost": cost,
            "bound": planner.bound,
            "gap": gap(cost, planner.bound),
            "unplaced": planner.unplaced,
        }
        sys.stderr.write(json.dumps(line) + "\n")
        sys.stderr.flush()
