"""Addresses that pages had once still lead to them."""

import pytest
from django.apps import apps
from django.db import connection

from exhibitors.models import Exhibition, FormerAddress, Stand
from exhibitors.models.scope import Addressed
from tests.factories.delegations import DelegationFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


def rename(row, slug):
    row.slug = slug
    row.save()


def named(exhibition, slug):
    return Stand.objects.of(exhibition).named(slug)


def test_every_record_with_a_page_keeps_its_addresses():
    models = [m for m in apps.get_models() if issubclass(m, Addressed | Exhibition)]
    assert len(models) == 9
    for model in models:
        rules = {rule.name for rule in model._meta.constraints}
        assert f"{model._meta.model_name}_slug_kept" in rules


def test_a_former_address_finds_the_record(exhibition):
    stand = StandFactory(exhibition=exhibition, slug="first")
    rename(stand, "second")
    rename(stand, "third")

    assert [named(exhibition, slug) for slug in ("first", "second", "third")] == [
        stand
    ] * 3


def test_raw_sql_keeps_it_too(exhibition):
    stand = StandFactory(exhibition=exhibition, slug="first")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE exhibitors_stand SET slug = 'second' WHERE id = %s", [stand.pk]
        )

    assert named(exhibition, "first") == stand


def test_who_has_the_address_now_comes_first(exhibition):
    former = StandFactory(exhibition=exhibition, slug="first")
    rename(former, "second")
    present = StandFactory(exhibition=exhibition, slug="first")

    assert named(exhibition, "first") == present


def test_the_last_to_give_it_up_is_the_one_it_leads_to(exhibition):
    stands = [StandFactory(exhibition=exhibition, slug=name) for name in ("a", "b")]
    rename(stands[0], "c")
    rename(stands[1], "a")
    rename(stands[1], "d")

    assert named(exhibition, "a") == stands[1]


def test_an_address_taken_again_is_no_former_one(exhibition):
    stand = StandFactory(exhibition=exhibition, slug="a")
    rename(stand, "b")
    rename(stand, "a")

    assert [row.slug for row in FormerAddress.objects.all()] == ["b"]


def test_other_changes_keep_nothing(exhibition):
    stand = StandFactory(exhibition=exhibition, slug="a")
    stand.name = "Another"
    stand.save()

    assert not FormerAddress.objects.exists()


def test_another_exhibition_does_not_lead_here(exhibition):
    elsewhere = StandFactory(slug="first")
    rename(elsewhere, "second")

    assert named(exhibition, "first") is None


def test_an_exhibition_is_removed_with_its_former_addresses(exhibition):
    rename(StandFactory(exhibition=exhibition, slug="a"), "b")
    exhibition.delete()

    assert not FormerAddress.objects.exists()


def test_pages_redirect_for_good(client, exhibition):
    stand = StandFactory(exhibition=exhibition, slug="stand")
    exhibit = ExhibitFactory(exhibition=exhibition, slug="exhibit", stand=stand)
    company = ExhibitorFactory(exhibition=exhibition, stand=stand).organisation
    before = company.slug
    for row in (stand, exhibit, company):
        rename(row, f"new-{row.slug}")
    rename(exhibition, "baku-2023")

    for kind, slug in (
        ("stands", "stand"),
        ("exhibits", "exhibit"),
        ("exhibitors", before),
    ):
        answer = client.get(f"/ru/baku/{kind}/{slug}/?a=1", follow=True)
        assert [status for _address, status in answer.redirect_chain] == [301, 301]
        address = f"/ru/baku-2023/{kind}/new-{slug}/?a=1"
        assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, address)


def test_an_unpublished_page_has_no_former_address_either(client, exhibition):
    stand = StandFactory(exhibition=exhibition, slug="a", is_published=False)
    rename(stand, "b")

    assert client.get("/en/baku/stands/a/").status_code == 404


def test_a_delegations_page_redirects_its_readers_alone(client, exhibition):
    delegation = DelegationFactory(exhibition=exhibition, slug="a", country_id="KZ")
    rename(delegation, "b")
    address = "/en/baku/delegations/d/a/"

    assert client.get(address)["Location"].startswith("/accounts/login/")
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition)
    client.force_login(given.user)
    assert client.get(address)["Location"] == "/en/baku/delegations/d/b/"
    rename(exhibition, "baku-2023")
    moved = client.get("/en/baku/delegations/")
    assert moved["Location"] == "/en/baku-2023/delegations/"
    assert moved["Cache-Control"] == "private, no-store"
