"""Schedules as files."""

import pytest

from delegations.models import ExportLog
from tests.delegations.scene import scene
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db
CSV = "/en/baku/delegations/schedule.csv"


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


@pytest.mark.parametrize(
    ("query", "stops", "name"),
    [
        ("", 3, "baku"),
        ("?delegation=kazakhstan", 2, "baku-kazakhstan"),
        ("?stand=b2", 2, "baku-b2"),
        ("?delegation=kazakhstan&stand=b2", 1, "baku-kazakhstan-b2"),
        ("?area=hall", 1, "baku-hall"),
        ("?person=minister", 2, "baku-minister"),
        ("?person=host", 1, "baku-host"),
        ("?date=2023-11-24", 3, "baku-2023-11-24"),
        ("?date=2023-11-25", 0, "baku-2023-11-25"),
    ],
)
def test_filters_combine_and_the_file_says_what_is_in_it(officer, query, stops, name):
    answer = officer.get(CSV + query)

    assert answer.content.decode().count("\r\n") == stops + 1
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert ExportLog.objects.get().stop_count == stops


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("date=24.11.2023", "date"),
        ("delegation=nobody", "delegation"),
        ("stand=' OR 1=1", "stand"),
        ("visit=first", "visit"),
        ("visit=99999999999999999999", "visit"),
        ("visit=0", "visit"),
        ("confidentiality=everything", "confidentiality"),
        ("sheet=poster", "sheet"),
        ("area=%00", "area"),
    ],
)
def test_a_filter_that_is_wrong_is_named(officer, query, field):
    answer = officer.get(f"{CSV}?{query}")

    assert answer.status_code == 400
    assert field in answer.content.decode()
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize(
    ("name", "content_type", "begins"),
    [
        ("schedule.csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("schedule.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
        ("schedule.json", "application/json", b'{"format":"expo-schedule-1"'),
        ("schedule.pdf", "application/pdf", b"%PDF-"),
        ("schedule.zip", "application/zip", b"PK"),
        (
            "schedule.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"PK",
        ),
    ],
)
def test_each_format_comes_as_what_it_is(officer, name, content_type, begins):
    answer = officer.get(f"/en/baku/delegations/{name}")

    assert answer["Content-Type"] == content_type
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(begins)


def test_the_sheet_asked_for_is_noted(officer):
    officer.get("/en/baku/delegations/schedule.pdf?sheet=card")

    assert ExportLog.objects.get().filters["sheet"] == "card"


@pytest.mark.parametrize("name", ["schedule.docx", "schedule.", "schedule.csv.exe"])
def test_other_formats_are_not_there(officer, name):
    assert officer.get(f"/en/baku/delegations/{name}").status_code == 404


def test_an_export_is_logged_with_who_took_it(officer, here):
    officer.get(f"{CSV}?delegation=kazakhstan&confidentiality=stand")

    log = ExportLog.objects.get()
    assert log.user.roles.get().role == "protocol_officer"
    assert log.filters == {
        "delegation": here.kazakhstan.pk,
        "language": "en",
        "view": "stand",
    }
