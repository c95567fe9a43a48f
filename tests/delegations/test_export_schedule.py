"""The command that others script against."""

import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from delegations.exports.files import FORMATS
from delegations.management.commands.export_schedule import Command
from delegations.models import CalendarEntry, ExportLog
from tests.delegations.exports.readable import text_in, text_on_paper
from tests.delegations.scene import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


def run(*arguments):
    """Return what the command says beside the file."""
    said = StringIO()
    call_command("export_schedule", *arguments, stderr=said)
    return said.getvalue().strip()


@pytest.mark.parametrize("file_format", FORMATS)
def test_it_writes_a_file(here, tmp_path, file_format):
    file = tmp_path / f"schedule.{file_format}"

    said = run("baku", "--format", file_format, "--output", str(file))

    assert said == "3 stops exported."
    assert "Delegation of Kazakhstan" in text_in(file.read_bytes(), file.name)
    assert list(tmp_path.iterdir()) == [file]
    assert ExportLog.objects.get().user is None


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ([], "PROGRAMME OF THE DAY"),
        (["--delegation", "kazakhstan"], "PROGRAMME OF THE VISIT"),
        (["--stand", "b1"], "DUTY SHEET OF THE STAND"),
        (["--sheet", "press"], "PRESS SHEET"),
        (["--delegation", "kazakhstan", "--sheet", "day"], "PROGRAMME OF THE DAY"),
    ],
)
def test_the_sheet_is_that_of_the_selection_or_the_one_asked_for(
    here, tmp_path, arguments, kind
):
    file = tmp_path / "out.pdf"

    run("baku", "--format", "pdf", *arguments, "--output", str(file))

    assert kind in text_on_paper(file.read_bytes())


def test_it_writes_to_the_standard_output(here, monkeypatch):
    bytes_out = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(bytes_out))

    run("baku", "--format", "csv", "--delegation", "tajikistan")

    assert bytes_out.getvalue().startswith(b"\xef\xbb\xbf")
    assert b"Tajikistan" in bytes_out.getvalue()
    assert b"Kazakhstan" not in bytes_out.getvalue()


def test_filters_and_the_language_are_those_of_the_pages(here, tmp_path):
    file = tmp_path / "out.csv"

    said = run(
        *("baku", "--format", "csv", "--language", "ru", "--date", "2023-11-24"),
        *("--stand", "b1", "--confidentiality", "stand", "--output", str(file)),
    )

    text = file.read_text("utf-8-sig")
    assert said == "1 stop exported."
    assert "Делегация Казахстана" in text
    assert "Secret note" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere", "--format", "csv"],
        ["baku", "--format", "csv", "--delegation", "nobody"],
        ["baku", "--format", "csv", "--visit", "0"],
        ["baku", "--format", "zip", "--person", "nobody"],
    ],
)
def test_what_is_unknown_is_refused_and_the_old_file_stays(here, tmp_path, arguments):
    file = tmp_path / "schedule.csv"
    file.write_text("old")

    with pytest.raises(CommandError) as error:
        run(*arguments, "--output", str(file))

    assert error.value.returncode == 1
    assert file.read_text() == "old"
    assert not CalendarEntry.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["baku"],
        ["baku", "--format", "docx"],
        ["baku", "--format", "csv", "--date", "tomorrow"],
        ["baku", "--format", "csv", "--language", "de"],
        ["baku", "--format", "pdf", "--sheet", "poster"],
        ["baku", "--format", "csv", "--confidentiality", "everything"],
    ],
)
def test_wrong_usage_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "export_schedule", *arguments])

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(here, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("baku", "--format", "csv", "--output", str(tmp_path / "no" / "file.csv"))


def test_nothing_has_been_released_yet(here, tmp_path):
    file = tmp_path / "out.csv"

    said = run("baku", "--format", "csv", "--state", "released", "--output", str(file))

    assert "No version of this schedule has been released." in said
    assert "Kazakhstan" not in file.read_text("utf-8-sig")
