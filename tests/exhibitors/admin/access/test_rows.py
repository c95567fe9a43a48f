"""Which rows each role sees and edits in the admin, and attempts to break out."""

from datetime import date

import pytest
from django.urls import reverse

from delegations.models import (
    Change,
    Delegation,
    Person,
    Registration,
    Report,
    StandardTour,
    Stop,
    Visit,
)
from exhibitors.models import (
    Exhibit,
    Organisation,
    Participation,
    Photo,
    Proposal,
    RoleAssignment,
    Source,
    Stand,
)
from tests.exhibitors.admin.pages import address
from tests.factories.delegations import (
    ChangeFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    ReportFactory,
    StandardTourFactory,
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
    ProposalFactory,
    RoleAssignmentFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


MAKERS = {
    Change: ChangeFactory,
    Delegation: DelegationFactory,
    Exhibit: ExhibitFactory,
    Organisation: OrganisationFactory,
    Participation: ParticipationFactory,
    Person: PersonFactory,
    Photo: PhotoFactory,
    Proposal: ProposalFactory,
    Registration: RegistrationFactory,
    Report: ReportFactory,
    RoleAssignment: RoleAssignmentFactory,
    Source: SourceFactory,
    Stand: StandFactory,
    StandardTour: StandardTourFactory,
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
