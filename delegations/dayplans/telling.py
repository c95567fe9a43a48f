"""Whom the changes of a plan concern."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from delegations.dayplans.shapes import StopChange, Told, VisitChange
from delegations.models import Engagement, Person, PlanningRun, Visit
from exhibitors.models import Role, RoleAssignment


def told(run: PlanningRun, visits: Iterable[VisitChange]) -> Iterator[Told]:
    """Yield whom the changes concern: delegations, people with duties, stand hosts."""
    changed = {visit.pk: visit for visit in visits if visit.is_changed}
    moved = {
        stop.pk: stop
        for visit in changed.values()
        for stop in visit.stops
        if stop.what not in ("same", "left-out")
    }
    phones = dict(Visit.objects.filter(pk__in=changed).values_list("pk", "duty_phone"))
    for pk, visit in changed.items():
        own = tuple(stop.pk for stop in visit.stops if stop.pk in moved)
        yield Told(visit.name, "delegation", phones.get(pk, ""), own)
    yield from _on_duty(changed, moved)
    yield from _hosts(run, moved)


def _on_duty(
    changed: dict[int, VisitChange], moved: dict[int, StopChange]
) -> Iterator[Told]:
    """Yield who has a duty at a stop that changes, or in a visit that does."""
    rows = Engagement.objects.filter(visit__in=changed)
    rows = rows.exclude(reply=Engagement.Reply.DECLINED).select_related("person")
    found: dict[tuple[Person, str], list[int]] = defaultdict(list)
    for duty in rows.order_by("person__name", "pk"):
        if duty.stop_id is None:
            stops = [s.pk for s in changed[duty.visit_id].stops if s.pk in moved]
        elif duty.stop_id in moved:
            stops = [duty.stop_id]
        else:
            continue
        found[duty.person, duty.role] += stops
    for (person, role), stops in found.items():
        yield Told(person.name, role, person.phone, tuple(dict.fromkeys(stops)))


def _hosts(run: PlanningRun, moved: dict[int, StopChange]) -> Iterator[Told]:
    """Yield the hosts of the stands at which a stop changes."""
    at = defaultdict(list)
    for stop in moved.values():
        if stop.stand is not None:
            at[stop.stand].append(stop.pk)
    roles = RoleAssignment.objects.filter(
        role=Role.STAND_HOST, exhibition=run.exhibition, stand__in=at
    )
    found: dict[Any, list[int]] = defaultdict(list)
    for role in roles.select_related("user").order_by("pk"):
        found[role.user] += at[role.stand_id or 0]
    for user, stops in found.items():
        yield Told(str(user), "host", "", tuple(dict.fromkeys(stops)))
