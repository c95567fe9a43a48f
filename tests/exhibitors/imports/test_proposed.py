"""What pavilions read in, proposed to the organisers."""

import pytest

from exhibitors.imports import service
from exhibitors.imports.shapes import ImportRefused
from exhibitors.models import Exhibit, Proposal, Stand
from exhibitors.proposals.publishing import publish
from tests.exhibitors.imports.importing import applied, csv_of, nobody_stops
from tests.factories.exhibitors import (
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
LIST = csv_of(
    ("Product", "Company", "Stand"), ("Coin", "Mint", "B-14"), ("Silk", "Mint", "B-15")
)


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def manager(exhibition):
    return account(exhibition, "pavilion_manager", country_id="KZ")


def account(exhibition, role, **fields):
    return RoleAssignmentFactory(role=role, exhibition=exhibition, **fields).user


def test_new_drafts_of_a_pavilion_wait_in_one_proposal(exhibition, manager):
    applied(exhibition, LIST, "exhibits", user=manager, name="kz.csv")

    proposal = Proposal.objects.get()
    named = [(entry["model"], entry["name"]) for entry in proposal.entries]
    assert (proposal.country_id, proposal.author, proposal.state) == (
        "KZ",
        manager,
        "open",
    )
    assert [model for model, _name in named] == [
        *["stand"] * 2,
        "organisation",
        *["exhibit"] * 2,
    ]
    assert {"Coin", "Silk"} <= {name for _model, name in named}
    assert proposal.name == "kz.csv (5)"


def test_an_organiser_publishes_what_a_list_brought(exhibition, manager):
    applied(exhibition, LIST, "exhibits", user=manager)

    publish(Proposal.objects.get(), account(exhibition, "organiser"))

    assert Exhibit.objects.filter(is_published=True).count() == 2
    assert Stand.objects.filter(is_published=True).count() == 2


def test_two_pavilions_of_one_account_have_a_proposal_each(exhibition, manager):
    RoleAssignmentFactory(
        user=manager,
        role="pavilion_manager",
        exhibition=exhibition,
        country_id="UZ",
    )
    rows = (("Company", "Country"), ("Mint", "KZ"), ("Neft", "UZ"))

    applied(exhibition, csv_of(*rows), "exhibitors", user=manager)

    found = Proposal.objects.order_by("country").values_list("country", flat=True)
    assert list(found) == ["KZ", "UZ"]


def test_a_list_of_an_organisations_pavilion_is_proposed_for_it(exhibition):
    maker = OrganisationFactory(exhibition=exhibition, country_id="KZ")
    user = account(exhibition, "pavilion_manager", country_id=None, organisation=maker)
    stand = StandFactory(exhibition=exhibition, number="B-14")
    ExhibitorFactory(
        exhibition=exhibition, stand=stand, organisation=maker, role="main"
    )

    applied(
        exhibition,
        csv_of(("Product", "Stand"), ("Coin", stand.number)),
        "exhibits",
        user=user,
    )

    assert Proposal.objects.get().organisation == maker


def test_an_organisers_list_proposes_nothing(exhibition):
    applied(exhibition, LIST, "exhibits", user=account(exhibition, "organiser"))

    assert not Proposal.objects.exists()


def test_an_undone_list_leaves_no_proposal_waiting(exhibition, manager):
    run = applied(exhibition, LIST, "exhibits", user=manager)

    service.undo(run, nobody_stops)

    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.entries) == ("withdrawn", [])
    assert not Stand.objects.exists()


def test_a_list_that_was_published_cannot_be_undone(exhibition, manager):
    run = applied(exhibition, LIST, "exhibits", user=manager)
    publish(Proposal.objects.get(), account(exhibition, "organiser"))

    with pytest.raises(ImportRefused):
        service.undo(run, nobody_stops)

    assert Proposal.objects.get().state == "published"


def test_a_list_twice_proposes_once(exhibition, manager):
    applied(exhibition, LIST, "exhibits", user=manager)
    applied(exhibition, LIST, "exhibits", user=manager)

    assert Proposal.objects.count() == 1
