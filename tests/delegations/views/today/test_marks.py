"""Taps of the day over HTTP: who marks what, and what is sent twice."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from delegations.models import Mark, Stop
from delegations.releases.releasing import release
from exhibitors import clock
from tests.delegations.times import DAY as VISIT_DAY
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

DAY = "/en/baku/delegations/today/2023-11-24/"
MARKS = f"{DAY}marks/"


def sent(client, *taps, now="2023-11-24T06:05:00Z"):
    body = {
        "now": now,
        "marks": [
            {"key": str(uuid4()), "stop": stop.pk, "kind": kind, "at": moment}
            for stop, kind, moment in taps
        ],
    }
    return client.post(MARKS, json.dumps(body), content_type="application/json")


def outcomes(answer):
    assert answer.status_code == 200
    return [each["outcome"] for each in answer.json()["answers"]]


def state(stop):
    stop = Stop.objects.get(pk=stop.pk)
    moments = (stop.actual_start_at, stop.actual_end_at)
    return [moment and f"{moment:%H:%M}" for moment in moments], stop.status


@pytest.mark.parametrize("who", [None, "nobody", "elsewhere", "pavilion_manager"])
def test_out_of_scope_nothing_is_marked(client, here, who):
    user = UserFactory()
    if who == "elsewhere":
        RoleAssignmentFactory(
            user=user, role="protocol_officer", exhibition=ExhibitionFactory()
        )
    if who == "pavilion_manager":
        RoleAssignmentFactory(
            user=user, role=who, exhibition=here.exhibition, country_id="KZ"
        )
    if who:
        client.force_login(user)

    answer = sent(client, (here.stops[0], "arrived", "2023-11-24T06:01:00Z"))

    assert answer.status_code == (404 if who else 302)
    assert not Mark.objects.exists()


def test_a_host_marks_at_no_other_stand(host, here):
    release(here.exhibition, VISIT_DAY, None)
    answer = sent(
        host,
        (here.stops[0], "arrived", "2023-11-24T06:01:00Z"),
        (here.stops[1], "arrived", "2023-11-24T06:01:00Z"),
        (here.stops[0], "skipped", "2023-11-24T06:02:00Z"),
    )
    assert outcomes(answer) == ["taken", "refused", "refused"]
    assert Mark.objects.count() == 1
    assert "Tajik" not in answer.content.decode()


def test_the_clock_of_a_phone_is_set_by_ours(officer, here):
    answer = sent(
        officer,
        (here.stops[0], "arrived", "2026-01-01T12:00:00.000Z"),
        now="2026-01-01T12:04:00.000Z",
    )
    assert outcomes(answer) == ["taken"]
    assert state(here.stops[0])[0] == ["06:01", None]


def test_a_batch_sent_twice_counts_once(officer, here):
    body = json.dumps(
        {
            "now": "2023-11-24T06:05:00Z",
            "marks": [
                {
                    "key": str(uuid4()),
                    "stop": here.stops[0].pk,
                    "kind": kind,
                    "at": f"2023-11-24T06:0{minute}:00Z",
                }
                for kind, minute in (("arrived", 1), ("left", 4))
            ],
        }
    )
    for expected in (["taken"] * 2, ["known"] * 2):
        answer = officer.post(MARKS, body, content_type="application/json")
        assert outcomes(answer) == expected
    assert state(here.stops[0]) == (["06:01", "06:04"], "done")


def test_without_a_script_a_form_marks_and_leads_back(officer, here):
    stop = here.stops[0]
    answer = officer.post(
        MARKS, {"stop": stop.pk, "visit": stop.visit_id, "kind": "arrived"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == f"{DAY}?visit={stop.visit_id}#stop-{stop.pk}"
    assert state(stop)[0] == ["06:05", None]
    officer.post(MARKS, {"stop": stop.pk, "kind": "cleared"})
    assert state(stop)[0] == [None, None]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"now": "x", "marks": []}',
        '{"now": "2023-11-24T06:05:00", "marks": []}',
        '{"now": "2023-11-24T06:05:00Z", "marks": {}}',
        '{"now": "2023-11-24T06:05:00Z", "marks": [1]}',
        '{"now": "0001-01-01T00:00:00+23:00", "marks": [{"key": "x"}]}',
        json.dumps({"now": "2023-11-24T06:05:00Z", "marks": [{}] * 201}),
        '{"now": "2023-11-24T06:05:00Z", "marks": [{"key": 5}]}',
    ],
)
def test_what_is_no_list_of_taps_is_refused(officer, body):
    answer = officer.post(MARKS, body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("now", ["2023-11-24T06:04:00Z", "2023-11-24T06:06:00Z"])
def test_a_moment_that_is_none_spoils_no_other_tap(officer, here, moment, now):
    stop = here.stops[0]
    answer = sent(
        officer,
        (stop, "arrived", "2023-11-24T06:01:00Z"),
        (stop, "left", moment),
        now=now,
    )
    assert outcomes(answer) == ["taken", "refused"]
    assert "on the day of the visit" in answer.json()["answers"][1]["sentence"]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_takes_no_tap(officer, here, on):
    address = MARKS.replace("2023-11-24", on)
    form = {"stop": here.stops[0].pk, "kind": "arrived", "time": "23:59"}
    assert officer.post(address, form).status_code == 404
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"stop": "x"},
        {"stop": "9" * 30, "kind": "left"},
        {"stop": "1", "kind": "left", "time": "25:99"},
    ],
)
def test_what_is_no_tap_is_refused(officer, form):
    assert officer.post(MARKS, form).status_code == 400


def test_marks_are_only_sent(officer):
    assert officer.get(MARKS).status_code == 405


def test_a_forged_form_of_another_site_is_refused(here):
    from django.test import Client  # noqa: PLC0415

    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client = Client(enforce_csrf_checks=True)
    client.force_login(given.user)
    answer = sent(client, (here.stops[0], "arrived", "2023-11-24T06:01:00Z"))
    assert (answer.status_code, Mark.objects.count()) == (403, 0)


def test_afterwards_officers_complete_the_times(officer, here, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 11, 25, 9, tzinfo=UTC))
    assert "can be entered with its time" in page(officer.get(DAY)).text
    stop = here.stops[0]
    officer.post(MARKS, {"stop": stop.pk, "kind": "arrived", "time": "10:02"})
    assert state(stop)[0] == ["06:02", None]
    answer = officer.post(MARKS, {"stop": stop.pk, "kind": "left"}, follow=True)
    assert "Times are marked on the day" in page(answer).text
    assert state(stop)[0] == ["06:02", None]


def test_planned_against_actual_with_totals(officer, here):
    sent(
        officer,
        (here.stops[0], "arrived", "2023-11-24T06:02:00Z"),
        (here.stops[0], "left", "2023-11-24T06:04:00Z"),
        (here.stops[1], "skipped", "2023-11-24T06:04:30Z"),
    )
    text = page(officer.get(f"{DAY}actual/")).text
    for words in ("10:02–10:04", "+2 min", "-16 min", "skipped", "2 of 20 planned"):
        assert words in text
    table = officer.get(f"{DAY}actual.csv").content.decode()
    row = next(line for line in table.splitlines() if "Stand of Kazakhstan" in line)
    assert "2023-11-24T10:02:00+04:00" in row
    assert row.endswith("2,-16,done")


def test_a_host_reads_the_table_of_the_own_stand(host, here):
    release(here.exhibition, VISIT_DAY, None)
    table = host.get(f"{DAY}actual.csv").content.decode()
    assert "Kazakhstan" in table
    assert "Tajik" not in table
