"""What there is to plan on a day, and what is missing for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.dayplans.asking import Asked, over
from delegations.dayplans.checks import Fault, faults
from delegations.dayplans.places import UNKNOWN_WALK
from delegations.dayplans.reading import DEFAULT_MINUTES, Rows, is_at_end
from delegations.dayplans.underway import has_begun
from delegations.models import Stop, Visit
from delegations.proposal import NOT_COUNTED
from delegations.running import running
from exhibitors import clock
from exhibitors.models import Exhibition
from exhibitors.queries.walking import Place, Walks, walks
from exhibitors.templatetags.ornament import tint


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing of a visit, and at which record it is mended."""

    sentence: str
    kind: Literal["visit", "stop", "new", "stand"]
    pk: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A visit that can be planned: how many stops it has, and what it lacks.

    ``late`` is how many minutes it runs behind its plan. While ``faults`` stand it
    cannot be planned.
    """

    visit: Visit
    name: str
    code: str
    tint: str
    stops: int
    optional: int
    timed: int
    late: int
    lacks: tuple[Lack, ...]
    faults: tuple[Fault, ...]

    @property
    def key(self) -> str:
        """The key of the visit, as addresses and forms write it."""
        return str(self.visit.pk)


@dataclass(frozen=True)
class Beginning:
    """What the planner could begin with; ``blocks`` are of the day, to mend first.

    ``over`` says that the day is over, empty if it is not. Once it ``has_begun`` only
    what is still to come is planned.
    """

    candidates: tuple[Candidate, ...]
    blocks: tuple[Fault, ...]
    is_today: bool
    over: str
    has_begun: bool


def beginning(exhibition: Exhibition, on: date) -> Beginning:
    """Return what there is to plan on a day, in the order of precedence."""
    now = clock.now()
    is_today = exhibition.local(now).date() == on
    visits = list(
        Visit.objects.filter(exhibition=exhibition, on=on, is_counted=True)
        .exclude(status=Visit.Status.DONE)
        .select_related("delegation__country")
        .order_by("delegation__rank", "delegation__name", "pk")
    )
    late = _late(exhibition, on) if is_today else {}
    stops = _stops(visits)
    ways = walks(exhibition)
    rows = Rows(Asked(exhibition, on)) if visits else None
    found = tuple(faults(rows)) if rows else ()
    return Beginning(
        tuple(
            _candidate(visit, stops[visit.pk], late, ways, found) for visit in visits
        ),
        tuple(fault for fault in found if not fault.visit),
        is_today,
        over(exhibition, on),
        has_begun=rows is not None and has_begun(rows, now),
    )


def _late(exhibition: Exhibition, on: date) -> dict[int, int]:
    return {key: run.late for key, run in running(exhibition, on).items()}


def _stops(visits: Iterable[Visit]) -> dict[int, list[Stop]]:
    rows = Stop.objects.filter(visit__in=[visit.pk for visit in visits])
    found: dict[int, list[Stop]] = defaultdict(list)
    rows = rows.exclude(status__in=NOT_COUNTED).select_related("stand")
    for stop in rows.order_by("position", "pk"):
        found[stop.visit_id].append(stop)
    return found


def _candidate(
    visit: Visit,
    stops: list[Stop],
    late: Mapping[int, int],
    ways: Walks,
    found: Iterable[Fault],
) -> Candidate:
    delegation = visit.delegation
    calls = [stop for stop in stops if not is_at_end(stop)]
    return Candidate(
        visit,
        delegation.country.name if delegation.country else delegation.name,
        (delegation.country_id or "").lower(),
        tint(delegation),
        stops=len(calls),
        optional=sum(stop.is_optional for stop in calls),
        timed=sum(stop.planned is not None for stop in calls),
        late=late.get(visit.pk, 0),
        lacks=tuple(_lacks(visit, calls, ways)),
        faults=tuple(fault for fault in found if fault.visit == visit.pk),
    )


def _lacks(visit: Visit, calls: list[Stop], ways: Walks) -> Iterable[Lack]:
    """Yield what makes a plan less sure; none of it keeps a day from being planned."""
    if not calls:
        yield Lack(_("There is no stop to plan yet."), "new", visit.pk)
        return
    if visit.window is None:
        sentence = _("No window: it may come in all opening hours.")
        yield Lack(sentence, "visit", visit.pk)
    if visit.gate_id is None:
        sentence = _("No gate: the walk from it is not counted.")
        yield Lack(sentence, "visit", visit.pk)
    yield from _lacks_of_stops(calls, ways)


def _lacks_of_stops(calls: list[Stop], ways: Walks) -> Iterable[Lack]:
    loose = [s for s in calls if s.is_locked and s.planned is None]
    if loose:
        sentence = ngettext(
            "%(count)d stop is locked, but has no time: it is placed freely.",
            "%(count)d stops are locked, but have no time: they are placed freely.",
            len(loose),
        ) % {"count": len(loose)}
        yield Lack(sentence, "stop", loose[0].pk)
    unsaid = [s for s in calls if s.duration is None and s.planned is None]
    if unsaid:
        sentence = ngettext(
            "%(count)d stop without a length: %(minutes)d minutes are taken.",
            "%(count)d stops without a length: %(minutes)d minutes are taken for each.",
            len(unsaid),
        ) % {"count": len(unsaid), "minutes": DEFAULT_MINUTES}
        yield Lack(sentence, "stop", unsaid[0].pk)
    off = [s for s in calls if s.stand and Place.stand(s.stand.pk) not in ways]
    if off and off[0].stand:
        sentence = _(
            "%(stand)s is on no plan: %(minutes)d minutes are taken for a walk to it."
        ) % {"stand": off[0].stand.number or off[0].stand, "minutes": UNKNOWN_WALK}
        yield Lack(sentence, "stand", off[0].stand.pk)
