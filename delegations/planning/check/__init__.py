"""An independent judge of plans: it shares nothing with what makes them.

It reads the problem and the answer as they are written (see the guide for operators),
works everything out anew from the starts of the stops, and knows no solver.
"""

from collections.abc import Iterator

from . import running
from .answer import misshapen, statements, without_plan
from .day import Day, Placed, Raw
from .rules import broken, is_old

__all__ = ["check"]


def check(problem: Raw, plan: Raw) -> list[str]:
    """Return a sentence for each rule that a plan breaks; none if it is right.

    ``problem`` must have passed the reader of problems; ``plan`` is what the command
    line answers. Rules that stops done or begun break by themselves are facts of the
    day and not held against a plan.
    """
    day = Day(problem)
    found = misshapen(day, plan)
    if found:
        return found
    if plan["status"] not in ("optimal", "feasible"):
        return list(without_plan(day, plan))
    past = day.past()
    placed = {
        stop["id"]: day.placed(
            stop["id"],
            stop["start"],
            stop["end"],
            stop["bay"],
            is_past=stop["id"] in past,
        )
        for stop in plan["stops"]
    }
    found = list(_of_places(day, placed))
    rules = broken(day, list(placed.values()))
    facts = broken(day, list(past.values()))
    found += [text for key, text in rules.items() if not is_old(key, facts)]
    if day.is_running:
        found += running.breaches(day, placed, rules)
    return [*found, *statements(day, plan, placed)]


def _of_places(day: Day, placed: dict[str, Placed]) -> Iterator[str]:
    """Yield what is wrong with single stops, and which must be made and are not."""
    for stop in placed.values():
        if stop.is_past:
            continue
        if stop.end != stop.start + day.stops[stop.id]["duration"]:
            yield f"Stop {stop.id} lasts from {stop.start} to {stop.end}."
        if not 1 <= stop.bay <= day.capacity[stop.stand]:
            yield f"Stop {stop.id} is in bay {stop.bay}, which {stop.stand} has not."
    if not day.is_running:
        for stop_id in day.stops:
            if stop_id not in placed and day.is_mandatory(stop_id):
                yield f"Stop {stop_id} is mandatory and left out."
