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
    b1 = _stand(exhibition, "B1", "Stand of Kazakhstan", area=area)
    b2 = _stand(exhibition, "B2", "Stand of Tajiks")
    kazakhstan = _delegation(exhibition, "Kazakhstan", "Делегация Казахстана", "KZ")
    tajikistan = _delegation(exhibition, "Tajikistan", "Делегация Таджикистана", "TJ")
    visit, stops = _visits(exhibition, kazakhstan, tajikistan, [b1, b2])
    minister, host = _people(exhibition, visit, stops[0])
    return Scene(
        exhibition=exhibition,
        area=area,
        stands=[b1, b2],
        kazakhstan=kazakhstan,
        tajikistan=tajikistan,
        visit=visit,
        stops=stops,
        minister=minister,
        host=host,
    )


def _stand(exhibition: Any, number: str, name: str, **fields: Any) -> Any:
    return StandFactory(
        exhibition=exhibition, slug=number.lower(), number=number, name=name, **fields
    )


def _delegation(exhibition: Any, name: str, russian: str, code: str) -> Any:
    return DelegationFactory(
        exhibition=exhibition,
        slug=name.lower(),
        name=f"Delegation of {name}",
        name_ru=russian,
        country_id=code,
        size=12,
    )


def _visits(exhibition: Any, first: Any, second: Any, stands: list[Any]) -> Any:
    """Return the visit of the first delegation, and the stops of both."""
    own = {"exhibition": exhibition}
    visit = VisitFactory(
        **own,
        delegation=first,
        span=stretch("06:00-08:00"),
        meeting_point="Main entrance",
        duty_phone="+994 12 104",
        parking="Parking P2",
        cars="10-AA-001",
        note="Secret note",
    )
    other = VisitFactory(**own, delegation=second, span=stretch("07:00-08:00"))
    calls = [
        (visit, "06:00-06:20", stands[0], "=Ask about satellites"),
        (visit, "06:30-06:50", stands[1], ""),
        (other, "07:00-07:20", stands[1], ""),
    ]
    stops = [
        StopFactory(
            **own,
            visit=of,
            position=place,
            planned=stretch(times),
            stand=stand,
            talking_points=points,
        )
        for place, (of, times, stand, points) in enumerate(calls, start=1)
    ]
    stops[0].exhibits.add(ExhibitFactory(**own, name="Satellite"))
    return visit, stops


def _people(exhibition: Any, visit: Any, stop: Any) -> Any:
    """Return who accompanies the visit, and who receives it at a stop."""
    own = {"exhibition": exhibition}
    minister = PersonFactory(
        **own, slug="minister", name="The Minister", phone="+994 50 1"
    )
    host = PersonFactory(**own, slug="host", name="The Host")
    EngagementFactory(**own, visit=visit, person=minister, role="accompanies")
    EngagementFactory(**own, visit=visit, stop=stop, person=host, role="receives")
    return minister, host
