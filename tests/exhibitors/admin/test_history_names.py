"""Who made a change: the address is for organisers, the name for all who read it."""

import pytest

from exhibitors.history.acting import acting
from exhibitors.models import Stand
from tests.exhibitors.admin.test_history import LIST, exhibition, history_of, sign_in
from tests.exhibitors.history.sealed import last, seal
from tests.factories.exhibitors import StandFactory
from tests.factories.expo import UserFactory

__all__ = ["exhibition", "sign_in"]
pytestmark = pytest.mark.django_db
ADDRESS = "who@example.org"


@pytest.fixture
def pages(exhibition):
    """Return what makes the addresses of all pages that name an account."""
    stand = StandFactory(exhibition=exhibition, country_id="KZ")

    def make(name):
        author = UserFactory(name=name, email=ADDRESS)
        with acting(user=author, source="admin"):
            Stand.objects.filter(pk=stand.pk).update(bays=3)
        seal()
        return [history_of(stand), LIST, f"{LIST}{last().pk}/change/"]

    return make


def read(client, addresses):
    """Return what the pages say, one below the other."""
    return "\n".join(client.get(path).content.decode() for path in addresses)


def test_an_organiser_reads_name_and_address(sign_in, pages):
    addresses = pages("Aigerim")

    assert read(sign_in(), addresses).count(f"Aigerim &lt;{ADDRESS}&gt;") >= 3


@pytest.mark.parametrize(
    ("name", "said"), [("Aigerim", "Aigerim"), ("", "an account without a name")]
)
def test_a_pavilion_reads_no_address(sign_in, pages, name, said):
    addresses = pages(name)

    found = read(sign_in("pavilion_manager", country_id="KZ"), addresses)

    assert found.count(said) >= 3
    assert ADDRESS not in found
