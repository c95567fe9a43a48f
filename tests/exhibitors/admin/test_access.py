"""Who sees what in the admin: every role, every model, and attempts to break out."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from delegations.models import Delegation, Person, Report, Stop, Visit
from exhibitors.models import (
    Exhibit,
    Exhibition,
    Organisation,
    Participation,
    Photo,
    RoleAssignment,
    Source,
    Stand,
)
from expo.models import User
from tests.factories.delegations import (
    DelegationFactory,
    PersonFactory,
    ReportFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

# What each role may do with a list: r read, a add, - nothing.
# Organiser, pavilion manager of a country, protocol officer.
TABLE = {
    "delegations.acceptedclash": "r - r",
    "delegations.apart": "ra - ra",
    "delegations.clashlevel": "r - r",
    "delegations.embargo": "ra - ra",
    "delegations.delegation": "ra - ra",
    "delegations.exportlog": "r - r",
    "delegations.person": "ra - ra",
    "delegations.report": "ra - ra",
    "delegations.stop": "r - r",
    "delegations.visit": "ra - ra",
    "exhibitors.area": "ra r r",
    "exhibitors.contradiction": "ra - r",
    "exhibitors.country": "r r r",
    "exhibitors.event": "ra - r",
    "exhibitors.exhibit": "ra ra r",
    "exhibitors.exhibition": "r r r",
    "exhibitors.framework": "ra - r",
    "exhibitors.inquiry": "r r r",
    "exhibitors.loadedfile": "r - r",
    "exhibitors.organisation": "ra ra r",
    "exhibitors.participation": "ra r r",
    "exhibitors.photo": "ra ra r",
    "exhibitors.roleassignment": "ra - -",
    "exhibitors.sector": "ra r r",
    "exhibitors.source": "ra r r",
    "exhibitors.stand": "ra ra r",
    "exhibitors.venue": "ra - r",
    "expo.user": "ra - -",
}


@pytest.fixture
def exhibition():
    return ExhibitionFactory(name="Baku")


@pytest.fixture
def sign_in(client, exhibition):
    def as_role(role, **scope):
        scope.setdefault("exhibition", exhibition)
        if role == "pavilion_manager" and "organisation" not in scope:
            scope.setdefault("country_id", "KZ")
        given = RoleAssignmentFactory(role=role, **scope)
        client.force_login(given.user)
        return client

    return as_role


def address(model, page, *args):
    names = model._meta
    return reverse(f"admin:{names.app_label}_{names.model_name}_{page}", args=args)


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


MAKERS = {
    Delegation: DelegationFactory,
    Exhibit: ExhibitFactory,
    Organisation: OrganisationFactory,
    Participation: ParticipationFactory,
    Person: PersonFactory,
    Photo: PhotoFactory,
    Report: ReportFactory,
    RoleAssignment: RoleAssignmentFactory,
    Source: SourceFactory,
    Stand: StandFactory,
    Stop: StopFactory,
    Visit: VisitFactory,
}


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", ["organiser", "pavilion_manager", "protocol_officer"])
def test_rows_of_another_exhibition_do_not_exist(sign_in, model, role):
    foreign = MAKERS[model]()
    client = sign_in(role)

    for page in ("change", "delete", "history"):
        status = client.get(address(model, page, foreign.pk)).status_code
        assert status in (403, 404), page
    listed = client.get(address(model, "changelist"))
    if listed.status_code == 200:
        assert foreign not in listed.context["cl"].result_list
    posted = client.post(address(model, "change", foreign.pk), {"slug": "stolen"})
    assert posted.status_code in (403, 404)


def test_a_missing_and_a_foreign_row_answer_alike(sign_in):
    client = sign_in("organiser")
    foreign = client.get(address(Stand, "change", StandFactory().pk))
    missing = client.get(address(Stand, "change", 10**9))

    assert (foreign.status_code, missing.status_code) == (404, 404)


def test_a_foreign_photo_has_no_small_picture(sign_in, exhibition):
    client = sign_in("organiser")
    own = PhotoFactory(exhibition=exhibition, exhibit__exhibition=exhibition)

    small = client.get(address(Photo, "thumbnail", own.pk))
    assert (small.status_code, small["Content-Type"]) == (200, "image/webp")
    assert client.get(address(Photo, "thumbnail", PhotoFactory().pk)).status_code == 404


def suggestions(client, model, field, term=""):
    app, name = model._meta.label_lower.split(".")
    found = client.get(
        reverse("admin:autocomplete"),
        {"app_label": app, "model_name": name, "field_name": field, "term": term},
    )
    assert found.status_code in (200, 403)
    if found.status_code == 403:
        return None
    return [row["text"] for row in found.json()["results"]]


def test_suggestions_come_from_the_exhibition_at_work(sign_in, exhibition):
    client = sign_in("organiser")
    StandFactory(exhibition=exhibition, name="Ours")
    StandFactory(name="Theirs")

    assert suggestions(client, Exhibit, "stand") == ["Ours"]


def test_a_pavilion_gets_no_suggestion_beyond_its_own(sign_in, exhibition):
    client = sign_in("pavilion_manager")
    StandFactory(exhibition=exhibition, name="Kazakhstan", country_id="KZ")
    StandFactory(exhibition=exhibition, name="Tajikistan", country_id="TJ")
    PersonFactory(exhibition=exhibition, name="Secret")

    assert suggestions(client, Exhibit, "stand") == ["Kazakhstan"]
    assert suggestions(client, Visit, "delegation") is None


def test_a_pavilion_of_a_country_edits_its_own_alone(sign_in, exhibition):
    client = sign_in("pavilion_manager")
    own = StandFactory(exhibition=exhibition, country_id="KZ")
    other = StandFactory(exhibition=exhibition, country_id="TJ")

    assert client.get(address(Stand, "change", own.pk)).status_code == 200
    assert client.get(address(Stand, "change", other.pk)).status_code == 404


def test_a_pavilion_of_an_organisation_edits_its_own_alone(sign_in, exhibition):
    company = OrganisationFactory(exhibition=exhibition, name="AzerGold")
    client = sign_in("pavilion_manager", organisation=company)
    own = ExhibitorFactory(exhibition=exhibition, organisation=company, role="main")
    guest = ExhibitorFactory(exhibition=exhibition, organisation=company)
    coin = ExhibitFactory(exhibition=exhibition, maker=company)
    book = ExhibitFactory(exhibition=exhibition)

    pages = [own.stand, guest.stand, coin, book]
    answers = [
        client.get(address(type(row), "change", row.pk)).status_code for row in pages
    ]
    assert answers == [200, 404, 200, 404]


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


def test_only_the_exhibition_at_work_is_listed(sign_in, exhibition):
    client = sign_in("organiser", exhibition=None)
    later = ExhibitionFactory(start_on=date(2030, 1, 1), end_on=date(2030, 1, 3))
    here, there = StandFactory(exhibition=exhibition), StandFactory(exhibition=later)

    def listed():
        found = client.get(address(Stand, "changelist"))
        return list(found.context["cl"].result_list)

    assert listed() == [there]
    client.get(reverse("admin:exhibitors_exhibition_work", args=[exhibition.pk]))
    assert listed() == [here]
