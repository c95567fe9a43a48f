"""Halls in whose cells stands are written too."""

import pytest

from exhibitors.imports.shown import lines_of
from exhibitors.models import Area, Exhibit, Organisation, Stand
from tests.exhibitors.imports.importing import applied, checked, codes, csv_of
from tests.factories.exhibitors import AreaFactory, ExhibitionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


def places():
    rows = Stand.objects.order_by("number").values_list("area__name", "number")
    return list(rows)


@pytest.mark.parametrize("heading", ["Зал", "Hall", "Pavilion"])
@pytest.mark.parametrize("kind", ["exhibits", "exhibitors", "stands"])
def test_a_hall_with_stands_in_it_is_one_hall(exhibition, kind, heading):
    content = csv_of(
        ("Name", heading), ("Coin", "Зал 1 / C-01"), ("Silk", "Зал 1 / B-14")
    )

    applied(exhibition, content, kind, by_program=True)

    assert places() == [("Зал 1", "B-14"), ("Зал 1", "C-01")]
    assert Area.objects.count() == 1


def test_what_is_in_the_hall_cell_is_where_its_record_is(exhibition):
    rows = (("Product", "Company", "Зал"), ("Coin", "Mint", "Павильон 3, B-14"))

    applied(exhibition, csv_of(*rows), "exhibits", by_program=True)

    assert Exhibit.objects.get().stand.number == "B-14"


def test_another_column_gives_the_number_and_must_agree(exhibition):
    content = csv_of(
        ("Company", "Stand", "Hall"),
        ("Mint", "B14", "Hall 1 / B-14"),
        ("Neft", "B-15", "Hall 1 / B-16"),
    )

    run = checked(exhibition, content, "exhibitors", by_program=True)

    assert codes(run) == [("C3", "hall_names_other_stand")]


@pytest.mark.parametrize("hall", ["Hall 8.2", "Hall 8, level 2", "Hall 8 East"])
def test_a_hall_of_several_words_stays_whole(exhibition, hall):
    content = csv_of(("Company", "Stand", "Hall"), ("Mint", "B-14", hall))
    AreaFactory(exhibition=exhibition, name=hall)

    applied(exhibition, content, "exhibitors", by_program=True)

    assert places() == [(hall, "B-14")]
    assert Organisation.objects.count() == 1


def test_what_is_made_with_a_record_is_told_with_its_kind(exhibition):
    content = csv_of(("Company", "Hall"), ("Mint", "Зал 1 / B-14"))

    run = checked(exhibition, content, "exhibitors", by_program=True)

    (line,) = lines_of(run, "new").lines
    assert line.also == ("Area: Зал 1", "Stand: B-14", "Exhibitor: B-14")
