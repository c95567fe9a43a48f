"""How a delegation stands, beside its programme."""

import pytest

from delegations.models import Delegation
from delegations.preparing import whole
from delegations.releases.releasing import release
from tests.delegations.scene import scene
from tests.delegations.times import DAY
from tests.factories.delegations import (
    LanguagePairFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/baku/delegations/d/kazakhstan/"


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def officer(client, there):
    role = RoleAssignmentFactory(role="protocol_officer", exhibition=there.exhibition)
    client.force_login(role.user)
    return client


@pytest.fixture
def host(client, there):
    role = RoleAssignmentFactory(
        role="stand_host", exhibition=there.exhibition, stand=there.stands[0]
    )
    client.force_login(role.user)
    return client


def test_names_are_printed_with_the_form_of_address(officer, there):
    person = PersonFactory(
        exhibition=there.exhibition,
        name="Serik Zhumangarin",
        form_of_address="His Excellency",
        title="Deputy Prime Minister",
    )
    own = {"exhibition": there.exhibition, "delegation": there.kazakhstan}
    MembershipFactory(**own, person=person, role="head")
    LanguagePairFactory(**own)

    page = officer.get(PAGE).content.decode()

    assert "His Excellency Serik Zhumangarin, Deputy Prime Minister" in page
    assert "Kazakh → Azerbaijani" in page


def test_a_postponed_delegation_says_what_is_kept(officer, there):
    whole.postpone(there.kazakhstan, None)

    page = officer.get(PAGE).content.decode()

    assert "This delegation is postponed." in page
    assert "1 visit is kept, with 2 timed stops" in page
    assert "Plan a visit" not in page


def test_a_host_learns_that_nobody_comes_by_a_release_and_no_more(host, there):
    release(there.exhibition, DAY, None)
    Delegation.objects.filter(slug="kazakhstan").update(
        arrival="Flight KC 612", wishes="A quiet room", rank=1
    )
    LanguagePairFactory(exhibition=there.exhibition, delegation=there.kazakhstan)
    whole.postpone(Delegation.objects.get(slug="kazakhstan"), None)

    before = host.get(PAGE).content.decode()
    release(there.exhibition, DAY, None)
    after = host.get(PAGE).content.decode()

    assert ("10:00" in before, "10:00" in after) == (True, False)
    for secret in ("postponed", "Flight KC 612", "A quiet room", "Kazakh →", "timed"):
        assert secret not in before + after
