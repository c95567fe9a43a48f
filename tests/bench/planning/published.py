"""Published instances as days: open shops, and orienteering with time windows."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import Any, NamedTuple

Problem = dict[str, Any]
FOLDER = Path(__file__).parent / "published"
SERIES = {"taillard": "ta", "gueret-prins": "gp", "brucker": "j"}


class Published(NamedTuple):
    """An instance: its name, its day, and the best value that is published.

    Of an open shop that is the proven least makespan. Of orienteering it is the
    greatest score, proven or, where no proof is known, found by a heuristic.
    """

    name: str
    problem: Problem
    best: int


def open_shops(series: str) -> Iterator[Published]:
    """Yield the open shops of a series: taillard, gueret-prins or brucker."""
    best = {row["instance"]: int(row["best_known"]) for row in _rows("openshop")}
    lines = (FOLDER / "openshop.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        name, *counts = line.split() or [""]
        if name not in best or not name.startswith(SERIES[series]):
            continue
        jobs = int(counts[0])
        matrix = [
            list(map(int, row.split())) for row in lines[number + 1 : number + 1 + jobs]
        ]
        yield Published(name, open_shop(matrix), best[name])


def open_shop(matrix: list[list[int]]) -> Problem:
    """Return a day on which jobs are delegations, machines are stands.

    Nobody walks, and only the last end counts.
    """
    horizon = sum(map(sum, matrix))
    return {
        "stands": [
            {"id": f"M{machine}", "capacity": 1, "open": [[0, horizon]]}
            for machine in range(len(matrix[0]))
        ],
        "delegations": [
            {
                "id": f"J{job}",
                "window": [0, horizon],
                "entry": "gate",
                "exit": "gate",
                "stops": [
                    {"id": f"J{job}-{m}", "stand": f"M{m}", "duration": duration}
                    for m, duration in enumerate(durations)
                ],
            }
            for job, durations in enumerate(matrix)
        ],
        "objective": {"walk": 0, "wait": 0, "value": 0, "last_end": 1},
    }


def orienteering() -> Iterator[Published]:
    """Yield the instances of orienteering with one tour."""
    best = {
        row["instance"]: int(row["proven_optimum"] or row["grils_best"])
        for row in _rows("toptw")
        if row["m"] == "1"
    }
    lines = (FOLDER / "toptw.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        name, *counts = line.split() or [""]
        if name in best:
            last = number + 1 + int(counts[0])
            points = [row.split() for row in lines[number + 1 : last]]
            scale = 100 if name.startswith("pr") else 10
            yield Published(name, one_tour(points, scale), best[name])


def one_tour(points: list[list[str]], scale: int) -> Problem:
    """Return a day of one delegation that gathers what value it can.

    Of each point: id, x, y, duration, score, open, close. The first is where the tour
    starts and ends, in time; the others are optional stops. Times are ``scale``-fold.
    """
    xy = [(_thousandths(x), _thousandths(y)) for _, x, y, *_ in points]
    minutes = [
        [isqrt(scale**2 * ((a - c) ** 2 + (b - d) ** 2) // 1000**2) for c, d in xy]
        for a, b in xy
    ]
    names = [f"P{point[0]}" for point in points]
    budget = int(Fraction(points[0][6]) * scale)
    return {
        "stands": [{"id": name, "open": [[0, budget]]} for name in names[1:]],
        "walk": {"ids": names, "minutes": minutes},
        "delegations": [
            {
                "id": "tour",
                "window": [0, budget],
                "entry": names[0],
                "exit": names[0],
                "stops": [
                    _customer(name, *point[3:], scale=scale)
                    for name, point in zip(names[1:], points[1:], strict=True)
                ],
            }
        ],
        "objective": {"walk": 0, "wait": 0, "value": 1, "last_end": 0},
    }


def _customer(
    stand: str, duration: str, score: str, opens: str, closes: str, *, scale: int
) -> Problem:
    return {
        "id": f"at-{stand}",
        "stand": stand,
        "duration": int(Fraction(duration) * scale),
        "mandatory": False,
        "value": int(Fraction(score)),
        "window": [int(Fraction(opens) * scale), int(Fraction(closes) * scale)],
    }


def _thousandths(number: str) -> int:
    """Return a coordinate, which has three decimals at most, exactly."""
    return int(Fraction(number) * 1000)


def total_value(problem: Problem) -> int:
    """Return what all optional stops of a day are worth."""
    return sum(
        stop["value"]
        for delegation in problem["delegations"]
        for stop in delegation["stops"]
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}_best_known.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
