from itertools import permutations
from random import Random

import pytest

from delegations.planning.building import read
from delegations.planning.construct.limits import Limit
from delegations.planning.occupied import Occupied
from delegations.planning.orienteering import improve
from delegations.planning.plan import tour
from delegations.planning.ranges import first_at

VALUE_ALONE = {"walk": 0, "wait": 0, "value": 1, "last_end": 0}


def day(rng, *, stops=6, objective=VALUE_ALONE, mandatory=()):
    """One delegation whose walks keep no triangle inequality, halls with two halves."""
    ids = ["gate", *(f"S{number}" for number in range(stops))]
    minutes = [[0 if a == b else rng.randint(1, 20) for b in ids] for a in ids]
    halves = [rng.randint(0, 60) for _ in range(stops)]
    return {
        "stands": [
            {"id": name, "open": [[at, at + 40], [at + 60, at + 95]]}
            for name, at in zip(ids[1:], halves, strict=True)
        ],
        "walk": {"ids": ids, "minutes": minutes},
        "delegations": [
            {
                "id": "KZ",
                "window": [0, 130],
                "entry": "gate",
                "exit": "gate",
                "stops": [
                    {
                        "id": f"KZ-{number}",
                        "stand": f"S{number}",
                        "duration": rng.randint(5, 30),
                        "mandatory": number in mandatory,
                        "value": rng.randint(1, 30),
                    }
                    for number in range(stops)
                ],
            }
        ],
        "objective": objective,
    }


def earliest(problem, order):
    """Return the starts of an order gone through as early as can be, None if late."""
    group = problem.delegations[0]
    time, place, starts = group.window[0], group.entry, {}
    for number in order:
        stop = problem.stops[number]
        start = first_at(stop.starts, time + problem.minutes[place][stop.place])
        if start is None:
            return None
        starts[number] = start
        time, place = start + stop.duration, stop.place
    home = time + problem.minutes[place][group.exit]
    return starts if home <= group.window[1] else None


def least_cost(problem):
    numbers = range(len(problem.stops))
    orders = [
        order for n in range(len(numbers) + 1) for order in permutations(numbers, n)
    ]
    timed = [earliest(problem, order) for order in orders]
    return min(tour(problem, 0, starts).cost for starts in timed if starts is not None)


def improved(problem, *, steps=2000, seed=0, found=None):
    occupied = Occupied(problem)
    limit = Limit(steps=steps)
    return improve(
        problem, problem.delegations[0], occupied, Random(seed), limit, found
    )


# In the others of the first dozen the way out is shorter through another stop.
DIRECT = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10]


@pytest.mark.parametrize("seed", DIRECT)
def test_the_choice_of_most_value_is_found_and_proven(seed):
    problem = read(day(Random(seed)))
    best = improved(problem)
    assert best.tour.cost == least_cost(problem) == best.bound


@pytest.mark.parametrize("seed", [8, 11])
def test_nothing_is_proven_where_the_way_out_is_shorter_round_about(seed):
    problem = read(day(Random(seed)))
    best = improved(problem)
    assert (best.tour.cost, best.bound) == (least_cost(problem), None)


@pytest.mark.parametrize("seed", range(6))
def test_what_walking_costs_is_weighed_against_value(seed):
    objective = {"walk": 1, "wait": 0, "value": 1, "last_end": 0}
    problem = read(day(Random(seed), objective=objective))
    best = improved(problem)
    assert best.tour.cost == least_cost(problem) == best.bound


@pytest.mark.parametrize("seed", range(6))
def test_a_bound_stays_below_every_tour_where_waiting_costs(seed):
    objective = {"walk": 1, "wait": 1, "value": 2, "last_end": 1}
    problem = read(day(Random(seed), objective=objective))
    best = improved(problem, steps=300)
    last_end = best.tour.end or 0
    assert best.bound <= best.tour.cost + last_end
    assert best.bound <= least_cost(problem) + 130


@pytest.mark.parametrize("seed", range(6))
def test_a_stop_that_must_be_made_is_made(seed):
    raw = day(Random(seed), mandatory={2})
    for stop in raw["delegations"][0]["stops"]:
        stop["value"] = stop["value"] if stop["id"] == "KZ-2" else 1000
    problem = read(raw)
    best = improved(problem, steps=300)
    assert 2 in best.tour.order
    assert best.bound is None


def test_each_tour_told_of_is_cheaper_than_the_one_before():
    problem = read(day(Random(3)))
    costs = []
    best = improved(problem, found=lambda tour: costs.append(tour.cost))
    assert costs == sorted(set(costs), reverse=True)
    assert costs[-1] == best.tour.cost


def test_equal_steps_and_seed_give_an_equal_tour():
    problem = read(day(Random(5), stops=25))
    assert improved(problem, steps=80, seed=4) == improved(problem, steps=80, seed=4)


def test_nothing_is_left_of_a_stand_taken_by_others():
    raw = day(Random(1))
    rival = {**raw["delegations"][0], "id": "UZ", "stops": []}
    rival["stops"] = [{"id": "UZ-0", "stand": "S0", "duration": 30, "value": 1}]
    raw["delegations"].append(rival)
    problem = read(raw)
    start = problem.stops[6].starts[0][0]
    occupied = Occupied(problem, [tour(problem, 1, {6: start})])
    group = problem.delegations[0]
    best = improve(problem, group, occupied, Random(0), Limit(steps=500)).tour
    times = dict(zip(best.order, best.starts, strict=True))
    end = times.get(0, start + 30) + problem.stops[0].duration
    assert end <= start or times.get(0, start + 30) >= start + 30


def test_without_a_stop_that_fits_there_is_no_tour():
    raw = day(Random(1))
    raw["delegations"][0]["window"] = [0, 1]
    problem = read(raw)
    best = improved(problem)
    assert best.tour.order == ()
    assert best.bound == best.tour.cost
