"""A small schedule, of which every reader may see another part."""

from dataclasses import dataclass
from typing import Any

from tests.delegations.times import stretch
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    StandFactory,
)


@dataclass
class Scene:
    """Kazakhstan calls at B1 from 10:00 and at B2 from 10:30, Tajikistan at B2."""

    exhibition: Any
    area: Any
    stands: list[Any]
    kazakhstan: Any
    tajikistan: Any
    visit: Any
    stops: list[Any]
    minister: Any
    host: Any


def scene() -> Scene:
    """Make the records, in a new exhibition."""
    exhibition = ExhibitionFactory(slug="baku", name="Baku", timezone="Asia/Baku")
    area = AreaFactory(exhibition=exhibition, slug="hall", name="Hall 1")
    b1, b2 = (
        StandFactory(
            exhibition=exhibition, slug=number.lower(), number=number, name=name
        )
        for number, name in (("B1", "Stand of Kazakhstan"), ("B2", "Stand of Tajiks"))
    )
    b1.area = area
    b1.save()
    kazakhstan, tajikistan = (
        DelegationFactory(
            exhibition=exhibition,
            slug=name.lower(),
            name=f"Delegation of {name}",
            name_ru=russian,
            country_id=code,
            size=12,
        )
        for name, russian, code in (
            ("Kazakhstan", "Делегация Казахстана", "KZ"),
            ("Tajikistan", "Делегация Таджикистана", "TJ"),
        )
    )
    visit = VisitFactory(
        exhibition=exhibition,
        delegation=kazakhstan,
        span=stretch("06:00-08:00"),
        meeting_point="Main entrance",
        duty_phone="+994 12 104",
        parking="Parking P2",
        cars="10-AA-001",
        note="Secret note",
    )
    other = VisitFactory(
        exhibition=exhibition, delegation=tajikistan, span=stretch("07:00-08:00")
    )
    stops = [
        StopFactory(
            exhibition=exhibition,
            visit=of,
            position=place,
            planned=stretch(times),
            stand=stand,
            talking_points=points,
        )
        for place, (of, times, stand, points) in enumerate(
            [
                (visit, "06:00-06:20", b1, "=Ask about satellites"),
                (visit, "06:30-06:50", b2, ""),
                (other, "07:00-07:20", b2, ""),
            ],
            start=1,
        )
    ]
    stops[0].exhibits.add(ExhibitFactory(exhibition=exhibition, name="Satellite"))
    minister = PersonFactory(
        exhibition=exhibition, slug="minister", name="The Minister", phone="+994 50 1"
    )
    host = PersonFactory(exhibition=exhibition, slug="host", name="The Host")
    EngagementFactory(
        exhibition=exhibition, visit=visit, person=minister, role="accompanies"
    )
    EngagementFactory(
        exhibition=exhibition,
        visit=visit,
        stop=stops[0],
        person=host,
        role="receives",
    )
    return Scene(
        exhibition,
        area,
        [b1, b2],
        kazakhstan,
        tajikistan,
        visit,
        stops,
        minister,
        host,
    )
