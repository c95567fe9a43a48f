"""Who and what the ids of a problem are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from delegations.board.days import Day
from delegations.models import Person, PlanningRun, Stop, Visit
from exhibitors.models import PlanFeature, Stand
from exhibitors.site.drawings import Place
from exhibitors.templatetags.ornament import tint

_NUMBER = re.compile(r"\d+$")


def pk_of(key: str) -> int:
    """Return the key of a row that an id ends in, 0 for an id without."""
    found = _NUMBER.search(key)
    return int(found.group()) if found else 0


@dataclass(frozen=True, slots=True)
class Who:
    """A delegation on its visit: ``key`` is the id of the problem, ``code`` "kz"."""

    key: str
    visit: int
    name: str
    code: str
    tint: str


@dataclass(frozen=True, slots=True)
class Where:
    """A stand or a gate; ``number`` is empty where it has none."""

    name: str
    number: str = ""
    slug: str = ""
    tint: str = "sp"
    place: Place | None = None

    def __str__(self) -> str:
        return self.number or self.name

    @property
    def whole(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}".strip()


class Names:
    """The names of a run's problem; one query for each kind of them."""

    def __init__(self, run: PlanningRun) -> None:
        self.run = run
        self.day = Day(run.exhibition, run.on)
        self.problem: Mapping[str, Any] = run.problem

    def clock(self, minute: int) -> str:
        """Return what clocks show at a minute of the day."""
        return self.day.clock(minute)

    def hours(self, start: int, end: int) -> str:
        """Return a stretch as clocks show it, as 10:30–10:45."""
        return f"{self.clock(start)}–{self.clock(end)}"

    @cached_property
    def delegations(self) -> dict[str, Who]:
        """The delegations by their ids, in the order of the problem."""
        keys = [row["id"] for row in self.problem["delegations"]]
        rows = Visit.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        ).select_related("delegation__country")
        visits = {visit.pk: visit for visit in rows}
        return {key: _who(key, visits.get(pk_of(key))) for key in keys}

    @cached_property
    def stops(self) -> dict[str, Stop]:
        """The stops by their ids, as far as they are still there."""
        keys = [stop["id"] for stop in self._asked]
        rows = Stop.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        )
        found = {stop.pk: stop for stop in rows.select_related("stand__country")}
        return {key: found[pk_of(key)] for key in keys if pk_of(key) in found}

    @cached_property
    def people(self) -> dict[str, str]:
        """The names of officials by their ids."""
        keys = [row["id"] for row in self.problem.get("people") or ()]
        rows = Person.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        )
        found = {person.pk: person.name for person in rows}
        return {key: found.get(pk_of(key), key) for key in keys}

    @cached_property
    def places(self) -> dict[str, Where]:
        """The stands and gates by their ids."""
        stands = [row["id"] for row in self.problem["stands"]]
        ends = {
            row[name]
            for row in self.problem["delegations"]
            for name in ("entry", "exit")
        }
        gates = sorted(ends - set(stands))
        return {**self._gates(gates), **self._stands(stands)}

    def where(self, key: str) -> Where:
        """Return a place by its id."""
        return self.places.get(key) or Where(key)

    def stop(self, key: str) -> str:
        """Return what a stop is called: by its title, else by its stand."""
        stop = self.stops.get(key)
        if stop is None:
            return _("a stop that is gone")
        if stop.stand is None or stop.title:
            return str(stop)
        is_national = stop.stand.kind == Stand.Kind.NATIONAL and stop.stand.country
        country = stop.stand.country
        return country.name if is_national and country else stop.stand.name

    @property
    def _asked(self) -> Iterable[Mapping[str, Any]]:
        return (s for row in self.problem["delegations"] for s in row["stops"])

    def _gates(self, keys: Iterable[str]) -> dict[str, Where]:
        keys = list(keys)
        rows = PlanFeature.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        )
        found = {gate.pk: gate for gate in rows}
        return {key: _gate(found.get(pk_of(key))) for key in keys}

    def _stands(self, keys: Iterable[str]) -> dict[str, Where]:
        keys = list(keys)
        rows = Stand.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        )
        found = {stand.pk: stand for stand in rows.select_related("country")}
        return {key: _stand(found[pk_of(key)]) for key in keys if pk_of(key) in found}


def _who(key: str, visit: Visit | None) -> Who:
    if visit is None:
        return Who(key, 0, _("a delegation that is gone"), "", "sp")
    delegation = visit.delegation
    name = delegation.country.name if delegation.country else delegation.name
    code = (delegation.country_id or "").lower()
    return Who(key, visit.pk, name, code, tint(delegation))


def _gate(gate: PlanFeature | None) -> Where:
    if gate is None:
        return Where(_("the entrance"))
    return Where(gate.name or _("the entrance"), place=Place.feature(gate.pk))


def _stand(stand: Stand) -> Where:
    return Where(
        stand.name,
        number=stand.number,
        slug=stand.slug,
        tint=tint(stand),
        place=Place.stand(stand.pk),
    )
