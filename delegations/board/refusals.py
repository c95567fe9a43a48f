"""Refusals of gestures: sentences, and what is offered instead."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from delegations.board.days import Day
from delegations.board.difference import Difference
from delegations.board.moves import may_widen
from delegations.models import Change, Stop
from delegations.schedule import Clash


def refusal(day: Day, stop: Stop, clashes: Iterable[Clash]) -> dict[str, Any]:
    """Return why a gesture was refused and what can be done, for a script.

    ``sentences`` has each reason once; ``offers`` are slots to take with a button,
    nearest first, after what else would do: a longer visit, an exchange.
    """
    clashes = list(clashes)
    before = Stop.objects.filter(pk=stop.pk, is_counted=True).first()
    offers = [
        *_longer(day, stop, clashes),
        *(_exchange(stop, clashes) if before else ()),
        *_slots(day, clashes, before),
    ]
    return {
        "sentences": list(dict.fromkeys(clash.sentence for clash in clashes)),
        "offers": offers[:5],
        "busy": any(clash.rule == "busy" for clash in clashes),
    }


def _longer(day: Day, stop: Stop, clashes: Iterable[Clash]) -> list[dict[str, Any]]:
    """Return the offer to lengthen the visit, where that alone helps and is allowed."""
    is_outside = {clash.rule for clash in clashes} == {"stop_within_span"}
    visit, planned = stop.visit, stop.planned
    if not is_outside or planned is None or visit.span is None:
        return []
    if not may_widen(visit, planned):
        return []
    start, end = day.minutes(planned)
    if planned.upper > visit.span.upper:
        label = _("Lengthen the visit to %(time)s") % {"time": day.clock(end)}
    else:
        label = _("Begin the visit at %(time)s") % {"time": day.clock(start)}
    return [{"label": label, "start": start, "end": end, "widen": True}]


def _exchange(stop: Stop, clashes: Iterable[Clash]) -> list[dict[str, Any]]:
    """Return the offer to change places with the visit's stop that is in the way."""
    is_own = any(clash.rule == "stop_visit_once" for clash in clashes)
    if not is_own:
        return []
    there = Stop.objects.filter(
        visit=stop.visit_id, is_counted=True, planned__overlap=stop.planned
    ).exclude(pk=stop.pk)
    others = list(there.select_related("stand")[:2])
    if len(others) != 1:
        return []
    other = others[0]
    name = other.stand.number if other.stand and other.stand.number else str(other)
    label = _("Exchange with %(stop)s") % {"stop": name}
    return [
        {
            "label": label,
            "action": Change.Action.EXCHANGE,
            "other": other.pk,
            "other_version": other.version,
        }
    ]


def _slots(
    day: Day, clashes: Iterable[Clash], before: Stop | None
) -> list[dict[str, Any]]:
    """Return the free slots, but for the one where the stop is already."""
    there = day.minutes(before.planned) if before else None
    found = {
        (day.minute(first), day.minute(last)): None
        for clash in clashes
        for first, last in clash.free
    }
    return [
        {
            "label": f"{day.clock(start)}–{day.clock(end)}",
            "start": start,
            "end": end,
            "bay": 0,
        }
        for start, end in found
        if (start, end) != there
    ]


def staleness(stop: Stop, found: Difference) -> dict[str, Any]:
    """Return what others changed, for a script to show side by side."""
    sentence = _("%(who)s changed “%(stop)s” at %(time)s, after you saw it.")
    names = {"who": found.who, "stop": stop, "time": found.at}
    return {"sentences": [sentence % names], "offers": [], "stale": asdict(found)}
