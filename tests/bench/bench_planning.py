"""The planner against the targets of its specification, every answer judged.

    python -m tests.bench.bench_planning --quick
    python -m tests.bench.bench_planning --only 20x30-60s --seeds 20 --verbose

Each case is a process of its own. The days are made at random, every other one crowded;
the open shops and the orienteering are published. ``planning/best_known.json`` holds
the least cost ever found of each day: it only improves, and "above best known" is
measured against it once all cases of a family are done, so measure the 60 seconds
first. Every figure is a median and the worst of all cases; a target is met when the
worst meets it, unless it says otherwise. Exits 1 if an answer is wrong.
"""

import argparse
import shlex
import statistics
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

from .planning.best_known import BestKnown
from .planning.families import FAMILIES, Family, Row
from .planning.removals import needless
from .planning.runs import GRACE, PLANNER, Run, run, seconds_of_imports

SEEDS, QUICK_SEEDS, QUICK_LIMIT = 20, 2, 5
out = sys.stdout.write


def main() -> int:
    """Print a table of targets, what was reached, and whether they are met."""
    told = _options()
    families = [each for each in FAMILIES if told.only in (None, each.name)]
    chosen = [(family, _limit(family, told)) for family in families]
    counts = {f.name: sum(1 for _ in _cases(f, told)) for f in families}
    most = sum(counts[family.name] * limit for family, limit in chosen)
    out(f"planner: {sum(counts.values())} cases, at most {most / 60:.0f} minutes\n")
    if told.quick:
        out(f"in a hurry: {QUICK_LIMIT} s a case at most, whatever its row says\n")
    imports, known = seconds_of_imports(), BestKnown()
    out(f"importing the solver's model takes {imports:.2f} s\n")
    out(f"{'target':<54}{'median':>10}{'worst':>10}  met\n")
    wrong = 0
    for family, limit in chosen:
        runs = [_run(case, limit, known, told) for case in _cases(family, told)]
        wrong += _print_family(family, limit, runs, known, imports)
        if told.removals and family.name.startswith("infeasible"):
            _print_removals(runs, told)
        sys.stdout.flush()
    return int(wrong > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the planner.")
    names = [family.name for family in FAMILIES]
    parser.add_argument("--only", choices=names, help="one family")
    parser.add_argument("--seeds", type=int, help=f"days a size ({SEEDS})")
    parser.add_argument("--quick", action="store_true", help="few cases, short limits")
    parser.add_argument("--verbose", action="store_true", help="a line a case")
    parser.add_argument(
        "--removals",
        action="store_true",
        help="plan without each member of a conflict, which must be possible",
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--planner", type=shlex.split, default=list(PLANNER))
    return parser.parse_args()


def _limit(family: Family, told: argparse.Namespace) -> float:
    return min(family.limit, QUICK_LIMIT) if told.quick else family.limit


def _cases(family: Family, told: argparse.Namespace) -> Iterator:
    """Return the cases of a family; in a hurry every tenth published one."""
    seeds = told.seeds or (QUICK_SEEDS if told.quick else SEEDS)
    cases = family.cases(seeds)
    if told.quick and family.is_published:
        return islice(cases, 0, None, 10)
    return cases


def _run(case, limit: float, known: BestKnown, told: argparse.Namespace) -> Run:
    found = run(case, limit, workers=told.workers, planner=told.planner)
    is_alone = case.best is None and not case.problem.get("previous")
    if found.cost is not None and is_alone:
        known.improve(case.problem, case.label, found.cost)
    if told.verbose:
        said = found.answer
        out(
            f"  {case.label:<44} {said.get('status', '-'):<12}"
            f" cost {said.get('cost')} gap {said.get('gap')}"
            f" first {said.get('seconds_to_first')} s, {said.get('seconds')} s,"
            f" wall {found.wall:.2f} s, {found.megabytes:.0f} MB\n"
        )
        sys.stdout.flush()
    return found


def _print_family(
    family: Family, limit: float, runs: Sequence[Run], known: BestKnown, imports: float
) -> int:
    """Print the rows of a family; return how many of its answers are wrong."""
    out(f"{family.name}: {len(runs)} cases of at most {limit:g} s\n")
    for row in family.rows:
        _print_row(row, [row.value(each, known, imports) for each in runs])
    late = [max(0.0, each.wall - each.limit) for each in runs]
    _print_row(Row("answer after its limit", family.rows[0].value, GRACE), late)
    words = [each.first_word for each in runs]
    _print_row(Row("first word of progress", family.rows[0].value, 1), words)
    most = [each.megabytes for each in runs]
    out(f"  {'memory':<52}{statistics.median(most):7.0f} MB{max(most):7.0f} MB\n")
    wrong = [each for each in runs if each.wrong]
    out(f"  answers judged wrong: {len(wrong)} of {len(runs)}\n")
    for each in wrong:
        out(f"    {each.case.label}: {each.wrong[0]}\n")
    return len(wrong)


def _print_row(row: Row, reached: Sequence[float]) -> None:
    middle, worst = statistics.median(reached), max(reached)
    mean = statistics.fmean(reached)
    judged = {"worst": worst, "median": middle, "mean": mean}[row.of]
    if row.of == "mean":
        middle = mean
    met = "yes" if judged <= row.most else "no"
    if met == "no" and row.of == "worst" and middle <= row.most:
        met = f"median; {sum(each <= row.most for each in reached)} of {len(reached)}"
    label = f"  {row.text} ≤ {row.most:.3g} {row.unit} ({row.of})"
    out(f"{label:<54}{_figure(middle, row):>10}{_figure(worst, row):>10}  {met}\n")


def _figure(value: float, row: Row) -> str:
    return f"{value:.2f} {row.unit}" if value < float("inf") else "never"


def _print_removals(runs: Sequence[Run], told: argparse.Namespace) -> None:
    """Print of how many conflicts each member is needed, by planning without it."""
    answered = [each for each in runs if each.answer.get("conflict")]
    bad = [
        (each.case.label, members)
        for each in answered
        if (members := needless(each, planner=told.planner))
    ]
    out(f"  conflicts with a needless member: {len(bad)} of {len(answered)}\n")
    for label, members in bad:
        out(f"    {label}: {members}\n")


if __name__ == "__main__":
    sys.exit(main())
