"""Lists as they are sent."""

from pathlib import Path

import pytest

from exhibitors.models import Exhibit, Exhibitor, Organisation, Stand
from tests.exhibitors.imports.importing import (
    applied,
    checked,
    codes,
    counts,
    csv_of,
    xlsx_of,
)
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db
LISTS = Path(__file__).parent / "lists"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


def presences():
    rows = Exhibitor.objects.order_by("organisation__pk", "stand__pk")
    return list(
        rows.values_list("organisation__name", "stand__area__name", "stand__number")
    )


def test_a_russian_list_of_stands_in_windows_1251(exhibition):
    text = (LISTS / "stands-1251.txt").read_text(encoding="utf-8")
    content = text.encode("cp1251")

    run = checked(exhibition, content, "stands")

    assert counts(run) == {"new": 3, "refused": 1, "left_out": 2, "duplicate": 1}
    assert codes(run) == [
        ("C7", "no_country"),
        ("10", "note"),
        ("11", "note"),
    ]
    run = applied(exhibition, content.replace("РТ".encode("cp1251"), b"TJ"), "stands")
    found = Stand.objects.order_by("pk")
    assert list(found.values_list("number", "area__name", "country", "area_m2")) == [
        ("Б-14", "Павильон 8.2", "KZ", 36.5),
        ("Б-15", "Павильон 8.2", "UZ", 1200.5),
        ("Б-16", "Павильон 8.2", "TJ", 24),
        ("А-1", "Павильон 9", "TM", 18),
    ]
    assert Organisation.objects.count() == 4


def test_an_english_list_of_companies(exhibition):
    run = applied(exhibition, (LISTS / "companies.csv").read_bytes())

    assert (run.kind, counts(run)) == ("exhibitors", {"new": 6, "left_out": 3})
    assert presences() == [
        ("Azersun Holding LLC", "Hall 1", "A1"),
        ("Azersun Holding LLC", "Hall 2", "C3"),
        ("Türk Telekom A.Ş.", "Hall 1", "A2"),
        ("National Pavilion of Georgia", "Hall 1", "A3"),
        ("Total Energies", "Hall 2", "C4"),
        ("KEPCO", "Hall 2", "C4"),
        ("No Country Ltd", None, "A9"),
    ]
    countries = Organisation.objects.order_by("pk").values_list("country", flat=True)
    assert list(countries) == ["AZ", "TR", "GE", "FR", "KR", None]
    assert Organisation.objects.first().website == "https://www.azersun.com"


def test_nested_json_for_each_kind(exhibition):
    content = (LISTS / "participants.json").read_bytes()

    found = {
        kind: counts(applied(exhibition, content, kind))
        for kind in ("stands", "exhibitors", "exhibits")
    }

    assert found == {
        "stands": {"new": 2},
        "exhibitors": {"new": 3},
        "exhibits": {"new": 3},
    }
    copper = Exhibit.objects.get(name="Copper cathode")
    assert (copper.stand.number, copper.stand.area_m2) == ("B-14", 36.5)
    assert copper.stand.area.name == "Hall 8.2"
    assert (copper.maker.name, copper.maker.country_id) == ("Kazakhmys", "KZ")
    assert sorted(copper.sectors.values_list("name", flat=True)) == ["Metals", "Mining"]


def test_a_workbook_with_merged_halls_and_a_note(exhibition):
    content = xlsx_of(
        ("Exhibition in Baku",),
        (),
        ("Hall", "Booth No.", "Exhibitor", "Country"),
        ("", 14, "Kazakhmys", "Kazakhstan"),
        ("", 15, "Qarmet", "Kazakhstan"),
        ("Open area", "A1", "UzAuto", "Uzbekistan"),
        ("Total: 3",),
        merged=[(3, 0, 4, "Pavilion 8")],
    )

    run = applied(exhibition, content)

    assert (run.kind, counts(run)) == ("exhibitors", {"new": 3, "left_out": 1})
    assert presences() == [
        ("Kazakhmys", "Pavilion 8", "14"),
        ("Qarmet", "Pavilion 8", "15"),
        ("UzAuto", "Open area", "A1"),
    ]
    assert Stand.objects.get(number="A1").area.kind == "open-area"


def test_an_azerbaijani_list(exhibition):
    content = csv_of(
        ("Şirkətin adı", "Ölkə", "Pavilyon", "Stend"),
        ("Azərsun", "Azərbaycan", "Pavilyon 1", "A1"),
        ("Qazaxmıs", "Qazaxıstan", "Pavilyon 1", "A2"),
    )

    applied(exhibition, content, "exhibitors")

    found = Organisation.objects.order_by("pk").values_list("name", "country")
    assert list(found) == [("Azərsun", "AZ"), ("Qazaxmıs", "KZ")]
