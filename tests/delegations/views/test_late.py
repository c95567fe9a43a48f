"""“12 minutes late” on a phone: looked at first, applied by those who plan."""

import re

import pytest

from delegations.models import Change, Visit
from exhibitors import clock
from exhibitors.queries.walking import walks
from tests.delegations.scene import scene
from tests.delegations.times import at
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db

LATE = "/en/baku/delegations/today/2023-11-24/late/"
DAY = "/en/baku/delegations/today/2023-11-24/"


@pytest.fixture(autouse=True)
def _morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("05:55"))


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


def form_of(answer, option):
    """Return what the form of an option would send."""
    markup = answer.content.decode()
    article = re.search(
        rf'<article[^>]*way-{option}".*?</article>', markup, re.DOTALL
    ).group()
    return dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', article)
    )


def test_the_sheet_shows_expected_times_and_whom_each_way_touches(officer, here):
    answer = officer.get(f"{LATE}?visit={here.visit.pk}&minutes=12")
    text = page(answer).text
    for words in (
        "12 minutes late",
        "Nothing is changed before you choose.",
        "10:12–10:32",
        "Move the stops to come",
        "To be told",
        "The Host; The Minister",
    ):
        assert words in text
    assert not Change.objects.exists()


def test_a_way_is_applied_once_and_taken_back(officer, here):
    address = f"{LATE}?visit={here.visit.pk}&quick=12"
    form = form_of(officer.get(address), "keep")
    assert officer.post(LATE, form)["Location"] == f"{DAY}?visit={here.visit.pk}"
    here.visit.refresh_from_db()
    assert here.visit.delay == 12
    again = officer.post(LATE, form, follow=True)
    assert "The day has changed meanwhile" in page(again).text

    change = Change.objects.get()
    assert officer.post(f"{LATE}undo/", {"change": change.pk}).status_code == 302
    here.visit.refresh_from_db()
    assert here.visit.delay is None
    assert officer.post(f"{LATE}undo/", {"change": change.pk}).status_code == 404


def test_the_change_of_another_officer_is_not_taken_back(officer, here, client):
    officer.post(
        LATE, form_of(officer.get(f"{LATE}?visit={here.visit.pk}&minutes=5"), "keep")
    )
    other = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(other.user)
    key = Change.objects.get().pk
    assert client.post(f"{LATE}undo/", {"change": key}).status_code == 404


@pytest.mark.parametrize("role", ["stand_host", "elsewhere", None])
def test_only_planners_report_a_delay(client, here, role):
    if role == "stand_host":
        given = RoleAssignmentFactory(
            role=role, exhibition=here.exhibition, stand=here.stands[0]
        )
        client.force_login(given.user)
    elif role:
        given = RoleAssignmentFactory(
            role="protocol_officer", exhibition=ExhibitionFactory()
        )
        client.force_login(given.user)
    query = {"visit": here.visit.pk, "minutes": 12, "option": "keep", "token": "x"}
    for answer in (
        client.get(LATE, query),
        client.post(LATE, query | {"at": "2023-11-24T05:55:00+00:00"}),
        client.post(f"{LATE}undo/", {"change": 1}),
    ):
        assert answer.status_code == (404 if role else 302)
    assert Visit.objects.get(pk=here.visit.pk).delay is None


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("visit=9&minutes=12", 404),
        ("visit=x&minutes=12", 404),
        ("minutes=12", 404),
        ("visit={0}&minutes=-5", 302),
        ("visit={0}&minutes=601", 302),
        ("visit={0}&minutes=12.5", 302),
        ("visit={0}", 302),
    ],
)
def test_odd_questions_have_an_answer(officer, here, query, status):
    address = f"{LATE}?{query.format(here.visit.pk)}"
    assert officer.get(address).status_code == status


@pytest.mark.parametrize("moment", ["", "yesterday", "2023-11-24T05:55:00"])
def test_a_sheet_without_its_moment_is_not_applied(officer, here, moment):
    sent = {"visit": here.visit.pk, "minutes": 5, "option": "keep", "at": moment}
    assert officer.post(LATE, sent).status_code == 404


@pytest.mark.parametrize("count", [0, 4])
def test_the_sheet_takes_a_fixed_number_of_queries(
    officer, here, django_assert_num_queries, count
):
    from tests.delegations.rows import stop_of, visit_of  # noqa: PLC0415

    for _visit in range(count):
        stop_of(visit_of(here.exhibition, "06:00-12:00"), "08:00-08:20")
    walks(here.exhibition)
    with django_assert_num_queries(125):
        officer.get(f"{LATE}?visit={here.visit.pk}&minutes=12")
