"""The schedule as a table."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from delegations.exports.csv import harmless
from delegations.exports.files import export
from delegations.programme import Selection
from tests.delegations.scene import scene
from tests.factories.delegations import StopFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


def read(content):
    """Return the rows as a spreadsheet reads them, by the names of the columns."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_it_is_utf_8_with_a_mark_that_spreadsheets_know(here):
    content = export(Selection(here.exhibition, language="ru"), "csv").content

    assert content.startswith(b"\xef\xbb\xbf")
    assert "Делегация Казахстана" in content.decode("utf-8-sig")
    assert b"\r\n" in content


def test_a_row_says_who_is_where_and_when(here):
    row = read(export(Selection(here.exhibition), "csv").content)[0]

    assert row["Start"] == "2023-11-24T10:00:00+04:00"
    assert row["End"] == "2023-11-24T10:20:00+04:00"
    assert row["Time zone"] == "Asia/Baku"
    assert row["Minutes"] == "20"
    assert row["Delegation"] == "Delegation of Kazakhstan"
    assert row["Stand number"] == "B1"
    assert row["Exhibits"] == "Satellite"
    assert row["Receives"] == "The Host"
    assert row["Accompanies"] == "The Minister"
    assert row["Identifier"] == str(here.stops[0].uid)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|'/C x'!A0"],
)
def test_a_cell_that_begins_like_a_formula_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "B-14", "10:00", "Кружка = 5", 12, "'quoted"])
def test_other_cells_stay_as_they_are(text):
    assert harmless(text) == str(text)


def test_every_cell_is_guarded(here):
    row = read(export(Selection(here.exhibition), "csv").content)[0]

    assert row["Talking points"] == "'=Ask about satellites"


def test_the_stop_without_a_time_has_an_empty_cell(here):
    here.stops[0].planned = None
    here.stops[0].save()

    rows = read(export(Selection(here.exhibition), "csv").content)

    assert rows[-1]["Start"] == ""
    assert len(rows) == 3


def test_the_hour_that_a_zone_repeats_is_written_with_both_offsets(here):
    type(here.exhibition).objects.update(timezone="Europe/London")
    here.exhibition.refresh_from_db()
    own = {"exhibition": here.exhibition}
    night = datetime(2023, 10, 29, 0, tzinfo=UTC)
    visit = VisitFactory(
        **own,
        delegation=here.kazakhstan,
        on=night.date(),
        span=DateTimeTZRange(night, night + timedelta(hours=3)),
    )
    for hour in (0, 1):
        start = night + timedelta(hours=hour, minutes=30)
        planned = DateTimeTZRange(start, start + timedelta(minutes=20))
        StopFactory(**own, visit=visit, planned=planned)

    rows = read(export(Selection(here.exhibition, visit=visit), "csv").content)

    assert [row["Start"] for row in rows] == [
        "2023-10-29T01:30:00+01:00",
        "2023-10-29T01:30:00+00:00",
    ]


def test_a_public_table_waits_for_the_report(here):
    content = export(Selection(here.exhibition), "csv", view="public").content

    assert read(content) == []


@pytest.mark.parametrize("language", ["ru", "az"])
def test_the_columns_are_named_in_the_language(here, language):
    names = [
        list(read(export(Selection(here.exhibition, language=code), "csv").content)[0])
        for code in ("en", language)
    ]

    same = {english for english, other in zip(*names, strict=True) if english == other}
    assert same == set()
    assert len(set(names[1])) == len(names[1])
