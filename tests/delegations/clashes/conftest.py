"""An exhibition with two stands in one hall, and two delegations."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.delegations.rows import visit_of
from tests.delegations.times import DAY
from tests.factories.delegations import DelegationFactory
from tests.factories.exhibitors import AreaFactory, ExhibitionFactory, StandFactory


@dataclass
class Here:
    """Kazakhstan and Uzbekistan come between 08:00 and 14:00, 12:00 in Baku."""

    exhibition: Any
    hall: Any
    b1: Any
    g1: Any
    kazakhstan: Any
    uzbekistan: Any


def stand(exhibition, number, name, area=None, **fields):
    return StandFactory(
        exhibition=exhibition, number=number, name=name, area=area, **fields
    )


def visit(exhibition, name, span="08:00-14:00", on=None, **fields):
    given = {key: fields.pop(key) for key in ("gate", "window") if key in fields}
    delegation = DelegationFactory(exhibition=exhibition, name=name, **fields)
    return visit_of(exhibition, span, delegation=delegation, **given)


@pytest.fixture
def here():
    exhibition = ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)
    hall = AreaFactory(exhibition=exhibition, name="Hall 1")
    return Here(
        exhibition=exhibition,
        hall=hall,
        b1=stand(exhibition, "B1", "Kazakhstan", hall),
        g1=stand(exhibition, "G1", "Great Return", hall),
        kazakhstan=visit(exhibition, "Kazakhstan", rank=1, size=12, country_id="KZ"),
        uzbekistan=visit(exhibition, "Uzbekistan", rank=2, country_id="UZ"),
    )
