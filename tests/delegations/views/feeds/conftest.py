"""Addresses of calendars of one exhibition, and a way to release its day."""

import pytest

from delegations.releases.releasing import release
from tests.delegations.scene import scene
from tests.delegations.times import DAY
from tests.factories.delegations import FeedFactory


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def feed_of(here):
    """Return a function that makes an address of a delegation, stand or person."""

    def make(**fields):
        fields.setdefault("view", "escort")
        return FeedFactory(exhibition=here.exhibition, **{"delegation": None, **fields})

    return make


@pytest.fixture
def feed(here, feed_of):
    return feed_of(delegation=here.kazakhstan)


@pytest.fixture
def again(here):
    def released():
        return release(here.exhibition, DAY, None)

    return released
