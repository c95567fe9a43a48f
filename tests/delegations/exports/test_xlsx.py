"""The schedule as a spreadsheet, read back with another library."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from delegations.exports.files import export
from delegations.exports.xlsx import CELL_LIMIT, SheetNames, fitting
from delegations.models import Delegation, Stop
from delegations.programme import Selection
from tests.delegations.scene import scene
from tests.factories.delegations import StopFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


def write(here, view="protocol", **filters):
    return export(Selection(here.exhibition, **filters), "xlsx", view=view).content


def read(content):
    """Return the sheets as another program reads them, each a list of rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(rows):
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def first_of(sheets):
    return next(iter(sheets.values()))


def part(content, name):
    """Return a file of the archive that a spreadsheet is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_a_row_says_who_is_where_and_when_in_typed_cells(here):
    sheets = read(write(here, delegation=here.kazakhstan))
    first = records(sheets["24 November 2023"])[0]

    assert first["Day"] == date(2023, 11, 24)
    # On the clocks of Baku, as the column's name says.
    assert first["Start (Asia/Baku)"] == datetime(2023, 11, 24, 10, 0)  # noqa: DTZ001
    assert first["Minutes"] == 20
    assert first["Guests"] == 12
    assert first["Stand number"] == "B1"
    assert first["Exhibits"] == "Satellite"
    assert first["Receives"] == "The Host"
    assert first["Identifier"] == str(here.stops[0].uid)
    assert first["Parking"] == "Parking P2"
    assert first["Gate"] == ""


def test_one_day_has_a_sheet_a_delegation(here):
    sheets = read(write(here, day=date(2023, 11, 24)))

    assert list(sheets) == [
        "Delegation of Kazakhstan",
        "Delegation of Tajikistan",
        "About",
    ]
    assert [len(rows) for rows in sheets.values()][:2] == [3, 2]


def test_several_days_have_a_sheet_a_day(here):
    for on in ("2023-11-22", None):
        visit = VisitFactory(
            exhibition=here.exhibition, delegation=here.kazakhstan, on=on
        )
        StopFactory(exhibition=here.exhibition, visit=visit)

    names = list(read(write(here)))

    assert names == ["22 November 2023", "24 November 2023", "no day yet", "About"]


def test_nothing_found_is_a_sheet_with_its_header(here):
    sheets = read(write(here, day=date(2023, 11, 25)))

    assert list(sheets) == ["Programme", "About"]
    assert sheets["Programme"][0][:2] == ["Day", "Start (Asia/Baku)"]
    assert len(sheets["Programme"]) == 1


def test_the_header_stays_in_sight_filters_and_comes_back_on_paper(here):
    content = write(here)
    sheet, book = (
        part(content, "xl/worksheets/sheet1.xml"),
        part(content, "xl/workbook.xml"),
    )

    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"' in sheet
    assert '<autoFilter ref="A1:AD3"/>' in sheet
    assert 'orientation="landscape"' in sheet
    assert "Print_Titles" in book
    assert "$1:$1</definedName>" in book


def test_the_version_is_in_the_properties_the_margin_and_the_last_sheet(
    here, monkeypatch
):
    monkeypatch.setattr(
        "exhibitors.clock.now",
        lambda: datetime.fromisoformat("2023-11-23T14:20:00+00:00"),
    )
    content = write(here)
    version = "Draft of 23 November 2023, 18:20"

    assert version in part(content, "docProps/core.xml")
    assert version in part(content, "xl/worksheets/sheet1.xml")
    assert ["Version", version] in read(content)["About"]
    assert ["Time zone", "Asia/Baku"] in read(content)["About"]


def test_two_exports_of_the_same_moment_are_equal_to_the_byte(here, monkeypatch):
    moment = datetime.fromisoformat("2023-11-23T14:20:00+00:00")
    monkeypatch.setattr("exhibitors.clock.now", lambda: moment)

    assert write(here) == write(here)


@pytest.mark.parametrize("language", ["ru", "az"])
def test_the_columns_are_named_in_the_language(here, language):
    english = first_of(read(write(here)))[0]
    other = first_of(read(write(here, language=language)))[0]

    assert [name for name in english if name in other] == []


@pytest.mark.parametrize("text", ["=1+1", "{=1}", "+1", "@x", "http://a.b", "007"])
def test_text_stays_text(here, text):
    Stop.objects.filter(pk=here.stops[0].pk).update(talking_points=text)
    content = write(here, delegation=here.kazakhstan)

    first = records(first_of(read(content)))[0]

    assert first["Talking points"] == text
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(content, "xl/worksheets/sheet1.xml")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_comes_back_as_it_was(here, text):
    Stop.objects.filter(pk=here.stops[0].pk).update(note=text)

    rows = first_of(read(write(here, delegation=here.kazakhstan)))

    assert records(rows)[0]["Note"] == text


@pytest.mark.parametrize("control", ["\x01", "\x0b", "\x1b", "_x0041_", "a\r\nb"])
def test_control_characters_leave_the_file_valid(here, control):
    Stop.objects.filter(pk=here.stops[0].pk).update(note=f"a{control}b")

    rows = first_of(read(write(here, delegation=here.kazakhstan)))

    assert records(rows)[0]["Note"].startswith("a")
    assert records(rows)[0]["Note"].endswith("b")


@pytest.mark.parametrize("sign", ["a", "я", "🐎"])
def test_a_text_that_is_too_long_is_cut_visibly(sign):
    units = len(sign.encode("utf-16-le")) // 2
    fits, long = sign * (CELL_LIMIT // units), sign * (CELL_LIMIT // units + 1)

    assert fitting(fits) == fits
    assert fitting(long).endswith("…")
    assert len(fitting(long).encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_long_text_is_in_the_file(here):
    Stop.objects.filter(pk=here.stops[0].pk).update(note="я" * 40_000)

    rows = first_of(read(write(here, delegation=here.kazakhstan)))

    assert len(records(rows)[0]["Note"]) == CELL_LIMIT


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["a/b:c*d?e[f]g\\h"], ["a-b-c-d-e-f-g-h"]),
        (["'quoted'", "", "History"], ["quoted", "-", "History (2)"]),
        (["Same", "same", "SAME"], ["Same", "same (2)", "SAME (3)"]),
        (["x" * 40, "x" * 41], ["x" * 31, "x" * 27 + " (2)"]),
    ],
)
def test_sheets_have_names_that_spreadsheets_accept(titles, names):
    found = SheetNames()

    assert [found.new(title) for title in titles] == names


def test_delegations_of_equal_names_have_sheets_of_their_own(here):
    Delegation.objects.update(name_en="A: “B”/C", name="A: “B”/C")

    assert list(read(write(here))) == ["A- “B”-C", "A- “B”-C (2)", "About"]


@pytest.mark.parametrize(
    ("view", "absent"),
    [
        ("stand", {"Parking", "Cars", "Accompanies", "Note", "Duty telephone"}),
        ("escort", {"Parking", "Cars", "Talking points", "Note", "Basis"}),
        ("security", {"Talking points", "Note", "Basis"}),
        ("protocol", set()),
    ],
)
def test_a_column_that_a_view_may_not_fill_is_not_there(here, view, absent):
    content = write(here, view=view, delegation=here.kazakhstan)
    shown = set(first_of(read(content))[0])

    assert absent & shown == set()
    assert ("Secret note" in part(content, "xl/worksheets/sheet1.xml")) is False
    assert ("satellites" in part(content, "xl/worksheets/sheet1.xml")) == (
        view == "protocol"
    )
