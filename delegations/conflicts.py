"""Why a change of the schedule was refused: who, where, when, and what is free."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from delegations.clashes import Finding
from delegations.models import (
    ClashRule,
    Delegation,
    Engagement,
    Membership,
    Stop,
    Visit,
)
from delegations.proposal import Proposal, overlap, propose, when
from delegations.rows import Row, Timed, only
from delegations.schedule import Clash
from delegations.slots import Slot, nearest_free_slots
from exhibitors.models import Exhibition, OpeningHours, Role, RoleAssignment

# Rules of memberships, each with its own sentence.
MEMBERSHIPS = {
    rule.name: rule
    for rule in Membership._meta.constraints
    if rule.name in ("membership_once", "membership_one_head")
}


def explain(
    rule: str, rows: Sequence[Row], removed: Sequence[Row], reader: Any
) -> list[Clash]:
    """Return the clashes of rows that PostgreSQL refused by the named rule.

    Rows are compared with the schedule as it is, and with one another. There is
    always at least one clash: where none is found, the rule's own sentence.
    """
    if rule in MEMBERSHIPS:
        return [_membership_clash(rule, rows)]
    plan = propose(_timed(rows), removed)
    sees = sees_movements(reader, plan.exhibition)
    clashes = [
        *_stop_clashes(plan, sees),
        *_visit_clashes(plan),
        *_duty_clashes(plan, sees),
    ]
    return clashes or [Clash(rule, None, _("This breaks a rule of the schedule."))]


def _membership_clash(rule: str, rows: Sequence[Row]) -> Clash:
    row = next(reversed(only(rows, Membership)), None)
    return Clash(rule, row, str(MEMBERSHIPS[rule].get_violation_error_message()))


def _timed(rows: Sequence[Row]) -> list[Timed]:
    """Return the rows that have times: for a delegation the stops of its visits."""
    found = [row for row in rows if isinstance(row, Visit | Stop | Engagement)]
    for delegation in only(rows, Delegation):
        stops = Stop.objects.filter(visit__delegation=delegation).exclude(
            pk__in=[stop.pk for stop in only(found, Stop)]
        )
        for stop in stops.select_related("visit"):
            stop.visit.delegation = delegation
            found.append(stop)
    return found


def sees_movements(reader: Any, exhibition: Exhibition) -> bool:
    """Return whether an account may read who is where; None is the program itself."""
    if reader is None or reader.is_superuser:
        return True
    roles = RoleAssignment.objects.filter(
        user=reader, role__in=[Role.ORGANISER, Role.PROTOCOL_OFFICER]
    )
    return any(role.exhibition_id in (None, exhibition.pk) for role in roles)


def _stop_clashes(plan: Proposal, sees: bool) -> Iterator[Clash]:
    for stop in plan.stops:
        row = _at_fault(plan, stop, stop.visit)
        if row is None:
            continue
        span = stop.visit.span
        if span is None or not (
            span.lower <= stop.planned.lower and stop.planned.upper <= span.upper
        ):
            yield Clash("stop_within_span", row, _span_sentence(plan, stop))
        if stop.stand and stop.bay > stop.stand.bays:
            sentence = _("%(stand)s has %(bays)d bays.")
            names = {"stand": stop.stand, "bays": stop.stand.bays}
            yield Clash("stop_bay_exists", row, sentence % names)
        for other in [*plan.stops, *plan.other_stops]:
            rule = _broken(plan, stop, other)
            if rule:
                yield _taken(plan, rule, row, stop, other, sees)


def _span_sentence(plan: Proposal, stop: Stop) -> str:
    span = stop.visit.span
    if span is None:
        return _("Give the visit a beginning and an end before its stops have times.")
    return _("“%(stop)s” lies outside the visit, %(start)s–%(end)s.") % {
        "stop": stop,
        "start": plan.clock(span.lower),
        "end": plan.clock(span.upper),
    }


def _broken(plan: Proposal, stop: Stop, other: Stop) -> str:
    """Return the rule that two stops break together, "" for none."""
    if other is stop or not overlap(stop.planned, other.planned):
        return ""
    if stop.visit is other.visit or (stop.visit_id and stop.visit_id == other.visit_id):
        return "stop_visit_once"
    if not stop.stand or not other.stand:
        return ""
    if stop.stand_id == other.stand_id:
        return "stop_stand_bay_once" if stop.bay == other.bay else ""
    meet = plan.occupied(stop.stand) & plan.occupied(other.stand)
    return "occupancy_inside_once" if meet else ""


def _taken(
    plan: Proposal,
    rule: str,
    row: Row,
    stop: Stop,
    other: Stop,
    sees: bool,
) -> Clash:
    names = {
        "stand": stop.stand or stop,
        "holder": other.visit.delegation,
        "other": other,
        "until": plan.clock(other.planned.upper),
    }
    if rule == "stop_visit_once":
        sentence = _("This visit is at “%(other)s” until %(until)s.")
    elif not sees:
        sentence = _("%(stand)s is occupied until %(until)s.")
    elif rule == "occupancy_inside_once":
        sentence = _("%(stand)s is closed until %(until)s: %(holder)s is at %(other)s.")
    else:
        sentence = _("%(stand)s is taken by %(holder)s until %(until)s.")
    free = _free(plan, stop)
    text = _with_free(sentence % names, plan.exhibition, free)
    return Clash(rule, row, text, tuple(free))


def _with_free(sentence: str, exhibition: Exhibition, free: Iterable[Slot]) -> str:
    """Return a sentence with the free times after it."""
    local = exhibition.local
    slots = ", ".join(f"{local(a):%H:%M}–{local(b):%H:%M}" for a, b in free)
    return (
        f"{sentence} {_('Free: %(slots)s.') % {'slots': slots}}" if slots else sentence
    )


def forbidden(
    findings: Sequence[Finding], rows: Sequence[Row], reader: Any
) -> list[Clash]:
    """Return the clashes of rows that break what the exhibition forbids.

    Out of scope one reads the rule only.
    """
    exhibition = Exhibition.objects.get(pk=findings[0].exhibition)
    sees = sees_movements(reader, exhibition)
    clashes = []
    for finding in findings:
        sentence = finding.sentence
        if not sees:
            names = {"rule": ClashRule(finding.rule).label}
            sentence = _("The exhibition forbids this: %(rule)s.") % names
        text = _with_free(sentence, exhibition, finding.offers)
        clashes.append(Clash(finding.rule, _told(finding, rows), text, finding.offers))
    return clashes


def _told(finding: Finding, rows: Sequence[Row]) -> Row | None:
    """Return the first written row that a finding is about."""
    keys = [(Stop, pk) for pk in finding.stops] + [(Visit, pk) for pk in finding.visits]
    written = {(type(row), row.pk): row for row in rows}
    return next((written[key] for key in keys if key in written), None)


def _free(plan: Proposal, stop: Stop) -> list[Slot]:
    """Return the nearest slots free for the stand and for the visit."""
    wanted = (stop.planned.lower, stop.planned.upper)
    every = [other for other in [*plan.stops, *plan.other_stops] if other is not stop]
    own = [o for o in every if o.visit is stop.visit or o.visit_id == stop.visit_id]
    lanes = []
    for bay in range(1, (stop.stand.bays if stop.stand else 1) + 1):
        there = [o for o in every if o not in own and _meets(plan, stop, bay, o)]
        lanes.append([(o.planned.lower, o.planned.upper) for o in [*own, *there]])
    found: list[Slot] = []
    for within in _stretches(plan, stop):
        found = nearest_free_slots(wanted, within, lanes)
        if len(found) == 3:
            break
    return found


def _meets(plan: Proposal, stop: Stop, bay: int, other: Stop) -> bool:
    if not stop.stand or not other.stand:
        return False
    if stop.stand_id == other.stand_id:
        return other.bay == bay
    return bool(plan.occupied(stop.stand) & plan.occupied(other.stand))


def _stretches(plan: Proposal, stop: Stop) -> Iterator[Slot]:
    """Yield where to look for free time: the tour, the opening hours, the day."""
    if stop.visit.span:
        yield stop.visit.span.lower, stop.visit.span.upper
    zone = plan.exhibition.zone
    day = plan.exhibition.local(stop.planned.lower).date()
    for hours in OpeningHours.objects.filter(exhibition=plan.exhibition, on=day):
        yield (
            datetime.combine(day, hours.opens_at, zone),
            datetime.combine(day, hours.closes_at, zone),
        )
    midnight = datetime.combine(day, time(), zone)
    yield midnight, midnight + timedelta(days=1)


def _visit_clashes(plan: Proposal) -> Iterator[Clash]:
    for visit in plan.visits:
        if visit.span is None or visit.is_off or visit.delegation.is_off:
            continue
        stored = visit.delegation.visits.filter(
            is_counted=True, span__overlap=visit.span
        ).exclude(pk__in=[known.pk for known in plan.visits if known.pk])
        beside = [
            other
            for other in plan.visits
            if other is not visit
            and other.delegation_id == visit.delegation_id
            and other.span
            and overlap(other.span, visit.span)
        ]
        for other in [*stored, *beside]:
            sentence = _("%(delegation)s has another visit until %(until)s.") % {
                "delegation": visit.delegation,
                "until": plan.clock(other.span.upper),
            }
            yield Clash("visit_delegation_once", _at_fault(plan, visit), sentence)


def _duty_clashes(plan: Proposal, sees: bool) -> Iterator[Clash]:
    for duty in plan.duties:
        row = _at_fault(plan, duty, duty.stop, duty.visit)
        for other in [*plan.duties, *plan.other_duties] if row else []:
            if (
                other.person_id != duty.person_id
                or other.visit is duty.visit
                or other.visit_id == duty.visit_id
                or _post(other) == _post(duty)
                or not overlap(when(other), when(duty))
            ):
                continue
            sentence = (
                _("%(person)s is with %(holder)s until %(until)s.")
                if sees
                else _("%(person)s is occupied until %(until)s.")
            )
            names = {
                "person": duty.person,
                "holder": other.visit.delegation,
                "until": plan.clock(when(other).upper),
            }
            yield Clash("engagement_person_once", row, sentence % names)


def _post(duty: Engagement) -> tuple[str, int]:
    if duty.role == Engagement.Role.RECEIVES and duty.stop and duty.stop.stand_id:
        return "stand", duty.stop.stand_id
    return "tour", duty.visit_id or id(duty.visit)


def _at_fault(plan: Proposal, *rows: Row | None) -> Row | None:
    """Return the first of the rows that is being written."""
    for row in rows:
        for written in plan.rows:
            if row is not None and (row is written or (row.pk and row == written)):
                return written
    return None
