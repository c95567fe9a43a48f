"""What the tables found, and how it is now."""

import pytest
from django.contrib.contenttypes.models import ContentType

from delegations.models import Delegation, Visit
from exhibitors.models import Stand, StandNotice
from tests.entering import form_of
from tests.exhibitors.admin.pages import address
from tests.factories.delegations import DelegationFactory, ReportFactory
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


def test_a_visit_with_a_report_says_that_it_cannot_be_deleted(client):
    report = ReportFactory()
    user = RoleAssignmentFactory(exhibition=report.exhibition).user
    client.force_login(user)

    page = client.post(address(Visit, "delete", report.visit_id), {"post": "yes"})

    assert page.status_code == 200
    assert report.title in page.content.decode()
    assert Visit.objects.filter(pk=report.visit_id).exists()


def test_no_shortcut_tells_the_address_of_a_delegation(client):
    group = DelegationFactory()
    kind = ContentType.objects.get_for_model(Delegation)
    user = RoleAssignmentFactory(exhibition=group.exhibition).user
    client.force_login(user)

    assert client.get(f"/admin/r/{kind.pk}/{group.pk}/").status_code == 404


def test_who_organises_elsewhere_has_a_pavilion_here_and_no_more(client):
    stand = StandFactory(country_id="KZ", is_published=False)
    user = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=stand.exhibition
    ).user
    RoleAssignmentFactory(user=user, exhibition=ExhibitionFactory())
    client.force_login(user)
    page = client.get(address(Stand, "change", stand.pk))

    typed = {
        **form_of(page),
        "is_published": "on",
        "notices-TOTAL_FORMS": "1",
        "notices-INITIAL_FORMS": "0",
        "notices-0-stand": stand.pk,
        "notices-0-starts_at_0": "2023-11-22",
        "notices-0-starts_at_1": "12:00",
        "notices-0-ends_at_0": "2023-11-22",
        "notices-0-ends_at_1": "13:00",
        "notices-0-text_en": "Closed for lunch",
    }
    client.post(address(Stand, "change", stand.pk), typed)

    stand.refresh_from_db()
    assert not stand.is_published
    assert not StandNotice.objects.exists()
