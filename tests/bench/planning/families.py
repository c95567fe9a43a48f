"""What is measured against which target: the table of the planner's specification."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from . import published, targets
from .best_known import BestKnown
from .breaking import KINDS, broken
from .days import SIZES, generate
from .delays import late
from .runs import Case, Run

Value = Callable[[Run, BestKnown, float], float]


@dataclass(frozen=True)
class Row:
    """A target: at most ``most``, for the median or the worst of all cases."""

    text: str
    value: Value
    most: float
    unit: str = "s"
    of: str = "worst"


@dataclass(frozen=True)
class Family:
    """Cases of one kind, the time for each, and what is asked of them."""

    name: str
    cases: Callable[[int], Iterator[Case]]
    limit: float
    rows: tuple[Row, ...]
    is_published: bool = False


def _days(size: str) -> Callable[[int], Iterator[Case]]:
    def cases(seeds: int) -> Iterator[Case]:
        for seed in range(1, seeds + 1):
            # Every other day is crowded.
            problem, _ = generate(SIZES[size], seed, is_crowded=seed % 2 == 0)
            yield Case(f"{size} seed {seed}{_crowd(seed)}", problem)

    return cases


def _crowd(seed: int) -> str:
    return "" if seed % 2 else " crowded"


def _late_days(size: str) -> Callable[[int], Iterator[Case]]:
    def cases(seeds: int) -> Iterator[Case]:
        for seed in range(1, seeds + 1):
            problem, plan = generate(SIZES[size], seed, is_crowded=seed % 2 == 0)
            label = f"{size} seed {seed}{_crowd(seed)} late"
            yield Case(label, late(problem, plan, seed))

    return cases


def _broken_days(size: str) -> Callable[[int], Iterator[Case]]:
    def cases(seeds: int) -> Iterator[Case]:
        kinds = list(KINDS)
        for seed in range(1, seeds + 1):
            kind = kinds[seed % len(kinds)]
            is_crowded = seed % 2 == 0
            problem, members = broken(SIZES[size], seed, kind, is_crowded=is_crowded)
            label = f"{size} seed {seed}{_crowd(seed)} without plan: {kind}"
            yield Case(label, problem, members=frozenset(members))

    return cases


def _open_shops(series: str) -> Callable[[int], Iterator[Case]]:
    def cases(_seeds: int) -> Iterator[Case]:
        for name, problem, best in published.open_shops(series):
            yield Case(name, problem, best)

    return cases


def _open_shops_of_20(seeds: int) -> Iterator[Case]:
    """Yield open shops of 20 jobs and machines, durations from 1 to 99."""
    for seed in range(1, min(seeds, 10) + 1):
        rng = Random(f"open shop {seed}")
        matrix = [[rng.randint(1, 99) for _ in range(20)] for _ in range(20)]
        yield Case(f"open shop 20x20 seed {seed}", published.open_shop(matrix))


def _orienteering(_seeds: int) -> Iterator[Case]:
    for name, problem, best in published.orienteering():
        # What is left out is what costs.
        yield Case(name, problem, published.total_value(problem) - best)


PERCENT = "%"
# An answer comes by its limit and half a second; rows that ask for all that is done in
# a time give that time as the limit.
FAMILIES = (
    Family("6x7", _days("6x7"), 20, (
        Row("first plan after imports", targets.first_after_imports, 0.05),
        Row("proven optimal", targets.proven, 5, of="median"),
    )),
    Family("20x30-60s", _days("20x30"), 60, (
        Row("first plan", targets.first, 0.5),
        Row("gap at 60 s", targets.gap, 12, PERCENT),
    )),
    Family("20x30-20s", _days("20x30"), 20, (
        Row("first plan", targets.first, 0.5),
        Row("above best known at 20 s", targets.above, 3, PERCENT),
    )),
    Family("60x150-60s", _days("60x150"), 60, (
        Row("first plan", targets.first, 2),
        Row("above best known at 60 s", targets.above, 3, PERCENT),
        Row("gap at 60 s", targets.gap, 20, PERCENT),
    )),
    Family("60x150-20s", _days("60x150"), 20, (
        Row("first plan", targets.first, 2),
        Row("above best known at 20 s", targets.above, 8, PERCENT),
    )),
    Family("replan-20x30", _late_days("20x30"), 1, (
        Row("fewest moves proven", targets.fewest_moves, 1.5),
    )),
    Family("replan-60x150", _late_days("60x150"), 5, (
        Row("fewest moves proven", targets.fewest_moves, 5.5),
    )),
    Family("infeasible-20x30", _broken_days("20x30"), 2, (
        Row("verdict", targets.verdict, 0.5),
        Row("minimal conflict", targets.conflict, 2.5),
    )),
    Family("infeasible-60x150", _broken_days("60x150"), 10, (
        Row("verdict", targets.verdict, 3),
        Row("minimal conflict", targets.conflict, 10.5),
    )),
    Family("taillard", _open_shops("taillard"), 20, (
        Row("proven optimal", targets.proven, 3),
        Row("above optimum", targets.above, 0, PERCENT),
    ), is_published=True),
    Family("open-shop-20x20", _open_shops_of_20, 30, (
        Row("proven optimal", targets.proven, 15),
    )),
    Family("gueret-prins", _open_shops("gueret-prins"), 30, (
        Row("proven optimal", targets.proven, 10),
        Row("above optimum", targets.above, 0, PERCENT),
    ), is_published=True),
    Family("brucker", _open_shops("brucker"), 60, (
        Row("above optimum at 60 s", targets.above, 0.5, PERCENT),
        Row("share not proven (6 of 52)", targets.unproven, 6 / 52, "", of="mean"),
    ), is_published=True),
    Family("orienteering", _orienteering, 10, (
        Row("value missed at 10 s", targets.missed_value, 0, PERCENT),
    ), is_published=True),
)  # fmt: skip
