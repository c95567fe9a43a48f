"""The judge of plans against one that goes through the day minute by minute."""

from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from delegations.planning.check import check
from tests.delegations.planning.answers import answer, day, delegation, stop, way

OPEN = [(0, 40), (45, 100)]
names = ("D1", "D2", "D3")


@st.composite
def days(draw):
    """Draw a day of three delegations, and starts of all their stops."""
    groups, starts = [], {}
    for name in names:
        time, stops = draw(st.integers(0, 30)), []
        for number in range(draw(st.integers(1, 2))):
            lasts = draw(st.sampled_from([0, 1, 5, 10]))
            one = stop(f"{name}-{number}", draw(st.sampled_from("AB")), lasts)
            one["hosts"] = draw(st.sampled_from([[], ["P"], ["Q"]]))
            stops.append(one)
            # Now and then too soon.
            time += draw(st.integers(1, 12))
            starts[one["id"]] = time
            time += lasts
        language, escorts = draw(st.sampled_from([(None, []), ("ru", []), ("ru", "P")]))
        window = [draw(st.integers(-5, 5)), draw(st.sampled_from([40, 70, 100]))]
        fields = {"language": language, "escorts": list(escorts), "window": window}
        groups.append(delegation(name, *stops, **fields))
    people = [{"id": each, "available": [[-20, 150]]} for each in "PQ"]
    problem = day(*groups, people=people, apart=[["D1", "D3"]], interpreters={"ru": 2})
    for stand in problem["stands"]:
        stand["open"] = [list(span) for span in OPEN]
    return problem, starts


def is_right(problem, starts, tours):
    """Return whether a plan is right, asking of each minute who is where."""
    there = {name: [] for name in ("A", "B", "ru", *names)}
    for group in problem["delegations"]:
        tour = tours[group["id"]]
        for place in filter(None, (group["id"], group["language"])):
            there[place] += range(tour["start"], tour["end"])
        for each in group["stops"]:
            minutes = range(starts[each["id"]], starts[each["id"]] + each["duration"])
            there[each["stand"]] += minutes
    most = {"A": 1, "B": 1, "ru": 2}
    return (
        all(there[name].count(m) <= most[name] for name in most for m in there[name])
        and not set(there["D1"]) & set(there["D3"])
        and all(
            rule
            for group in problem["delegations"]
            for rule in _is_in_time(problem, starts, group, tours[group["id"]])
        )
        and all(_can_be_there(problem, starts, tours, person) for person in "PQ")
    )


def _is_in_time(problem, starts, group, tour):
    first, last = group["window"]
    yield first <= tour["start"] and tour["end"] <= last
    stops = [(starts[each["id"]], each) for each in group["stops"]]
    for start, each in stops:
        end = start + each["duration"]
        yield any(opens <= start and end <= closes for opens, closes in OPEN)
    for (start, one), (other_start, other) in combinations(stops, 2):
        walk = way(problem, one["stand"], other["stand"])
        yield start + one["duration"] + walk <= other_start


def _can_be_there(problem, starts, tours, person):
    """Return whether any two duties leave time to walk; no detour is shorter here."""
    duties = []
    for group in problem["delegations"]:
        tour = tours[group["id"]]
        if person in group["escorts"]:
            duties.append((tour["start"], tour["end"], "gate", True))
            continue
        for each in group["stops"]:
            if person in each["hosts"]:
                start = starts[each["id"]]
                duties.append((start, start + each["duration"], each["stand"], False))
    for one, other in combinations(sorted(duties), 2):
        if one[2] == other[2] and not (one[3] or other[3]):
            continue
        if one[1] + way(problem, one[2], other[2]) > other[0]:
            return False
    return True


@given(days())
@example(
    (
        day(
            *[
                delegation(
                    name,
                    stop(f"{name}-0", "A", hosts=[]),
                    window=[0, 100],
                    language=None,
                    escorts=[],
                )
                for name in names
            ],
            people=[],
        )
        | {"stands": [{"id": each, "open": OPEN} for each in "AB"]},
        {"D1-0": 3, "D2-0": 13, "D3-0": 45},
    )
)
def test_both_judges_agree(drawn):
    problem, starts = drawn
    found = answer(problem, starts)
    tours = {tour["delegation"]: tour for tour in found["tours"]}
    assert (check(problem, found) == []) == is_right(problem, starts, tours)
