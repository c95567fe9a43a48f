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
_PERSON = re.compile(r"p\d+")
# How the ids begin that the problem gives to stands, to gates where a visit has moments
# before or after its tour, and to what other visits hold.
STAND, HELD = "stand-", "held-"
ENTERS, LEAVES = "in-v", "out-v"
VISITS_GATE = (ENTERS, LEAVES)
# In this order neighbours differ most.
TINTS = ("sp", "gr", "az", "ha", "kg", "op", "uz", "tj", "kz", "tm")


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


class Names:
    """The names of a run's problem; one query for each kind of them."""

    def __init__(self, run: PlanningRun) -> None:
        self.run = run
        self.day = Day(run.exhibition, run.on)
        self.problem: Mapping[str, Any] = run.problem
        # Those that stand for visits which are not planned are no tours.
        rows = run.problem["delegations"]
        self.planned = [row for row in rows if not row["id"].startswith(HELD)]

    def clock(self, minute: int) -> str:
        """Return what clocks show at a minute of the day."""
        return self.day.clock(minute)

    def hours(self, start: int, end: int) -> str:
        """Return a stretch as clocks show it, as 10:30–10:45."""
        return f"{self.clock(start)}–{self.clock(end)}"

    @cached_property
    def delegations(self) -> dict[str, Who]:
        """The delegations that are planned by their ids, in the problem's order."""
        visits = {row["id"]: self._visits.get(pk_of(row["id"])) for row in self.planned}
        countries = {key: _country(visit) for key, visit in visits.items()}
        tints = tints_of(countries)
        return {key: _who(key, visit, tints[key]) for key, visit in visits.items()}

    @cached_property
    def _visits(self) -> dict[int, Visit]:
        keys = [pk_of(row["id"]) for row in self.planned]
        rows = Visit.objects.filter(exhibition=self.run.exhibition, pk__in=keys)
        return {v.pk: v for v in rows.select_related("delegation__country")}

    def delegation(self, key: str) -> str:
        """Return the name of a delegation, or what stands for others."""
        who = self.delegations.get(key)
        return who.name if who else _("a visit that is not part of this plan")

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
        every = [row["id"] for row in self.problem.get("people") or ()]
        keys = [key for key in every if _PERSON.fullmatch(key)]
        rows = Person.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        )
        found = {person.pk: person.name for person in rows}
        return {key: found.get(pk_of(key), key) for key in keys}

    @cached_property
    def places(self) -> dict[str, Where]:
        """The stands, and where tours begin and end, by their ids."""
        ends = {row[name] for row in self.planned for name in ("entry", "exit")}
        return {**self._gates(sorted(ends)), **self._stands()}

    def where(self, key: str) -> Where:
        """Return a place by its id; a moment at no stand has its own name."""
        found = self.places.get(key)
        return found or Where(self.stop(f"s{pk_of(key)}"))

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
        return (stop for row in self.planned for stop in row["stops"])

    def _gates(self, keys: Iterable[str]) -> dict[str, Where]:
        """Return gates by their ids: their own, or those of the visits there."""
        gates = {key: self._gate_of(key) for key in keys}
        rows = PlanFeature.objects.filter(
            exhibition=self.run.exhibition, pk__in=gates.values()
        )
        found = {gate.pk: gate for gate in rows}
        return {key: _gate(found.get(gate)) for key, gate in gates.items()}

    def _gate_of(self, key: str) -> int:
        if not key.startswith(VISITS_GATE):
            return pk_of(key)
        visit = self._visits.get(pk_of(key))
        return (visit.gate_id if visit else None) or 0

    def _stands(self) -> dict[str, Where]:
        ids = [row["id"] for row in self.problem["stands"]]
        keys = [key for key in ids if key.startswith(STAND)]
        rows = Stand.objects.filter(
            exhibition=self.run.exhibition, pk__in=map(pk_of, keys)
        )
        found = {stand.pk: stand for stand in rows.select_related("country")}
        return {key: _stand(found[pk_of(key)]) for key in keys if pk_of(key) in found}


def _country(visit: Visit | None) -> str:
    return (visit.delegation.country_id if visit else None) or ""


def tints_of(countries: Mapping[Any, str]) -> dict[Any, str]:
    """Return the tints of delegations by their countries, in the problem's order.

    Those without a country share out what countries leave.
    """
    own = {key: tint(country) for key, country in countries.items() if country}
    free = [one for one in TINTS if one not in own.values()] or TINTS
    rest = [key for key in countries if key not in own]
    return own | {key: free[at % len(free)] for at, key in enumerate(rest)}


def _who(key: str, visit: Visit | None, tint: str) -> Who:
    if visit is None:
        return Who(key, 0, _("a delegation that is gone"), "", tint)
    delegation = visit.delegation
    name = delegation.country.name if delegation.country else delegation.name
    code = (delegation.country_id or "").lower()
    return Who(key, visit.pk, name, code, tint)


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
