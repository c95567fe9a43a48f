"""The exact model against trying every start there is."""

import itertools
import random

import pytest

from delegations.planning.answer import answer as told
from delegations.planning.building import read
from delegations.planning.check import check
from delegations.planning.limits import Limits
from delegations.planning.model import Model, solve
from delegations.planning.planner import Planner

from .answers import answer, day, delegation, stop

LEFT_OUT = None


def tiny(seed):
    """Return a random day of four short stops in a few minutes."""
    rng = random.Random(seed)
    people = [{"id": each, "available": [[0, rng.randint(5, 7)]]} for each in "mn"]
    groups = [
        delegation(
            name,
            *(
                stop(
                    f"{name}{number}",
                    rng.choice("AB"),
                    rng.randint(0, 2),
                    mandatory=rng.random() < 0.6,
                    value=rng.randint(0, 2),
                    hosts=[each for each in "mn" if rng.random() < 0.3],
                )
                for number in range(2)
            ),
            window=[0, rng.randint(5, 7)],
            weight=rng.randint(1, 3),
            escorts=[each for each in "mn" if rng.random() < 0.25],
            language=rng.choice([None, "ru"]),
        )
        for name in ("K", "U")
    ]
    problem = day(*groups, people=people, interpreters={"ru": rng.randint(1, 2)})
    for stand in problem["stands"]:
        stand |= {"open": [[0, 3], [4, 7]], "capacity": rng.randint(1, 2)}
    ways = ((0, 1, 2), (1, 0, rng.randint(1, 2)), (2, rng.randint(1, 2), 0))
    problem["walk"]["minutes"] = [list(row) for row in ways]
    if rng.random() < 0.3:
        problem["apart"] = [["K", "U"]]
    return problem


def every_answer(problem):
    """Yield the right answer of every choice of starts and bays."""
    wishes = [each for group in problem["delegations"] for each in group["stops"]]
    bays = {stand["id"]: stand["capacity"] for stand in problem["stands"]}
    choices = [
        [
            *([] if wish["mandatory"] else [LEFT_OUT]),
            *(
                (start, start + wish["duration"], bay)
                for start in range(7)
                for bay in range(1, bays[wish["stand"]] + 1)
            ),
        ]
        for wish in wishes
    ]
    for starts in itertools.product(*choices):
        made = {
            wish["id"]: start
            for wish, start in zip(wishes, starts, strict=True)
            if start is not LEFT_OUT
        }
        yield answer(problem, made)


@pytest.mark.parametrize("seed", range(8))
def test_the_optimum_is_that_of_trying_every_start(seed):
    problem = tiny(seed)
    right = (each for each in every_answer(problem))
    # Dear ones need no judging once a cheaper one is right.
    least = None
    for each in sorted(right, key=lambda each: each["cost"]):
        if not check(problem, each):
            least = each["cost"]
            break

    model = Model(read(problem))
    found = solve(model, seconds=20)

    assert (found.value, found.is_infeasible) == (least, least is None)


@pytest.mark.parametrize("seed", range(40, 60))
def test_what_the_model_says_is_right_for_the_judge(seed):
    problem = tiny(seed)
    planner = Planner(read(problem), Limits(work=2.0))
    planner.run()

    result = told(planner)

    assert check(problem, result) == []


def test_tours_around_stay_and_are_kept_clear_of():
    problem = read(
        day(
            delegation("K", stop("K1", "A", fixed_start=600)),
            delegation("U", stop("U1", "A"), window=[590, 640]),
        )
    )
    first = solve(Model(problem, [0]), seconds=10).plan

    found = solve(Model(problem, [1], first), seconds=10).plan

    assert found.starts[0] == 600
    assert found.starts[1] >= 610


def test_a_stop_without_a_start_makes_the_model_void():
    problem = read(day(delegation("K", stop("K1", "A", window=[100, 110]))))

    assert solve(Model(problem), seconds=1).is_infeasible


def test_a_host_may_go_by_way_of_a_third_place():
    # From A to C it is longer than by way of B, where a duty lies between.
    stops = [
        stop("K1", "A", 5, fixed_start=600, hosts=["m"]),
        stop("U1", "B", 5, fixed_start=606, hosts=["m"]),
        stop("T1", "C", 5, fixed_start=612, hosts=["m"]),
    ]
    groups = [delegation(each["id"][0], each) for each in stops]
    problem = day(*groups, people=[{"id": "m", "available": [[540, 720]]}])
    problem["stands"].append({"id": "C", "open": [[540, 720]]})
    problem["walk"] = {
        "ids": ["gate", "A", "B", "C"],
        "minutes": [[0, 1, 1, 1], [1, 0, 1, 30], [1, 1, 0, 1], [1, 30, 1, 0]],
    }

    planner = Planner(read(problem), Limits(work=2.0))
    planner.run()

    assert check(problem, told(planner)) == []
    assert planner.is_optimal
    # Without the duty between there is no time for the long way.
    del problem["delegations"][1]
    planner = Planner(read(problem), Limits(work=2.0))
    planner.run()
    assert planner.is_refuted


def known_day(**starts):
    problem = day(
        delegation("K", stop("K1", "A"), stop("K2", "B")),
        delegation("U", stop("U1", "A")),
    )
    return {**problem, "known": starts}


def planned(problem):
    planner = Planner(read(problem), Limits(work=2.0))
    planner.run()
    assert check(problem, told(planner)) == []
    return {planner.problem.stops[n].id: at for n, at in planner.plan.starts.items()}


def test_a_known_plan_as_cheap_as_the_best_stays():
    best = planned(known_day())
    other = {"K1": best["K1"], "K2": best["K2"], "U1": best["U1"] + 3}

    assert planned(known_day(**other)) == other


@pytest.mark.parametrize("starts", [{"K1": 560}, {"K1": 560, "K2": 560, "U1": 560}])
def test_a_known_plan_that_is_not_right_is_not_taken(starts):
    assert planned(known_day(**starts)) == planned(known_day())


def before_zero(**fields):
    return day(
        delegation(
            "K", stop("K1", "A", 2, mandatory=False, value=1), window=[-30, -10]
        ),
        delegation("U", stop("U1", "B", 2, mandatory=False, value=9), window=[-40, 50]),
        stands=[{"id": each, "open": [[-50, 50]]} for each in "AB"],
        **fields,
    )


@pytest.mark.parametrize("value", [0, 1, 10])
def test_times_may_lie_before_zero(value):
    price = {"walk": 1, "wait": 1, "value": value, "last_end": 3}
    problem = before_zero(objective=price)
    starts = [{}] + [{"K1": k} for k in range(-27, -14)]
    starts += [{"U1": u} for u in range(-36, 44)]
    starts += [{"K1": k, "U1": u} for k in range(-27, -14) for u in range(-36, 44)]
    costs = [
        found["cost"]
        for each in starts
        if not check(problem, found := answer(problem, each))
    ]

    planner = Planner(read(problem), Limits(work=2.0))
    planner.run()

    assert (planner.plan.cost, planner.bound) == (min(costs), min(costs))
