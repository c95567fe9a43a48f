"""The day on a phone: who sees what, and when there is something to tap."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from delegations.models import Mark
from delegations.releases.releasing import release
from delegations.schedule import write
from exhibitors import clock
from exhibitors.queries.walking import walks
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import DAY as VISIT_DAY
from tests.delegations.times import at, stretch
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

DAY = "/en/baku/delegations/today/2023-11-24/"
PAGES = [
    "/en/baku/delegations/today/",
    DAY,
    f"{DAY}actual/",
    f"{DAY}actual.csv",
    "/en/baku/delegations/today/worker.js",
]


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


def test_a_host_sees_the_arrivals_at_the_own_stand_only(host, here):
    assert "Stand of Kazakhstan" not in page(host.get(DAY)).text
    release(here.exhibition, VISIT_DAY, None)

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
    assert answer["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("count", [0, 4])
def test_the_day_takes_a_fixed_number_of_queries(
    officer, here, django_assert_num_queries, count
):
    for _visit in range(count):
        visit = visit_of(here.exhibition, "06:00-12:00")
        for hour in (8, 9, 10):
            stop_of(visit, f"{hour:02}:00-{hour:02}:20")
    walks(here.exhibition)
    with django_assert_num_queries(20):
        officer.get(DAY)


def test_a_move_after_the_release_is_not_told_to_a_host(host, here):
    release(here.exhibition, VISIT_DAY, None)
    stop = here.stops[0]
    stop.planned = stretch("06:05-06:25")
    write([stop])

    text = page(host.get(DAY)).text

    assert ("10:00" in text, "10:05" in text) == (True, False)


def test_a_day_that_was_not_released_is_not_told_to_a_host(host, here):
    release(here.exhibition, VISIT_DAY, None)
    _move_a_day(here.visit)

    around = f"/en/baku/delegations/today/{VISIT_DAY + timedelta(days=1)}/"

    assert around not in host.get(DAY).content.decode()


def test_a_host_goes_from_one_released_day_to_the_other(host, here):
    later = VISIT_DAY + timedelta(days=1)
    stop = stop_of(visit_of(here.exhibition), "09:00-09:20", stand=here.stands[0])
    _move_a_day(stop.visit)
    for on in (VISIT_DAY, later):
        release(here.exhibition, on, None)

    assert f"/today/{later}/" in host.get(DAY).content.decode()
    after = host.get(f"/en/baku/delegations/today/{later}/")
    assert f"/today/{VISIT_DAY}/" in after.content.decode()


def _move_a_day(visit):
    """Move a visit and its stops to the next day, in the draft."""
    day = timedelta(days=1)
    stops = list(visit.stops.all())
    visit.on += day
    visit.span = _later(visit.span, day)
    for stop in stops:
        stop.planned = _later(stop.planned, day)
    write([visit, *stops])


def _later(span, by):
    return type(span)(span.lower + by, span.upper + by)
