"""Everything of a selection in one archive."""

import io
import json
import zipfile
from datetime import date, datetime

import pytest
import vobject

from delegations.exports.files import export
from delegations.models import ExportLog
from delegations.programme import Selection
from tests.delegations.scene import scene
from tests.factories.delegations import StopFactory

pytestmark = pytest.mark.django_db
FORMATS = {f"schedule.{name}" for name in ("csv", "xlsx", "ics", "json", "pdf")}


@pytest.fixture
def here():
    return scene()


def write(here, **filters):
    return export(Selection(here.exhibition, **filters), "zip").content


def read(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_format_is_in_it_and_a_sheet_a_delegation(here):
    files = read(write(here))

    assert set(files) == FORMATS | {
        "delegations/kazakhstan.pdf",
        "delegations/tajikistan.pdf",
    }
    assert all(files[name].startswith(b"%PDF") for name in files if "pdf" in name)


def test_the_sheets_of_very_many_delegations_are_one_file(here, monkeypatch):
    monkeypatch.setattr("delegations.exports.files.MOST_SHEETS", 1)

    assert set(read(write(here))) == FORMATS | {"delegations.pdf"}
    alone = read(write(here, delegation=here.kazakhstan))
    assert set(alone) == FORMATS | {"delegations/kazakhstan.pdf"}


def test_the_files_are_those_of_the_formats_by_themselves(here, monkeypatch):
    moment = datetime.fromisoformat("2023-11-23T14:20:00+00:00")
    monkeypatch.setattr("exhibitors.clock.now", lambda: moment)
    selection = Selection(here.exhibition, delegation=here.kazakhstan)
    here.stops[1].status = "cancelled"
    here.stops[1].save()

    files = read(export(selection, "zip", view="escort").content)

    for name in FORMATS:
        file_format = name.removeprefix("schedule.")
        alone = export(selection, file_format, view="escort").content
        assert files[name] == alone


def test_what_is_off_is_cancelled_in_the_calendar_and_nowhere_else(here):
    write(here)
    here.stops[0].status = "cancelled"
    here.stops[0].save()

    files = read(write(here))

    calendar = vobject.readOne(files["schedule.ics"].decode())
    states = {event.status.value for event in calendar.vevent_list}
    assert states == {"CANCELLED", "CONFIRMED"}
    assert len(json.loads(files["schedule.json"])["items"]) == 2


def test_two_archives_of_the_same_moment_are_equal_to_the_byte(here, monkeypatch):
    moment = datetime.fromisoformat("2023-11-23T14:20:00+00:00")
    monkeypatch.setattr("exhibitors.clock.now", lambda: moment)

    assert write(here) == write(here)


def test_nothing_found_is_an_archive_of_empty_files(here):
    assert set(read(write(here, day=date(2023, 11, 25)))) == FORMATS


def test_an_archive_reads_the_schedule_once(here, django_assert_num_queries):
    write(here)
    # Seven for the programme; of the calendar the lock, the entries and a savepoint's
    # two; the venues once a sheet; the log.
    for stops in (1, 3):
        for place in range(stops):
            StopFactory(exhibition=here.exhibition, visit=here.visit, position=place)
        write(here)
        with django_assert_num_queries(15):
            write(here)


def test_an_archive_is_one_export(here):
    write(here)

    log = ExportLog.objects.get()
    assert (log.format, log.stop_count) == ("zip", 3)
