"""Rectangles as people give them: a corner, two sides and a turn; in metres."""

from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from exhibitors.site.drawings import Points
from exhibitors.site.parting import Outline, centimetres

# Corners are rounded to centimetres: sides that are meant to be even may differ so.
_EVEN = 0.03


class Frame(NamedTuple):
    """A rectangle: its first corner, its width and depth, and its turn in degrees."""

    x: float
    y: float
    width: float
    depth: float
    turn: float = 0.0


def outline_of(frame: Frame) -> Outline:
    """Return the corners of a rectangle, clockwise as the plan is looked at."""
    east, south = cos(radians(frame.turn)), sin(radians(frame.turn))
    across = (frame.width * east, frame.width * south)
    down = (-frame.depth * south, frame.depth * east)
    x, y = frame.x, frame.y
    return centimetres(
        [
            (x, y),
            (x + across[0], y + across[1]),
            (x + across[0] + down[0], y + across[1] + down[1]),
            (x + down[0], y + down[1]),
        ]
    )


def frame_of(outline: Points) -> Frame | None:
    """Return the rectangle that an outline is, None for any other shape.

    Begins at the corner that is drawn furthest to the top left, so that a rectangle
    that stands straight has no turn.
    """
    if len(outline) != 4:
        return None
    start = min(range(4), key=lambda place: sum(outline[place]))
    a, b, c, d = (outline[(start + step) % 4] for step in range(4))
    across, down = (b[0] - a[0], b[1] - a[1]), (d[0] - a[0], d[1] - a[1])
    if across[0] * down[1] - across[1] * down[0] < 0:
        across, down = down, across
    width, depth = hypot(*across), hypot(*down)
    if not width or not depth:
        return None
    is_even = hypot(b[0] + d[0] - a[0] - c[0], b[1] + d[1] - a[1] - c[1]) <= _EVEN
    slant = abs(across[0] * down[0] + across[1] * down[1]) / max(width, depth)
    if not is_even or slant > _EVEN:
        return None
    # The longer side tells the turn best: corners are off by half a centimetre.
    level = across if width >= depth else (down[1], -down[0])
    turn = degrees(atan2(level[1], level[0]))
    return Frame(
        round(a[0], 2),
        round(a[1], 2),
        round(width, 2),
        round(depth, 2),
        round(turn, 2) + 0.0,
    )
