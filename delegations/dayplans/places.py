"""The places of a problem and the minutes between them."""

from dataclasses import dataclass

from delegations.dayplans.reading import Rows
from delegations.models import Stop, Visit
from exhibitors.queries.walking import Place

# Where the plans do not tell how long one walks.
UNKNOWN_WALK = 5
# The gate of visits that name none: as near to everything as to anything.
ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Spot:
    """A place of the problem: where it is on the plans, None for nowhere on them.

    ``before`` and ``after`` are the minutes that moments at the gate take when a tour
    begins or ends there; ``is_near`` says that nobody walks to it.
    """

    place: Place | None
    before: int = 0
    after: int = 0
    is_near: bool = False


class Places:
    """Places by their ids; each that is asked for gets into the table."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.spots: dict[str, Spot] = {}

    def stand(self, pk: int) -> str:
        """Return the id of a stand."""
        return self._known(f"stand-{pk}", Spot(Place.stand(pk)))

    def of(self, stop: Stop) -> str:
        """Return the id of where a stop is: its stand, else a place of its own."""
        if stop.stand_id is not None:
            return self.stand(stop.stand_id)
        return self._known(f"place-s{stop.pk}", Spot(None))

    def alone(self, name: str) -> str:
        """Return the id of a place to which nobody walks."""
        return self._known(name, Spot(None, is_near=True))

    def entry(self, visit: Visit, before: int) -> str:
        """Return the id of where a visit begins, after moments of so many minutes."""
        return self._gate(visit, f"in-v{visit.pk}", before=before)

    def exit(self, visit: Visit, after: int) -> str:
        """Return the id of where a visit ends, before moments of so many minutes."""
        return self._gate(visit, f"out-v{visit.pk}", after=after)

    def _gate(self, visit: Visit, name: str, *, before: int = 0, after: int = 0) -> str:
        gate = visit.gate_id
        place = Place.feature(gate) if gate else None
        if before or after:
            return self._known(name, Spot(place, before, after, is_near=not gate))
        if gate:
            return self._known(f"gate-{gate}", Spot(place))
        return self.alone(ANYWHERE)

    def _known(self, name: str, spot: Spot) -> str:
        self.spots.setdefault(name, spot)
        return name

    def minutes(self, start: str, end: str) -> int:
        """Return the minutes from a place to another."""
        if start == end:
            return 0
        here, there = self.spots[start], self.spots[end]
        return here.before + self._walk(here, there) + there.after

    def _walk(self, here: Spot, there: Spot) -> int:
        if here.is_near or there.is_near:
            return 0
        if here.place is None or there.place is None:
            return UNKNOWN_WALK
        if here.place == there.place:
            return 0
        found = self.rows.walks.minutes(here.place, there.place)
        return UNKNOWN_WALK if found is None else found

    def table(self) -> dict[str, object]:
        """Return the table of walks."""
        ids = list(self.spots)
        minutes = [[self.minutes(start, end) for end in ids] for start in ids]
        return {"ids": ids, "minutes": minutes}
