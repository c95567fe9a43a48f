"""How complete each country and organisation is, and for whom that is told."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from tests.exhibitors.admin.access.conftest import exhibition, sign_in
from tests.exhibitors.views.pages import page
from tests.factories.delegations import DelegationFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    PhotoFactory,
    StandFactory,
)

__all__ = ["exhibition", "sign_in"]
pytestmark = pytest.mark.django_db
COUNTRIES = "/admin/completeness/countries/"
MAKERS = "/admin/completeness/organisations/"
TOLD = {
    f"{field}_{language}": "Text"
    for field in ("name", "description")
    for language in ("en", "ru", "az")
}


def lines(client, address=COUNTRIES):
    table = client.get(address).context["table"]
    return {
        line.name: (line.numbers, [cell.percent for cell in line.cells])
        for line in table.lines
    }


def test_shares_are_told_by_country_and_language(sign_in, exhibition):
    here = {"exhibition": exhibition}
    stand = StandFactory(**here, country_id="KZ", **TOLD)
    exhibit = ExhibitFactory(**here, country_id="KZ", stand=stand, name_en="Carpet")
    PhotoFactory(**here, exhibit=exhibit, alt_en="A carpet")
    DelegationFactory(**here, country_id="KZ", status="confirmed")
    ExhibitFactory(**here, country_id="KZ", **TOLD)
    ExhibitFactory(**here, country_id="UZ", **TOLD)

    assert lines(sign_in("organiser")) == {
        "Kazakhstan": ((1, 2), [66, 66, 66, 33, 0, 100]),
        "Uzbekistan": ((0, 1), [100, 100, 100, 0, None, None]),
    }


def test_a_cell_leads_to_the_records_of_that_country_which_lack_it(sign_in, exhibition):
    wanted = StandFactory(exhibition=exhibition, country_id="KZ")
    StandFactory(exhibition=exhibition, country_id="UZ")
    client = sign_in("organiser")
    link = "/admin/exhibitors/exhibition/missing/stand-photo/?country=KZ"
    assert link in page(client.get(COUNTRIES)).links

    rows = client.get(link).context["rows"]

    form = f"/admin/exhibitors/stand/{wanted.pk}/change/?gap=stand-photo&country=KZ"
    assert [(row.pk, address) for row, address, _beside in rows] == [(wanted.pk, form)]


def test_organisations_are_told_by_what_they_make(sign_in, exhibition):
    maker = OrganisationFactory(exhibition=exhibition, **{**TOLD, "name_en": "Works"})
    ExhibitFactory(exhibition=exhibition, maker=maker)

    told = lines(sign_in("organiser"), MAKERS)

    assert told == {"Works": ((1,), [50, 50, 50, 0, None])}


def test_a_pavilion_is_told_of_its_own_and_of_no_delegation(sign_in, exhibition):
    StandFactory(exhibition=exhibition, country_id="KZ")
    StandFactory(exhibition=exhibition, country_id="UZ")
    DelegationFactory(exhibition=exhibition, country_id="KZ")

    client = sign_in("pavilion_manager")

    assert list(lines(client)) == ["Kazakhstan"]
    assert "Delegations" not in str(client.get(COUNTRIES).context["table"].headings)


def test_other_roles_have_no_such_page(client, sign_in, exhibition):
    stand = StandFactory(exhibition=exhibition)
    file = "/admin/completeness/countries.csv"
    assert client.get(COUNTRIES).status_code == client.get(file).status_code == 302
    assert sign_in("stand_host", stand=stand).get(file).status_code == 302

    officer = sign_in("protocol_officer")

    assert officer.get(COUNTRIES).status_code == officer.get(file).status_code == 403


def test_an_organiser_of_another_exhibition_reads_nothing_of_this(sign_in, exhibition):
    StandFactory(exhibition=exhibition, country_id="KZ")

    assert lines(sign_in("organiser", exhibition=ExhibitionFactory())) == {}


@pytest.mark.parametrize(("address", "number"), [(COUNTRIES, 10), (MAKERS, 9)])
def test_the_tables_take_a_fixed_number_of_queries(
    sign_in, exhibition, django_assert_num_queries, address, number
):
    client = sign_in("organiser")
    for code in ("KZ", "UZ", "TJ"):
        maker = OrganisationFactory(exhibition=exhibition)
        ExhibitFactory(exhibition=exhibition, country_id=code, maker=maker)
        with django_assert_num_queries(number):
            client.get(address)


def test_the_table_comes_as_files(sign_in, exhibition):
    StandFactory(exhibition=exhibition, country_id="KZ", **TOLD)
    client = sign_in("organiser")

    text = client.get("/admin/completeness/countries.csv").content.decode("utf-8-sig")
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get("/admin/completeness/countries.xlsx").content)
    )

    head, row = list(csv.reader(io.StringIO(text)))
    assert head[:5] == [
        "Countries",
        "stands",
        "exhibits",
        "English, %",
        "English: missing",
    ]
    assert row[:5] == ["Kazakhstan", "1", "0", "100", "0"]
    cells = book.get_sheet_by_index(0).to_python()[1]
    assert cells[:5] == ["Kazakhstan", 1, 0, 100, 0]


def test_a_name_that_a_spreadsheet_would_run_is_harmless(sign_in, exhibition):
    OrganisationFactory(exhibition=exhibition, name_en="=cmd()")

    text = sign_in("organiser").get("/admin/completeness/organisations.csv")

    assert "'=cmd()" in text.content.decode()


def test_an_unknown_table_is_not_found(sign_in):
    client = sign_in("organiser")

    assert client.get("/admin/completeness/nothing/").status_code == 404
    assert client.get("/admin/completeness/nothing.csv").status_code == 404
