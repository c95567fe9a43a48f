"""What visits that are not planned hold: stands, bays, interpreters, other tours.

The problem knows no taken hours. A stand with one bay is open without them, which is
exact, and so is one that a group around it or inside it keeps taken. At a stand of
several bays, and for a tour that others must not meet or that needs an interpreter,
a delegation of its own stands there whose only stop is fixed and to which nobody
walks: exact too, save that the day ends no earlier than it does.
"""

from collections import defaultdict
from typing import Any

from delegations.dayplans.languages import language_of
from delegations.dayplans.places import Places
from delegations.dayplans.reading import Rows
from delegations.dayplans.spans import Span, within, without
from delegations.models import Stop, Visit
from delegations.running import running


class Held:
    """What is held of the stands and people of a problem."""

    def __init__(self, rows: Rows, places: Places) -> None:
        self.rows, self.places = rows, places
        self.taken: dict[int, list[tuple[Span, Stop]]] = defaultdict(list)
        self.cuts: dict[int, list[Span]] = defaultdict(list)
        expected = self._expected()
        for stop in rows.held:
            if stop.stand_id is None:
                continue
            spans = [rows.day.minutes(stop.planned)]
            if stop.pk in expected:
                slot = expected[stop.pk]
                spans.append((rows.day.minute(slot[0]), rows.day.minute(slot[1])))
            self._hold(stop, stop.stand_id, spans)

    def _expected(self) -> dict[int, Any]:
        """Return when others are expected, where the day has begun."""
        rows = self.rows
        if rows.asked.now is None:
            return {}
        runs = running(rows.exhibition, rows.asked.on, rows.asked.now).values()
        return {key: slot for run in runs for key, slot in run.expected.items()}

    def _hold(self, stop: Stop, stand: int, spans: list[Span]) -> None:
        if self.rows.stands[stand].bays == 1:
            self.cuts[stand] += spans
        else:
            self.taken[stand] += [(span, stop) for span in spans[-1:]]
        inside = self.rows.occupied[stand]
        around = [pk for pk, taken in self.rows.occupied.items() if stand in taken]
        for other in [*inside, *around]:
            self.cuts[other] += spans

    def open(self, stand: int) -> list[Span]:
        """Return when a stand is open to the visits to be planned."""
        hours = self.rows.hours
        return without([hours] if hours else [], self.cuts[stand])

    def bays(self) -> dict[int, list[list[int]]]:
        """Return who keeps which bay: start, end and bay by stand."""
        return {
            stand: [
                [*self.rows.day.minutes(stop.planned), stop.bay] for _, stop in held
            ]
            for stand, held in self.taken.items()
        }

    def delegations(self) -> list[dict[str, Any]]:
        """Return those that stand for others, at stands that are called at."""
        found = []
        for stand, held in sorted(self.taken.items()):
            place = f"stand-{stand}"
            if place in self.places.spots:
                for span, stop in held:
                    pieces = within(span, self.open(stand))
                    found += [
                        _standing(f"held-s{stop.pk}-{number}", place, piece)
                        for number, piece in enumerate(pieces)
                    ]
        return found

    def tours(self) -> list[tuple[Visit, dict[str, Any], dict[str, Any]]]:
        """Return tours that others must not meet, or that need an interpreter.

        Each with the delegation that stands for it, and the stand it is at.
        """
        found = []
        planned = {visit.delegation_id for visit in self.rows.visits}
        for visit in self.rows.others:
            if visit.span is None or visit.status == Visit.Status.DONE:
                continue
            language = language_of(self.rows, visit)
            meets = [pair for pair in self.rows.apart if visit.delegation_id in pair]
            if language or any(pair & planned for pair in meets):
                span = within(self.rows.day.minutes(visit.span), [self._day])
                name = self.places.alone(f"held-v{visit.pk}")
                for piece in span:
                    stand = {"id": name, "capacity": 1, "open": [list(piece)]}
                    row = _standing(name, name, piece) | {"language": language}
                    found.append((visit, row, stand))
        return found

    @property
    def _day(self) -> Span:
        return 0, self.rows.day.length


def _standing(name: str, place: str, span: Span) -> dict[str, Any]:
    """Return a delegation whose only stop is fixed."""
    return {
        "id": name,
        "weight": 1,
        "window": list(span),
        "entry": place,
        "exit": place,
        "language": None,
        "escorts": [],
        "stops": [
            {
                "id": name,
                "stand": place,
                "duration": span[1] - span[0],
                "mandatory": True,
                "value": 0,
                "fixed_start": span[0],
                "window": None,
                "hosts": [],
            }
        ],
    }
