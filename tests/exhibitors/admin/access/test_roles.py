"""Which pages of the admin each role has, and attempts to gain more."""

import pytest
from django.contrib import admin
from django.urls import reverse

from exhibitors.models import Exhibition, RoleAssignment
from expo.models import User
from tests.exhibitors.admin.pages import address
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

# What each role may do with a list: r read, a add, - nothing.
# Organiser, pavilion manager of a country, protocol officer.
TABLE = {
    "delegations.acceptedclash": "r - r",
    "delegations.apart": "ra - ra",
    "delegations.availability": "ra - ra",
    "delegations.clashlevel": "r - r",
    "delegations.embargo": "ra - ra",
    "delegations.change": "r - r",
    "delegations.delegation": "ra - ra",
    "delegations.exportlog": "r - r",
    "delegations.feed": "ra - ra",
    "delegations.interpreterpool": "ra - ra",
    "delegations.letter": "r - r",
    "delegations.person": "ra - ra",
    "delegations.registration": "ra - ra",
    "delegations.release": "r - r",
    "delegations.report": "ra - ra",
    "delegations.standardstop": "r - r",
    "delegations.standardtour": "ra - ra",
    "delegations.stop": "r - r",
    "delegations.visit": "ra - ra",
    "exhibitors.area": "ra r r",
    "exhibitors.contradiction": "ra - r",
    "exhibitors.country": "r r r",
    "exhibitors.event": "ra - r",
    "exhibitors.exhibit": "ra ra r",
    "exhibitors.exhibition": "r r r",
    "exhibitors.framework": "ra - r",
    "exhibitors.historytransaction": "r r r",
    "exhibitors.importrun": "ra ra ra",
    "exhibitors.inquiry": "r r r",
    "exhibitors.loadedfile": "r - r",
    "exhibitors.organisation": "ra ra r",
    "exhibitors.participation": "ra r r",
    "exhibitors.photo": "ra ra r",
    "exhibitors.proposal": "r r -",
    "exhibitors.roleassignment": "ra - -",
    "exhibitors.sector": "ra r r",
    "exhibitors.source": "ra r r",
    "exhibitors.stand": "ra ra r",
    "exhibitors.venue": "ra - r",
    "expo.accountletter": "r - -",
    "expo.invitation": "ra - -",
    "expo.secondfactorrule": "ra - -",
    "expo.user": "ra - -",
}


def allowed(client, model):
    shown = client.get(address(model, "changelist")).status_code
    added = client.get(address(model, "add")).status_code
    assert {shown, added} <= {200, 403}
    return ("r" if shown == 200 else "") + ("a" if added == 200 else "") or "-"


def test_the_table_names_every_page():
    assert {model._meta.label_lower for model in admin.site._registry} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("place", "role"),
    [(0, "organiser"), (1, "pavilion_manager"), (2, "protocol_officer")],
)
def test_each_role_has_its_pages(sign_in, name, place, role):
    model = next(m for m in admin.site._registry if m._meta.label_lower == name)

    assert allowed(sign_in(role), model) == TABLE[name].split()[place]


def test_who_organises_everything_adds_exhibitions(sign_in):
    client = sign_in("organiser", exhibition=None)

    assert allowed(client, Exhibition) == "ra"


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda m: m._meta.label)
def test_nobody_else_comes_in(client, exhibition, model):
    stand = StandFactory(exhibition=exhibition)
    host = RoleAssignmentFactory(role="stand_host", exhibition=exhibition, stand=stand)
    for user in (None, host.user):
        if user:
            client.force_login(user)
        response = client.get(address(model, "changelist"))
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_a_lost_role_closes_the_admin_at_once(sign_in):
    client = sign_in("organiser")
    assert client.get("/admin/").status_code == 200

    RoleAssignment.objects.all().delete()

    assert client.get("/admin/").status_code == 302


def test_nobody_makes_himself_more(sign_in, exhibition):
    client = sign_in("organiser")
    other = ExhibitionFactory()
    me = User.objects.get()

    def give(exhibition_id):
        return client.post(
            address(RoleAssignment, "add"),
            {"user": me.pk, "role": "protocol_officer", "exhibition": exhibition_id},
        )

    assert "exhibition" in give(other.pk).context["adminform"].form.errors
    assert "exhibition" in give("").context["adminform"].form.errors
    assert give(exhibition.pk).status_code == 302


def test_an_account_with_a_role_elsewhere_is_shown_but_not_changed(sign_in, exhibition):
    client = sign_in("organiser")
    here = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition).user
    RoleAssignmentFactory(user=here, role="organiser")
    password = reverse("admin:auth_user_password_change", args=[here.pk])

    page = client.get(address(User, "change", here.pk))

    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert client.get(password).status_code == 403
