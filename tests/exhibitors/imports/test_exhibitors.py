"""Lists of exhibitors."""

import pytest

from exhibitors.models import Area, Exhibitor, Organisation, Stand
from tests.exhibitors.imports.importing import applied, checked, codes, counts, csv_of
from tests.factories.exhibitors import ExhibitionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

LIST = csv_of(
    ("Company", "Country", "Booth"),
    ("Kazakhmys", "Kazakhstan", "Hall 8.2 / B-14"),
    ("TALCO", "Таджикистан", "Hall 8.2 / B-15"),
)


def test_companies_come_with_their_stands_and_halls():
    exhibition = ExhibitionFactory()

    run = applied(exhibition, LIST)

    assert run.kind == "exhibitors"
    assert counts(run) == {"new": 2}
    presences = Exhibitor.objects.order_by("pk").values_list(
        "organisation__name", "organisation__country", "stand__number", "role"
    )
    assert list(presences) == [
        ("Kazakhmys", "KZ", "B-14", "main"),
        ("TALCO", "TJ", "B-15", "main"),
    ]
    assert list(Area.objects.values_list("name", "slug")) == [("Hall 8.2", "hall-8-2")]


def test_the_same_list_twice_changes_nothing():
    exhibition = ExhibitionFactory()
    applied(exhibition, LIST)

    run = applied(exhibition, LIST)

    assert counts(run) == {"same": 2}
    assert Organisation.objects.count() == Stand.objects.count() == 2


def test_a_trial_writes_nothing_but_its_lines():
    exhibition = ExhibitionFactory()

    run = checked(exhibition, LIST)

    assert run.state == "checked"
    assert Organisation.objects.count() == Stand.objects.count() == 0
    first = run.rows.first()
    assert (first.number, first.action, first.label) == (2, "new", "Kazakhmys")
    assert first.after == {"name": "Kazakhmys", "country": "KZ"}
    assert [made["model"] for made in first.also] == [
        "exhibitors.area",
        "exhibitors.stand",
        "exhibitors.exhibitor",
    ]


def test_two_hundred_companies_share_one_stand():
    exhibition = ExhibitionFactory()
    rows = [(f"Company {number}", "KZ", "B-14") for number in range(200)]

    run = applied(exhibition, csv_of(("Company", "Country", "Stand"), *rows))

    assert counts(run) == {"new": 200}
    assert Stand.objects.get().exhibitors.count() == 200


def test_one_company_in_three_halls_is_one_organisation():
    exhibition = ExhibitionFactory()
    header = ("Company", "Hall", "Stand")
    rows = [("Azersun", "Hall 1", "A1"), ("Azersun", "Hall 2", "A1; C3")]

    content = csv_of(header, *rows, separator="\t")

    run = applied(exhibition, content)

    assert counts(run) == {"new": 1, "changed": 1}
    stands = Organisation.objects.get().presences.order_by("pk")
    assert list(stands.values_list("stand__area__name", "stand__number")) == [
        ("Hall 1", "A1"),
        ("Hall 2", "2/A1"),
        ("Hall 2", "C3"),
    ]
    assert counts(applied(exhibition, content)) == {"same": 2}


def test_a_line_that_contradicts_another_is_refused():
    run = checked(
        ExhibitionFactory(),
        csv_of(("Company", "Website"), ("Azersun", "a.az"), ("Azersun", "b.az")),
    )

    assert codes(run) == [("B3", "contradicts")]
    assert counts(run) == {"new": 1, "refused": 1}


def test_a_missing_country_is_added_to_the_one_company_of_that_name():
    exhibition = ExhibitionFactory()
    known = OrganisationFactory(exhibition=exhibition, name="Azersun")

    run = applied(exhibition, csv_of(("Company", "Country"), ("AZERSUN LLC", "AZ")))

    known.refresh_from_db()
    assert counts(run) == {"changed": 1}
    assert (known.country_id, known.name) == ("AZ", "Azersun")
    assert run.rows.get().before == {"country": None}
