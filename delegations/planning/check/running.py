"""Re-planning on the day: what stays, what may move, and how the moves are counted."""

from collections.abc import Collection, Hashable, Iterator

from .day import Day, Placed, Raw
from .rules import About, broken, is_old

Keys = Collection[tuple[Hashable, ...]]


def breaches(day: Day, placed: dict[str, Placed], plan: Keys) -> Iterator[str]:
    """Yield a sentence for each stop that is not where the day has it.

    ``plan`` holds the keys of the rules that the plan breaks.
    """
    past = day.past()
    for stop in past.values():
        yield from _of_past(day, stop, placed.get(stop.id))
    for stop_id in day.stops:
        if day.state(stop_id) == "skipped":
            if stop_id in placed:
                yield f"Stop {stop_id} was skipped and cannot be placed."
        elif stop_id not in past:
            yield from _of_coming(day, stop_id, placed, plan)


def _of_past(day: Day, stop: Placed, found: Placed | None) -> Iterator[str]:
    if found is None:
        yield f"Stop {stop.id} has taken place and is missing."
        return
    if (found.start, found.end) != (stop.start, stop.end):
        yield (
            f"Stop {stop.id} took place from {stop.start} to {stop.end}, not from"
            f" {found.start} to {found.end}."
        )
    if stop.id in day.previous and found.bay != stop.bay:
        yield f"Stop {stop.id} took place in bay {stop.bay}, not in bay {found.bay}."


def _of_coming(
    day: Day, stop_id: str, placed: dict[str, Placed], plan: Keys
) -> Iterator[str]:
    """Yield what is wrong with a stop that has not begun."""
    found, now = placed.get(stop_id), day.now or 0
    if found is not None and found.start < now:
        yield f"Stop {stop_id} starts at {found.start}, before now ({now})."
    kept = day.previous.get(stop_id)
    # What should have started and did not is free.
    if kept is None or kept["start"] < now:
        return
    if day.stops[stop_id].get("locked"):
        yield from _of_locked(day, stop_id, placed, plan)
    elif kept["start"] < now + day.notice and (
        (found is None or found.start != kept["start"])
        and _can_return(day, stop_id, placed, plan)
    ):
        yield (
            f"Stop {stop_id} was to start at {kept['start']}, within the notice, and"
            " could have stayed."
        )


def _of_locked(
    day: Day, stop_id: str, placed: dict[str, Placed], plan: Keys
) -> Iterator[str]:
    found, kept = placed.get(stop_id), day.previous[stop_id]
    if found is None:
        if _can_return(day, stop_id, placed, plan):
            yield f"Stop {stop_id} is locked and was left out though it can be made."
    elif found.start != kept["start"]:
        yield f"Stop {stop_id} is locked at {kept['start']} and was moved."
    elif found.bay != kept["bay"]:
        yield f"Stop {stop_id} is locked in bay {kept['bay']} and was moved."


def _can_return(day: Day, stop_id: str, placed: dict[str, Placed], plan: Keys) -> bool:
    """Return whether a stop can be put back without breaking a rule."""
    given, kept = day.stops[stop_id], day.previous[stop_id]
    owner = day.owner[stop_id]
    people = {
        *(given.get("hosts") or ()),
        *(day.delegations[owner].get("escorts") or ()),
    }
    about = About([owner], [given["stand"]], people)
    facts = broken(day, list(day.past().values()), about)
    others = [stop for stop in placed.values() if stop.id != stop_id]
    bays = range(1, day.capacity[given["stand"]] + 1)
    for bay in [kept["bay"]] if given.get("locked") else bays:
        end = kept["start"] + given["duration"]
        back = day.placed(stop_id, kept["start"], end, bay)
        found = broken(day, [*others, back], about)
        if all(key in plan or is_old(key, facts) for key in found):
            return True
    return False


def moves(day: Day, placed: dict[str, Placed]) -> dict[str, tuple[int, int]]:
    """Return from when to when stops were moved; what has begun is no move."""
    return {
        stop.id: (day.previous[stop.id]["start"], stop.start)
        for stop in placed.values()
        if not stop.is_past
        and stop.id in day.previous
        and stop.start != day.previous[stop.id]["start"]
    }


def dropped(day: Day, placed: dict[str, Placed]) -> list[str]:
    """Return the stops that are not made; what was skipped is not counted."""
    return [
        stop
        for stop in day.stops
        if stop not in placed and day.state(stop) != "skipped"
    ]


def cost_vector(day: Day, placed: dict[str, Placed], cost: float) -> list[float]:
    """Return what re-planning minimises, one after the other."""
    moved, out = moves(day, placed), dropped(day, placed)
    disturbed = [*moved, *(stop for stop in out if stop in day.previous)]
    return [
        sum(day.is_mandatory(stop) for stop in out),
        sum(
            day.weight(day.owner[stop])
            for stop in disturbed
            if day.owner[stop] not in day.late
        ),
        sum(abs(end - start) for start, end in moved.values()),
        cost,
    ]


def moved_in(plan: Raw) -> dict[str, tuple[int, int]]:
    """Return what a plan says was moved."""
    return {each["id"]: (each["from"], each["to"]) for each in plan.get("moved") or ()}
