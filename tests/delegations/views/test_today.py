"""The day on a phone: who sees what, who marks what, and what is sent twice."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from delegations.models import Mark, Stop
from exhibitors import clock
from tests.delegations.scene import scene
from tests.delegations.times import at
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

DAY = "/en/baku/delegations/today/2023-11-24/"
MARKS = f"{DAY}marks/"
PAGES = [
    "/en/baku/delegations/today/",
    DAY,
    f"{DAY}actual/",
    f"{DAY}actual.csv",
    "/en/baku/delegations/today/worker.js",
]


@pytest.fixture(autouse=True)
def _morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("06:05"))


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


@pytest.fixture
def host(client, here):
    given = RoleAssignmentFactory(
        role="stand_host", exhibition=here.exhibition, stand=here.stands[0]
    )
    client.force_login(given.user)
    return client


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


def test_an_officer_sees_now_and_next_and_who_receives(officer, here):
    here.stops[0].actual_start_at = at("06:01")
    here.stops[0].save()

    text = page(officer.get(DAY)).text

    for words in ("Delegation of Kazakhstan", "since 10:01", "The Host", "at 10:30"):
        assert words in text


def test_lateness_is_shown_beside_the_plan(officer, here):
    here.visit.delay, here.visit.delay_since = 12, at("05:50")
    here.visit.save()

    text = page(officer.get(DAY)).text

    assert "12 minutes late" in text
    assert "10:12" in text
    assert "planned 10:00–10:20" in text


def test_an_officer_chooses_among_the_visits(officer, here):
    visit = here.stops[2].visit_id
    assert "Stand of Tajiks" in page(officer.get(f"{DAY}?visit={visit}")).text
    assert officer.get(f"{DAY}?visit=%00x").status_code == 200


def test_a_host_sees_the_arrivals_at_the_own_stand_only(host):
    text = page(host.get(DAY)).text

    assert "Stand of Kazakhstan" in text
    for kept in ("Tajik", "Main entrance", "+994", "Skipped", "Late by", "Minister"):
        assert kept not in text


@pytest.mark.parametrize("address", PAGES)
def test_without_an_account_one_is_asked_to_sign_in(client, here, address):
    assert client.get(address).status_code == 302
    assert "login" in client.get(address)["Location"]


@pytest.mark.parametrize("address", PAGES)
def test_officers_of_another_exhibition_find_nothing(client, here, address):
    given = RoleAssignmentFactory(
        role="protocol_officer", exhibition=ExhibitionFactory()
    )
    client.force_login(given.user)
    assert client.get(address).status_code == 404


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
    ],
)
def test_what_is_no_list_of_taps_is_refused(officer, body):
    answer = officer.post(MARKS, body, content_type="application/json")
    assert answer.status_code == 400


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


@pytest.mark.parametrize(
    ("now", "day"),
    [("2023-11-24", "2023-11-24"), ("2026-01-01", "2023-11-24")],
)
def test_today_leads_to_the_nearest_day_with_visits(officer, monkeypatch, now, day):
    moment = datetime.fromisoformat(f"{now}T08:00").replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    answer = officer.get("/en/baku/delegations/today/")
    assert answer["Location"] == f"/en/baku/delegations/today/{day}/"


def test_before_its_day_there_is_nothing_to_tap(officer, monkeypatch):
    moment = datetime(2023, 11, 20, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    text = officer.get(DAY).content.decode()
    assert "taps are entered on the day of the visit" in text
    assert 'value="arrived"' not in text


def test_afterwards_officers_complete_the_times(officer, here, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 11, 25, 9, tzinfo=UTC))
    assert "can be entered with its time" in page(officer.get(DAY)).text
    stop = here.stops[0]
    officer.post(MARKS, {"stop": stop.pk, "kind": "arrived", "time": "10:02"})
    assert state(stop)[0] == ["06:02", None]
    answer = officer.post(MARKS, {"stop": stop.pk, "kind": "left"}, follow=True)
    assert "Times are marked on the day" in page(answer).text
    assert state(stop)[0] == ["06:02", None]


def test_afterwards_a_host_only_reads(host, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 11, 25, 9, tzinfo=UTC))
    assert 'value="arrived"' not in host.get(DAY).content.decode()


def test_two_who_marked_differently_are_both_shown(officer, here):
    other = UserFactory(name="Rashad")
    stop = here.stops[0]
    for who, moment in ((other, "06:01"), (UserFactory(name="Aysel"), "06:03")):
        Mark.objects.create(
            key=uuid4(), stop=stop, kind="arrived", marked_at=at(moment), user=who
        )
    stop.actual_start_at = at("06:03")
    stop.save()
    text = page(officer.get(DAY)).text
    assert "Rashad: arrived 10:01" in text
    assert "Aysel: arrived" not in text


def test_the_worker_reaches_its_own_pages_only(officer):
    answer = officer.get("/en/baku/delegations/today/worker.js")
    assert answer["Service-Worker-Allowed"] == "/en/baku/delegations/today/"
    assert answer["Content-Type"].startswith("text/javascript")


def test_signing_out_clears_what_the_phone_keeps(officer):
    answer = officer.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("count", [0, 4])
def test_the_day_takes_a_fixed_number_of_queries(
    officer, here, django_assert_num_queries, count
):
    from tests.delegations.rows import stop_of, visit_of  # noqa: PLC0415

    for _visit in range(count):
        visit = visit_of(here.exhibition, "06:00-12:00")
        for hour in (8, 9, 10):
            stop_of(visit, f"{hour:02}:00-{hour:02}:20")
    with django_assert_num_queries(17):
        officer.get(DAY)


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


def test_a_host_reads_the_table_of_the_own_stand(host):
    table = host.get(f"{DAY}actual.csv").content.decode()
    assert "Kazakhstan" in table
    assert "Tajik" not in table
