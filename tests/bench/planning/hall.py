"""A hall: stands somewhere in it, gates at its sides, minutes to walk."""

import math
from random import Random

import numpy as np

PITCH, METRES_A_MINUTE = 30, 60


def minutes_between(rng: Random, count: int, gates: int) -> list[list[int]]:
    """Return whole minutes between gates and stands, no way longer than a detour.

    The gates come first. One way in ten takes longer there than back.
    """
    side = PITCH * math.sqrt(count)
    points = [(rng.choice([0, side]), rng.uniform(0, side)) for _ in range(gates)]
    points += [(rng.uniform(0, side), rng.uniform(0, side)) for _ in range(count)]
    minutes = np.array([[_minutes(rng, a, b) for b in points] for a in points])
    np.fill_diagonal(minutes, 0)
    for middle in range(len(points)):
        through = minutes[:, middle, None] + minutes[None, middle, :]
        minutes = np.minimum(minutes, through)
    return minutes.tolist()


def _minutes(rng: Random, start: tuple[float, float], end: tuple[float, float]) -> int:
    metres = sum(abs(a - b) for a, b in zip(start, end, strict=True))
    return max(1, round(metres / METRES_A_MINUTE)) + (rng.random() < 0.1)
