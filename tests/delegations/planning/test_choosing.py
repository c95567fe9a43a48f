from random import Random

import pytest

from delegations.planning.building import read
from delegations.planning.choosing import is_choice
from delegations.planning.limits import Limits
from delegations.planning.planner import Planner


def wishes(count=30, *, seed=0):
    """A delegation with far more wishes than time."""
    rng = Random(seed)
    points = [(rng.randint(0, 60), rng.randint(0, 60)) for _ in range(count + 1)]
    ids = ["gate", *(f"S{at}" for at in range(count))]
    minutes = [[abs(a - c) + abs(b - d) for c, d in points] for a, b in points]
    starts = [rng.randint(0, 150) for _ in range(count)]
    return {
        "stands": [{"id": name, "open": [[0, 400]]} for name in ids[1:]],
        "walk": {"ids": ids, "minutes": minutes},
        "delegations": [
            {
                "id": "KZ",
                "window": [0, 240],
                "entry": "gate",
                "exit": "gate",
                "stops": [
                    {
                        "id": f"KZ-{at}",
                        "stand": f"S{at}",
                        "duration": 10,
                        "mandatory": False,
                        "value": rng.randint(1, 40),
                        "window": [start, start + 40],
                    }
                    for at, start in enumerate(starts)
                ],
            }
        ],
        "objective": {"walk": 0, "wait": 0, "value": 1, "last_end": 0},
    }


def planned(raw, **limits):
    planner = Planner(read(raw), Limits(**limits), workers=1)
    planner.run()
    return planner


def test_a_choice_among_many_stops_is_proven():
    planner = planned(wishes(), seconds=20)
    assert planner.is_optimal
    assert planner.bound == planner.plan.cost


def test_counted_work_gives_the_same_choice_again():
    one, other = planned(wishes(60), work=1), planned(wishes(60), work=1)
    assert one.plan.tours == other.plan.tours


@pytest.mark.parametrize(("count", "expected"), [(11, False), (12, True)])
def test_a_choice_needs_many_optional_stops(count, expected):
    assert is_choice(read(wishes(count))) == expected


def test_two_delegations_are_no_single_choice():
    raw = wishes()
    raw["delegations"].append({**raw["delegations"][0], "id": "UZ", "stops": []})
    assert not is_choice(read(raw))
