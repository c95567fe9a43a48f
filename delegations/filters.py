"""Which stops of a schedule to read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from delegations.items import Item
from delegations.models import Delegation, Person, Visit
from delegations.released import RELEASED
from exhibitors.models import Area, Exhibition, Stand


@dataclass(frozen=True)
class Selection:
    """Which stops to read; filters combine with AND, None leaves one out.

    ``stands`` limits a reader to these stands; ``with_off`` adds stops that are
    cancelled or skipped, themselves or with their visit or delegation. ``state`` is
    draft, as the tables have it, or released, as the latest versions of the days.
    """

    exhibition: Exhibition
    language: str = "en"
    delegation: Delegation | None = None
    visit: Visit | None = None
    stand: Stand | None = None
    area: Area | None = None
    person: Person | None = None
    day: date | None = None
    stands: frozenset[int] | None = None
    with_off: bool = False
    only_reported: bool = False
    state: str = "draft"

    @property
    def is_released(self) -> bool:
        """Whether it is of what was released, not of the draft."""
        return self.state == RELEASED

    @property
    def named(self) -> dict[str, str | int]:
        """The filters by the names that people write, those left out left out."""
        records: dict[str, Any] = {
            "delegation": self.delegation,
            "stand": self.stand,
            "area": self.area,
            "person": self.person,
        }
        return {
            **{name: record.slug for name, record in records.items() if record},
            **({"visit": self.visit.pk} if self.visit else {}),
            **({"date": self.day.isoformat()} if self.day else {}),
        }


def is_chosen(selection: Selection, item: Item) -> bool:
    """Say of a released stop what a selection asks of the tables."""
    exact = (
        (selection.delegation and selection.delegation.pk, item.delegation_id),
        (selection.visit and selection.visit.pk, item.visit),
        (selection.stand and selection.stand.pk, item.stand_id),
        (selection.area and selection.area.pk, item.area_id),
        (selection.day, item.on),
    )
    person = selection.person
    return (
        all(wanted in (None, found) for wanted, found in exact)
        and (person is None or person.pk in item.people)
        and (selection.stands is None or item.stand_id in selection.stands)
        and (selection.with_off or not item.is_off)
    )
