"""The curve of a run: how the cost fell and the proven bound rose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 100.0, 40.0
# What is above or below the lines.
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Curve:
    """Two lines of steps in a box of 100 by 40; empty without two moments."""

    cost: str
    bound: str
    seconds: float


def curve_of(progress: Sequence[Mapping[str, Any]]) -> Curve | None:
    """Return the curve of the lines of progress, None before there is a plan."""
    seconds = max((float(row["seconds"]) for row in progress), default=0.0)
    costs, bounds = _known(progress, "cost"), _known(progress, "bound")
    if not costs or not seconds:
        return None
    # A first plan that leaves out much would flatten all that follows.
    values = [value for _at, value in (*costs[len(costs) // 5 :], *bounds)]
    low, high = min(values), max(values)
    frame = _Frame(seconds, low, max(high, low + 1))
    return Curve(frame.line(costs), frame.line(bounds), seconds)


def _known(
    progress: Sequence[Mapping[str, Any]], name: str
) -> list[tuple[float, float]]:
    return [
        (float(row["seconds"]), float(row[name]))
        for row in progress
        if row.get(name) is not None
    ]


@dataclass(frozen=True, slots=True)
class _Frame:
    seconds: float
    low: float
    high: float

    def line(self, points: Sequence[tuple[float, float]]) -> str:
        """Return the points of a line that keeps a value until there is another."""
        corners: list[str] = []
        for index, (at, value) in enumerate(points):
            if index:
                corners.append(self._point(at, points[index - 1][1]))
            corners.append(self._point(at, value))
        if points:
            corners.append(self._point(self.seconds, points[-1][1]))
        return " ".join(corners)

    def _point(self, at: float, value: float) -> str:
        share = (min(value, self.high) - self.low) / (self.high - self.low)
        x = WIDTH * at / self.seconds
        y = HEIGHT - _MARGIN - share * (HEIGHT - 2 * _MARGIN)
        return f"{x:.2f},{y:.2f}"
