"""A registration sent in, and an officer to decide about it."""

import pytest

from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory
from tests.factories.registrations import RegistrationFactory, sent


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def officer():
    return UserFactory(is_superuser=True)


@pytest.fixture
def registration(exhibition):
    StandFactory(exhibition=exhibition, slug="b1", name="Carpets")
    return sent(RegistrationFactory(exhibition=exhibition), stands=["b1"])
