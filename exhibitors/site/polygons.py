"""Polygons as lists of corners [[x, y], …]."""

from collections.abc import Sequence
from dataclasses import dataclass

Corner = Sequence[float]


@dataclass(frozen=True)
class Box:
    """The upright rectangle around a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How far it reaches from west to east."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How far it reaches from north to south."""
        return self.bottom - self.top

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box or on its edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def box_around(corners: Sequence[Corner]) -> Box:
    """Return the smallest box that holds all corners; there is at least one."""
    xs = [corner[0] for corner in corners]
    ys = [corner[1] for corner in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def centroid(outline: Sequence[Corner]) -> tuple[float, float]:
    """Return the centre of a polygon's surface; of its box when it has no surface."""
    double, x, y = 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        double += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if not double:
        box = box_around(outline)
        return (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return x / (3 * double), y / (3 * double)


def label_point(
    outline: Sequence[Corner], inside: Sequence[Sequence[Corner]] = ()
) -> tuple[float, float]:
    """Return where to write a name: the centre, or above what lies there."""
    x, y = centroid(outline)
    boxes = [box_around(other) for other in inside]
    covering = [box for box in boxes if box.contains(x, y)]
    if not covering:
        return x, y
    top = box_around(outline).top
    return x, (top + min(box.top for box in covering)) / 2
