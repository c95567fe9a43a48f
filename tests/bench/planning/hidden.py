"""A hidden plan: tours laid one after the other into a day, so that one is possible."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from .hall import minutes_between

OPENS, CLOSES = 540, 1200
WAVES = (0, 210)
DURATIONS = (10, 10, 15, 15, 15, 20, 20, 30)


@dataclass(frozen=True)
class Size:
    """How many delegations, stands, and stops of each delegation."""

    delegations: int
    stands: int
    stops: int


@dataclass(frozen=True)
class Visit:
    """A stop in the hidden plan."""

    id: str
    delegation: str
    stand: str
    hosts: tuple[str, ...]
    start: int
    end: int
    bay: int


@dataclass
class Hidden:
    """Stands, people and ways of a day, with the tours laid so far."""

    rng: Random
    size: Size
    is_crowded: bool
    stands: list[str] = field(init=False)
    places: list[str] = field(init=False)
    capacity: dict[str, int] = field(init=False)
    host: dict[str, str] = field(init=False)
    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    gates: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out the hall and say who receives where."""
        rng, count = self.rng, self.size.stands
        self.stands = [f"S{n + 1:03}" for n in range(count)]
        self.places = ["gate-1", "gate-2", *self.stands]
        self.minutes = minutes_between(rng, count, 2)
        self.row = {place: row for row, place in enumerate(self.places)}
        self.capacity = {
            stand: rng.choices([1, 2, 3], [75, 20, 5])[0] for stand in self.stands
        }
        self.host = {s: f"H{s[1:]}" for s in self.stands if rng.random() < 0.5}
        # Now and then one person receives at two stands.
        for one, other in zip(self.stands[::4], self.stands[1::4], strict=False):
            if one in self.host and other in self.host:
                self.host[other] = self.host[one]
        self._at_stand: dict[str, list[Visit]] = defaultdict(list)
        self._of_host: dict[str, list[Visit]] = defaultdict(list)

    def walk(self, start: str, end: str) -> int:
        return self.minutes[self.row[start]][self.row[end]]

    def lay_tour(self, delegation: str) -> None:
        """Lay a tour: always on to where it is soonest our turn."""
        rng = self.rng
        entry, leave = rng.choice(self.places[:2]), rng.choice(self.places[:2])
        self.gates[delegation] = entry, leave
        place = entry
        # A handful comes at once, many in the morning and at noon.
        wave = rng.choice(WAVES) if self.size.delegations > 10 else 0
        time = OPENS + wave + 5 * rng.randrange(12 if self.is_crowded else 30)
        wishes = {stand: rng.choice(DURATIONS) for stand in self._wishes()}
        while wishes:
            number = len(self.visits[delegation]) + 1
            turns = [
                self._turn(
                    f"{delegation}-{number}", delegation, place, stand, time, lasts
                )
                for stand, lasts in wishes.items()
            ]
            visit = min(turns, key=lambda turn: turn.start)
            self._keep(visit)
            place, time = visit.stand, visit.end + rng.choice([0, 0, 0, 5])
            del wishes[visit.stand]

    def _wishes(self) -> list[str]:
        """Return the stands of a tour; some are in demand, none is overrun."""
        steep = 1.0 if self.is_crowded else 0.5
        room = (CLOSES - OPENS) // 2
        weights = {
            stand: 1 / (rank + 2) ** steep
            for rank, stand in enumerate(self.stands)
            if _load(self._at_stand[stand]) < room * self.capacity[stand]
            and _load(self._of_host[self.host.get(stand, "")]) < room
        }
        wanted = []
        for _ in range(min(self.size.stops, len(weights))):
            names = list(weights)
            [stand] = self.rng.choices(names, list(weights.values()))
            wanted.append(stand)
            del weights[stand]
        return wanted

    def _turn(
        self, name: str, delegation: str, place: str, stand: str, time: int, lasts: int
    ) -> Visit:
        """Return the soonest visit of a stand from a place and a time on."""
        soonest = time + self.walk(place, stand)
        person = self.host.get(stand)
        duties = self._of_host[person] if person else []
        starts = {soonest}
        starts.update(visit.end for visit in self._at_stand[stand])
        starts.update(duty.end + self.walk(duty.stand, stand) for duty in duties)
        hosts = (person,) if person else ()
        for start in sorted(start for start in starts if start >= soonest):
            for bay in range(1, self.capacity[stand] + 1):
                end = start + lasts
                visit = Visit(name, delegation, stand, hosts, start, end, bay)
                if self._is_free(visit, duties):
                    return visit
        raise AssertionError("After the last visit a stand is free.")

    def _is_free(self, visit: Visit, duties: list[Visit]) -> bool:
        return all(
            visit.end <= other.start or other.end <= visit.start
            for other in self._at_stand[visit.stand]
            if other.bay == visit.bay
        ) and all(
            visit.end + self.walk(visit.stand, duty.stand) <= duty.start
            or duty.end + self.walk(duty.stand, visit.stand) <= visit.start
            for duty in duties
            if duty.stand != visit.stand
        )

    def _keep(self, visit: Visit) -> None:
        self.visits[visit.delegation].append(visit)
        self._at_stand[visit.stand].append(visit)
        for person in visit.hosts:
            self._of_host[person].append(visit)

    def span(self, delegation: str) -> tuple[int, int]:
        """Return when a tour starts and ends at the gates."""
        visits, (entry, leave) = self.visits[delegation], self.gates[delegation]
        start = visits[0].start - self.walk(entry, visits[0].stand)
        return start, visits[-1].end + self.walk(visits[-1].stand, leave)

    def at_stand(self, stand: str) -> list[Visit]:
        return sorted(self._at_stand[stand], key=lambda visit: visit.start)

    def of_host(self, person: str) -> list[Visit]:
        return sorted(self._of_host[person], key=lambda visit: visit.start)

    def plan(self) -> dict[str, tuple[int, int, int]]:
        """Return start, end and bay of each stop."""
        return {
            visit.id: (visit.start, visit.end, visit.bay)
            for visits in self.visits.values()
            for visit in visits
        }


def _load(visits: list[Visit]) -> int:
    return sum(visit.end - visit.start for visit in visits)
