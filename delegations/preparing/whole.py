"""A delegation postponed, cancelled or taken up again whole; its head replaced."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from delegations.locks import hold_delegations
from delegations.models import (
    Change,
    Delegation,
    Engagement,
    Membership,
    Person,
    Stop,
    Visit,
)
from delegations.preparing.drafts import Draft, refuse

if TYPE_CHECKING:
    from delegations.rows import Row

Status = Delegation.Status
UP = (Status.ANNOUNCED, Status.CONFIRMED)


@dataclass(frozen=True)
class Touched:
    """What a change of a whole delegation touches."""

    visits: tuple[Visit, ...]
    timed: int
    people: tuple[str, ...]


def touched(delegation: Delegation) -> Touched:
    """Return the visits of a delegation to come, their timed stops, and who serves.

    People by name, each once, in the order of the visits.
    """
    visits = delegation.visits.exclude(
        status__in=[Visit.Status.CANCELLED, Visit.Status.DONE]
    ).select_related("delegation")
    duties = Engagement.objects.filter(visit__in=visits).exclude(
        reply=Engagement.Reply.DECLINED
    )
    names = [str(duty.person) for duty in duties.select_related("person")]
    return Touched(
        tuple(visits),
        Stop.objects.filter(visit__in=visits, planned__isnull=False).count(),
        tuple(dict.fromkeys(names)),
    )


def postponed(delegation: Delegation) -> Draft:
    """Return the draft that puts a delegation off: all stays, nothing is taken."""
    return _off(delegation, Status.POSTPONED, Change.Action.POSTPONE)


def cancelled(delegation: Delegation) -> Draft:
    """Return the draft that cancels a delegation: all stays, nothing is taken."""
    return _off(delegation, Status.CANCELLED, Change.Action.CANCEL)


def resumed(delegation: Delegation, status: str = Status.CONFIRMED) -> Draft:
    """Return the draft that takes up a delegation again, at the times it had.

    Its stops come along, so that those whose time others have got can give way.
    """
    if status not in UP:
        raise refuse(_("Take it up again as announced or as confirmed."))
    row = _fresh(delegation)
    if not row.is_off:
        raise refuse(_("%(delegation)s is neither postponed nor cancelled.") % _it(row))
    row.status = status
    rows: list[Row] = [row]
    for visit in row.visits.all():
        visit.delegation = row
        stops = list(visit.stops.select_related("stand"))
        for stop in stops:
            stop.visit = visit
        rows += [visit, *stops]
    return Draft(Change.Action.RESUME, rows)


@transaction.atomic
def postpone(delegation: Delegation, reader: Any) -> Change | None:
    """Put a delegation off whole; None where it is already."""
    return postponed(delegation).write(reader)


@transaction.atomic
def cancel(delegation: Delegation, reader: Any) -> Change | None:
    """Cancel a delegation whole; None where it is already."""
    return cancelled(delegation).write(reader)


@transaction.atomic
def resume(
    delegation: Delegation, reader: Any, status: str = Status.CONFIRMED
) -> Change | None:
    """Take a delegation up again.

    Raises ScheduleConflict, with who has its hours and what is free, where others do.
    """
    return resumed(delegation, status).write(reader)


def replace_head(
    delegation: Delegation,
    person: Person,
    reader: Any,
    former_role: str | None = Membership.Role.MEMBER,
) -> Change | None:
    """Let a person head a delegation, and come first in it; a new one is entered too.

    The head so far goes on in ``former_role`` right behind, or leaves with None.
    Returns None where the person heads it already.
    """
    with transaction.atomic():
        if person._state.adding:
            person.save()
        return new_head(delegation, person, former_role).write(reader)


def new_head(delegation: Delegation, person: Person, former_role: str | None) -> Draft:
    """Return the draft that lets a person head a delegation."""
    if former_role == Membership.Role.HEAD:
        raise refuse(_("The delegation has a head already."))
    if person.exhibition_id != delegation.exhibition_id:
        raise refuse(_("This belongs to another exhibition."))
    delegation = _fresh(delegation)
    members = list(delegation.memberships.select_related("person"))
    former = next((m for m in members if m.role == Membership.Role.HEAD), None)
    if former is not None and former.person_id == person.pk:
        return Draft(Change.Action.HEAD, [])
    head = next((m for m in members if m.person_id == person.pk), None)
    head = head or Membership(delegation=delegation, person=person)
    head.role = Membership.Role.HEAD
    others = [m for m in members if m is not head]
    removed: list[Row] = []
    if former is not None and former_role is None:
        others.remove(former)
        removed.append(former)
    elif former is not None and former_role is not None:
        former.role = former_role
        # Right behind the new head.
        others.sort(key=lambda member: member is not former)
    for place, member in enumerate([head, *others], start=1):
        member.position = place
    return Draft(Change.Action.HEAD, [head, *others], removed)


def _fresh(delegation: Delegation) -> Delegation:
    """Return the delegation as it is now: what is kept of it must not be old.

    Within a transaction it stays so until the end.
    """
    if connection.in_atomic_block:
        hold_delegations([delegation.pk])
    return Delegation.objects.select_related("exhibition").get(pk=delegation.pk)


def _off(delegation: Delegation, status: str, action: str) -> Draft:
    row = _fresh(delegation)
    row.status = status
    return Draft(action, [row])


def _it(delegation: Delegation) -> dict[str, Delegation]:
    return {"delegation": delegation}
