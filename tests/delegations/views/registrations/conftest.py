"""An exhibition, and a registration with its secret link."""

import pytest

from tests.factories.exhibitors import ExhibitionFactory
from tests.factories.registrations import RegistrationFactory


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def registration(exhibition):
    return RegistrationFactory(exhibition=exhibition, label="Embassy of Kazakhstan")
