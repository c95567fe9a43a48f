"""The question before a deletion names records, and says what comes of a yes."""

import pytest
from django.urls import reverse

from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db
PROPOSED = "This is proposed to the organisers. Visitors see it until then."


@pytest.fixture
def exhibit():
    found = ExhibitFactory(exhibition=ExhibitionFactory(), country_id="KZ")
    found.sectors.add(SectorFactory(exhibition=found.exhibition))
    return found


def asked(client, exhibit, **scope):
    given = RoleAssignmentFactory(exhibition=exhibit.exhibition, **scope)
    client.force_login(given.user)
    page = reverse("admin:exhibitors_exhibit_delete", args=[exhibit.pk])
    return client.get(page).content.decode()


def test_links_between_records_are_not_listed(client, exhibit):
    question = asked(client, exhibit)

    assert exhibit.name in question
    assert "relationship" not in question
    assert PROPOSED not in question


@pytest.mark.parametrize("is_published", [True, False])
def test_a_manager_is_told_that_it_is_only_proposed(client, exhibit, is_published):
    type(exhibit).objects.update(is_published=is_published)

    question = asked(client, exhibit, role="pavilion_manager", country_id="KZ")

    assert (PROPOSED in question) == is_published
