"""Who may read lists in, and whose records they may touch."""

import pytest

from exhibitors.imports import service
from exhibitors.imports.shapes import ImportRefused
from exhibitors.models import Exhibit, ImportRun, Organisation, Stand
from tests.exhibitors.imports.importing import (
    applied,
    checked,
    codes,
    counts,
    csv_of,
    uploaded,
)
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


def account(role, exhibition, **fields):
    return RoleAssignmentFactory(role=role, exhibition=exhibition, **fields).user


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def manager(exhibition):
    return account("pavilion_manager", exhibition, country_id="KZ")


@pytest.mark.parametrize(
    ("role", "fields", "kinds"),
    [
        ("organiser", {}, "stands exhibitors exhibits persons delegations"),
        ("pavilion_manager", {"country_id": "KZ"}, "stands exhibitors exhibits"),
        ("protocol_officer", {}, "persons delegations"),
    ],
)
def test_each_role_has_its_lists(exhibition, role, fields, kinds):
    user = account(role, exhibition, **fields)

    found = service.kinds_for(user, exhibition)

    assert [kind.name for kind in found] == kinds.split()
    assert service.kinds_for(user, ExhibitionFactory()) == ()


def test_a_stand_host_reads_nothing_in(exhibition):
    stand = StandFactory(exhibition=exhibition)
    host = account("stand_host", exhibition, stand=stand)

    with pytest.raises(ImportRefused) as caught:
        uploaded(exhibition, b"Stand\nB1\n", "stands", user=host)

    assert caught.value.problem.code == "not_allowed"


def test_a_role_taken_away_after_the_upload_stops_the_trial(exhibition, manager):
    run = uploaded(exhibition, b"Stand\nB1\n", "stands", user=manager)
    manager.roles.all().delete()

    with pytest.raises(ImportRefused):
        service.check(run, lambda _done, _total: False)

    assert run.state == "failed"


def test_a_list_whose_account_is_gone_is_nobodys(exhibition, manager):
    run = checked(exhibition, b"Stand\nB1\n", "stands", user=manager)
    manager.delete()
    run = ImportRun.objects.get(pk=run.pk)

    with pytest.raises(ImportRefused) as caught:
        service.apply(run, lambda _done, _total: False)

    assert caught.value.problem.code == "not_allowed"
    assert (run.user, Stand.objects.count()) == (None, 0)


def test_what_a_pavilion_adds_is_a_draft_of_its_country(exhibition, manager):
    run = applied(
        exhibition,
        csv_of(("Product", "Stand", "Published"), ("Copper", "B-14", "yes")),
        "exhibits",
        user=manager,
    )

    assert counts(run) == {"new": 1}
    exhibit, stand = Exhibit.objects.get(), Stand.objects.get()
    assert (exhibit.is_published, exhibit.country_id) == (False, "KZ")
    assert (stand.is_published, stand.country_id) == (False, "KZ")


@pytest.mark.parametrize(
    ("header", "cell"), [("Key", "uz-1"), ("Number", "U1"), ("Slug", "uzbek")]
)
def test_another_countrys_stand_is_out_of_reach(exhibition, manager, header, cell):
    StandFactory(
        exhibition=exhibition,
        key="uz-1",
        number="U1",
        slug="uzbek",
        country_id="UZ",
        note="secret",
        is_published=False,
    )
    content = csv_of((header, "Name", "Note"), (cell, "Taken", "mine"))

    run = checked(exhibition, content, "stands", user=manager)

    row = run.rows.get()
    assert [problem["code"] for problem in row.problems] == ["outside_scope"]
    assert (row.before, row.after, row.record) == ({}, {}, None)


def test_another_countrys_company_is_out_of_reach(exhibition, manager):
    OrganisationFactory(exhibition=exhibition, name="Uzbekneft", country_id="UZ")
    content = csv_of(("Company", "Country", "Website"), ("Uzbekneft", "UZ", "x.uz"))

    assert codes(checked(exhibition, content, "exhibitors", user=manager)) == [
        ("2", "outside_scope")
    ]


def test_a_new_company_of_another_country_is_refused(exhibition, manager):
    content = csv_of(("Company", "Country"), ("Uzbekneft", "UZ"))

    assert codes(checked(exhibition, content, "exhibitors", user=manager)) == [
        ("2", "outside_scope")
    ]


@pytest.mark.parametrize("kind", ["exhibitors", "exhibits"])
def test_nothing_is_put_at_another_countrys_stand(exhibition, manager, kind):
    StandFactory(exhibition=exhibition, number="U1", country_id="UZ")
    content = csv_of(("Name", "Stand"), ("Copper", "U1"))

    assert codes(checked(exhibition, content, kind, user=manager)) == [
        ("B2", "stand_outside_scope")
    ]


def test_another_exhibitions_record_is_not_found(manager, exhibition):
    StandFactory(key="kz-1", number="K1", country_id="KZ")

    run = applied(
        exhibition,
        csv_of(("Key", "Number", "Name"), ("kz-1", "K1", "Ours")),
        "stands",
        user=manager,
    )

    assert counts(run) == {"new": 1}
    assert Stand.objects.filter(name="Ours").count() == 1


def test_what_is_published_waits_for_an_organiser(exhibition, manager):
    ExhibitFactory(exhibition=exhibition, key="e", name="Copper", country_id="KZ")
    content = csv_of(("Key", "Name", "Quantity"), ("e", "Copper", "2"))

    assert codes(checked(exhibition, content, "exhibits", user=manager)) == [
        ("2", "published_already")
    ]


def test_halls_and_sectors_are_the_organisers(exhibition, manager):
    content = csv_of(
        ("Product", "Hall", "Sector"), ("Copper", "Hall 9", ""), ("Gold", "", "Metals")
    )

    assert codes(checked(exhibition, content, "exhibits", user=manager)) == [
        ("B2", "may_not_make_area"),
        ("C3", "may_not_make_sector"),
    ]


def test_a_pavilions_record_cannot_be_given_to_another_country(exhibition, manager):
    OrganisationFactory(
        exhibition=exhibition, key="o", country_id="KZ", is_published=False
    )
    content = csv_of(("Key", "Company", "Country"), ("o", "Ours", "UZ"))

    assert codes(checked(exhibition, content, "exhibitors", user=manager)) == [
        ("2", "outside_scope")
    ]
    assert Organisation.objects.get().country_id == "KZ"


def test_a_pavilion_lays_no_stand_into_one_of_others(exhibition, manager):
    StandFactory(exhibition=exhibition, number="A-1", country_id="TJ")
    StandFactory(exhibition=exhibition, number="B-1", country_id="KZ")
    content = csv_of(("Stand", "Parent"), ("B-2", "A-1"), ("B-3", "B-1"))

    run = checked(exhibition, content, "stands", user=manager)

    assert codes(run) == [("B2", "stand_outside_scope")]
    assert counts(run) == {"new": 1, "refused": 1}
