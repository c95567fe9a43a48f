"""A hall of 20 × 10 m, and what is sent about its plan."""

import json

import pytest

from exhibitors.drawing.plan import plan_of
from exhibitors.drawing.reading import difference
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.saving import save
from tests.factories.exhibitors import AreaFactory, ExhibitionFactory, StandFactory

HALL = [[0, 0], [20, 0], [20, 10], [0, 10]]


def square(x, y, side=3):
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side]]


@pytest.fixture
def exhibition(db):
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def hall(exhibition):
    return AreaFactory(exhibition=exhibition, name="Hall 1", outline=HALL)


@pytest.fixture
def stand(hall):
    return StandFactory(
        exhibition=hall.exhibition,
        area=hall,
        number="B-1",
        name="Kazakhstan",
        outline=square(0, 0),
    )


@pytest.fixture
def send(hall):
    """Return what saves a difference, sent by whoever has seen the plan as it is."""

    def send(**sent):
        hall.refresh_from_db()
        sent.setdefault("seen", plan_of(hall).digest)
        return save(hall, difference(json.dumps(sent).encode()))

    return send


@pytest.fixture
def refused(send):
    """Return what sends a difference that is not saved, and answers why."""

    def refused(**sent):
        with pytest.raises(Refused) as caught:
            send(**sent)
        return caught.value

    return refused
