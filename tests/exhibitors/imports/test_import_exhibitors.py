"""The command that others script against."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from exhibitors.models import Exhibition, ImportRun, Organisation, Stand
from tests.exhibitors.imports.importing import csv_of
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db
LIST = csv_of(("Company", "Stand"), ("Kazakhmys", "B1"))
BAD = csv_of(("Company", "Country"), ("Kazakhmys", "KZ"), ("TALCO", "Atlantis"))


@pytest.fixture(autouse=True)
def _exhibition():
    ExhibitionFactory(slug="baku")


@pytest.fixture
def run(tmp_path):
    def run(content, *arguments):
        """Return what the command says."""
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        said = StringIO()
        try:
            call_command(
                "import_exhibitors", "baku", str(path), *arguments, stderr=said
            )
        finally:
            run.said = said.getvalue()
        return run.said

    return run


def test_it_reads_a_list_in_and_says_so(run):
    assert run(LIST) == "exhibitors: 1 new\n"
    assert Organisation.objects.get().presences.get().stand.number == "B1"
    assert ImportRun.objects.get().state == "applied"


def test_it_adds_drafts_where_that_is_asked(run):
    run(LIST, "--drafts")

    assert not Organisation.objects.get().is_published
    assert not Stand.objects.get().is_published


def test_the_same_list_again_changes_nothing_and_says_so(run):
    run(LIST)

    assert run(LIST) == "exhibitors: 1 same\nNothing to change.\n"


def test_a_dry_run_writes_nothing(run):
    assert run(LIST, "--dry-run") == (
        "Dry run: nothing was written.\nexhibitors: 1 new\n"
    )
    assert Organisation.objects.count() == ImportRun.objects.count() == 0


def test_a_refused_line_refuses_all(run):
    with pytest.raises(CommandError, match="Refused, nothing written"):
        run(BAD)

    assert run.said == (
        "exhibitors: 1 new, 1 refused\n"
        "B3: “Atlantis” is no country. Write its name or its code, as in KZ.\n"
    )
    assert Organisation.objects.count() == ImportRun.objects.count() == 0


def test_refused_lines_are_left_out_on_demand_with_a_status_of_its_own(run):
    with pytest.raises(SystemExit) as caught:
        run(BAD, "--partial")

    assert caught.value.code == 3
    assert [row.name for row in Organisation.objects.all()] == ["Kazakhmys"]


def test_a_mapping_says_what_columns_are(run, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"What": "name", "B": "number", "Colour": None}))
    content = csv_of(("What", "Where", "Colour"), ("Our stand", "B1", "red"))

    run(content, "--kind", "stands", "--mapping", str(mapping))

    assert Stand.objects.values_list("name", "number").get() == ("Our stand", "B1")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('{"Nowhere": "name"}', "there is no column “Nowhere”"),
        ('{"What": "nothing"}', "There is no field “nothing”."),
        ("[1]", "not an object"),
        ("{", "Expecting property name"),
    ],
)
def test_a_mapping_that_fits_nothing_is_refused(run, tmp_path, mapping, said):
    path = tmp_path / "mapping.json"
    path.write_text(mapping)

    with pytest.raises(CommandError, match=said):
        run(csv_of(("What",), ("A",)), "--kind", "stands", "--mapping", str(path))


def test_an_exhibition_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)

    with pytest.raises(CommandError, match="There is no exhibition “nowhere”"):
        call_command("import_exhibitors", "nowhere", str(path))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_exhibitors", "baku", str(tmp_path / "none.csv"))


def test_a_file_that_is_no_list_is_refused(run):
    with pytest.raises(CommandError, match="The spreadsheet cannot be read"):
        run(b"PK\x03\x04 broken")

    assert ImportRun.objects.count() == 0


def test_a_list_that_was_killed_half_way_stops_no_other(run):
    killed = ImportRun.objects.create(
        exhibition=Exhibition.objects.get(), kind="stands", state="applying"
    )

    assert run(LIST) == "exhibitors: 1 new\n"

    killed.refresh_from_db()
    assert (killed.state, "Nothing was written" in killed.error) == ("failed", True)
