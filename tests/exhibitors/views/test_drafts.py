"""Organisers see drafts when they ask for them; nobody else ever does."""

import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
LISTS = ["", "stands/", "exhibits/", "exhibitors/", "countries/", "plan/"]


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def drafts(exhibition):
    """Make a draft of everything, each named Hid-…"""
    own = {"exhibition": exhibition, "is_published": False}
    stand = StandFactory(**own, slug="draft", name="Hid-1", kind="special")
    maker = OrganisationFactory(**own, slug="draft", name="Hid-2")
    exhibit = ExhibitFactory(
        **own, slug="draft", name="Hid-3", stand=stand, maker=maker
    )
    PhotoFactory(**own, exhibit=exhibit, alt="Hid-4")
    ExhibitorFactory(exhibition=exhibition, stand=stand, organisation=maker)
    return exhibition


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(
        RoleAssignmentFactory(role="organiser", exhibition=exhibition).user
    )
    return client


def shown(client, address):
    return page(client.get(f"/en/baku/{address}")).text


@pytest.mark.parametrize("address", ["stands/draft/", "exhibits/draft/"])
def test_an_organiser_sees_drafts_marked_as_such(organiser, drafts, address):
    text = shown(organiser, f"{address}?drafts=on")

    assert "You see drafts too" in text
    assert " draft Hid-" in text


def test_the_choice_lasts_until_it_is_taken_back(organiser, drafts):
    assert "Hid-1" not in shown(organiser, "stands/")
    shown(organiser, "?drafts=on")
    for address in LISTS[:4]:
        assert "Hid-" in shown(organiser, address)
    assert "Hid-4" in organiser.get("/en/baku/exhibits/draft/").content.decode()
    shown(organiser, "?drafts=off")
    for address in LISTS:
        assert "Hid-" not in shown(organiser, address)


def test_drafts_count_only_in_a_preview(organiser, drafts, exhibition):
    stand = StandFactory(exhibition=exhibition, slug="open")
    ExhibitFactory(exhibition=exhibition, stand=stand, is_published=False)

    assert "0 exhibits" in shown(organiser, "stands/")
    assert "1 exhibit" in shown(organiser, "stands/?drafts=on")


def test_an_exhibition_is_previewed_before_it_is_published(organiser, exhibition):
    exhibition.is_published = False
    exhibition.save()
    StandFactory(exhibition=exhibition, name="Not yet")

    text = shown(organiser, "stands/")

    assert "nobody but its organisers sees these pages" in text
    assert "Not yet" in text


@pytest.mark.parametrize(
    "role", [None, "protocol_officer", "pavilion_manager", "stand_host", "elsewhere"]
)
def test_nobody_else_sees_them(client, drafts, role):
    if role == "elsewhere":
        client.force_login(RoleAssignmentFactory(role="organiser").user)
    elif role:
        scope = {
            "pavilion_manager": {"country_id": "KZ"},
            "stand_host": {"stand": StandFactory(exhibition=drafts)},
        }.get(role, {})
        assignment = RoleAssignmentFactory(role=role, exhibition=drafts, **scope)
        client.force_login(assignment.user)
    else:
        client.force_login(UserFactory())

    for address in LISTS:
        text = shown(client, f"{address}?drafts=on")
        assert "Hid-" not in text
        assert "drafts" not in text
    for address in ("stands/draft/", "exhibits/draft/", "exhibitors/draft/"):
        assert client.get(f"/en/baku/{address}?drafts=on").status_code == 404


def test_a_visitor_asking_for_drafts_sees_none(client, drafts):
    assert "Hid-" not in shown(client, "stands/?drafts=on")
    assert "Hid-" not in shown(client, "stands/")


def test_nobody_else_finds_an_unpublished_exhibition(client, exhibition):
    exhibition.is_published = False
    exhibition.save()
    client.force_login(RoleAssignmentFactory(role="organiser").user)

    assert client.get("/en/baku/?drafts=on").status_code == 404
