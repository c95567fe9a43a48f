"""Who reads the schedule: every page and every role, and attempts to break out."""

import re
from datetime import date

import pytest

from delegations import schedule
from delegations.confidentiality import VIEWS
from delegations.exports.files import FORMATS
from delegations.exports.pdf import SHEETS
from delegations.models import ExportLog, Release
from delegations.releases.releasing import release
from exhibitors.models import RoleAssignment
from tests.delegations.exports.readable import text_in
from tests.delegations.scene import scene
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import ReportFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "/en/baku/delegations/",
    "/en/baku/delegations/d/kazakhstan/",
    "/en/baku/delegations/day/2023-11-24/",
    "/en/baku/delegations/schedule.csv",
    "/en/baku/delegations/schedule.ics",
    "/ru/baku/delegations/schedule.ics?delegation=kazakhstan",
    "/en/baku/delegations/schedule.json",
    "/en/baku/delegations/schedule.xlsx",
    "/en/baku/delegations/schedule.pdf",
    "/en/baku/delegations/schedule.zip",
]
# What no reader of one stand may ever find in an answer.
KEPT_FROM_HOSTS = [
    "Tajikistan",
    "Stand of Tajiks",
    "Main entrance",
    "+994",
    "Parking P2",
    "10-AA-001",
    "Secret note",
    "satellites",
    "The Minister",
]


# The sheets beside that of the press, which has nothing before a report is published.
ASKED_SHEETS = sorted(SHEETS.keys() - {"press"})


def readable(answer):
    """Return all that an answer says, whatever its format."""
    name = answer.get("Content-Disposition", "page.html").rstrip('"')
    return text_in(answer.content, name)


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def released(here):
    release(here.exhibition, DAY, None)
    return here


@pytest.fixture
def host(client, released):
    given = RoleAssignmentFactory(
        role="stand_host", exhibition=released.exhibition, stand=released.stands[0]
    )
    client.force_login(given.user)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_without_an_account_one_is_asked_to_sign_in(client, here, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/")
    assert not ExportLog.objects.exists()


def test_without_an_account_what_exists_answers_as_what_does_not(client, here):
    for address in (
        "/en/baku/delegations/d/nobody/",
        "/en/nowhere/delegations/",
        "/en/nowhere/delegations/schedule.csv",
    ):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [None, "pavilion_manager", "elsewhere", "inactive"])
def test_out_of_scope_no_page_is_there(client, here, address, role):
    user = UserFactory()
    if role == "pavilion_manager":
        RoleAssignmentFactory(
            user=user, role=role, exhibition=here.exhibition, country_id="KZ"
        )
    if role == "elsewhere":
        for name in ("organiser", "protocol_officer"):
            RoleAssignmentFactory(user=user, role=name, exhibition=ExhibitionFactory())
    client.force_login(user)
    if role == "inactive":
        RoleAssignmentFactory(
            user=user, role="protocol_officer", exhibition=here.exhibition
        )
        user.is_active = False
        user.save()

    assert client.get(address).status_code == (302 if role == "inactive" else 404)
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", ["organiser", "protocol_officer", "every exhibition"])
def test_those_who_plan_read_all_of_it(client, here, address, role):
    given = (
        RoleAssignmentFactory(exhibition=None)
        if role == "every exhibition"
        else RoleAssignmentFactory(role=role, exhibition=here.exhibition)
    )
    client.force_login(given.user)

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    expected = "Казахстана" if address.startswith("/ru/") else "Kazakhstan"
    assert expected in readable(answer)


@pytest.mark.parametrize(
    "address",
    [
        *PAGES,
        *(
            f"/en/baku/delegations/schedule.{name}?confidentiality={view}"
            for name in FORMATS
            for view in VIEWS
        ),
        *(f"/en/baku/delegations/schedule.pdf?sheet={name}" for name in ASKED_SHEETS),
        "/en/baku/delegations/schedule.csv?stand=b1",
        "/en/baku/delegations/schedule.csv?date=2023-11-24",
    ],
)
def test_a_host_reads_the_arrivals_at_one_stand(host, address):
    answer = host.get(address)

    text = readable(answer)
    assert answer.status_code == 200
    assert "Kazakhstan" in text or "Казахстана" in text
    assert [name for name in KEPT_FROM_HOSTS if name in text] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/baku/delegations/d/tajikistan/", 404),
        ("/en/baku/delegations/schedule.csv?delegation=tajikistan", 400),
        ("/en/baku/delegations/schedule.csv?delegation=nobody", 400),
        ("/en/baku/delegations/schedule.csv?stand=b2", 400),
        ("/en/baku/delegations/schedule.csv?person=minister", 400),
        ("/en/baku/delegations/schedule.pdf?person=minister&sheet=card", 400),
        ("/en/baku/delegations/schedule.pdf?delegation=tajikistan&sheet=day", 400),
        ("/en/baku/delegations/schedule.zip?stand=b2", 400),
    ],
)
def test_a_host_learns_nothing_of_others(host, address, status):
    assert host.get(address).status_code == status


def test_a_host_s_press_sheet_has_neither_names_nor_what_is_not_reported(host, here):
    address = "/en/baku/delegations/schedule.pdf?sheet=press"
    assert "No visit has been reported yet." in readable(host.get(address))
    for visit in (here.visit, here.stops[2].visit):
        ReportFactory(exhibition=here.exhibition, visit=visit, is_published=True)

    text = readable(host.get(address))

    assert "Delegation of Kazakhstan" in text
    assert [name for name in (*KEPT_FROM_HOSTS, "The Host") if name in text] == []


def test_a_host_cannot_tell_a_stranger_from_nobody(host):
    answers = [
        host.get(f"/en/baku/delegations/schedule.csv?delegation={name}").content
        for name in ("tajikistan", "nobody")
    ]

    assert answers[0].replace(b"tajikistan", b"nobody") == answers[1]


def test_a_day_on_which_only_others_come_is_empty_for_a_host(host, here):
    here.stops[2].visit.on = "2023-11-25"
    here.stops[2].visit.save()
    release(here.exhibition, date(2023, 11, 25), None)

    answer = host.get("/en/baku/delegations/day/2023-11-25/")

    assert "No delegation comes on this day." in answer.content.decode()
    assert "2023-11-25" not in host.get(PAGES[2]).content.decode()


def test_a_host_reads_nothing_before_the_first_release(host):
    Release.objects.all().delete()

    for address in PAGES:
        answer = host.get(address)
        assert "Kazakhstan" not in readable(answer)
        assert answer.status_code == (404 if "/d/" in address else answer.status_code)


@pytest.mark.parametrize("state", ["", "state=draft", "state=released"])
def test_a_draft_changes_nothing_for_a_host(host, here, state):
    addresses = [
        f"{address}{'&' if '?' in address else '?'}{state}" for address in PAGES
    ]
    before = [steady(host.get(address)) for address in addresses]
    stop = here.stops[0]
    stop.planned = stretch("06:05-06:25")
    here.kazakhstan.size = 13
    other = here.stops[2]
    other.stand, other.planned = here.stands[0], stretch("07:30-07:50")
    schedule.write([stop, other, here.kazakhstan])

    assert [steady(host.get(address)) for address in addresses] == before
    assert host.get("/en/baku/delegations/d/tajikistan/").status_code == 404


def steady(answer):
    """Return what an answer says, without the time and the secret of its making."""
    made = r'csrfmiddlewaretoken" value="[^"]+"|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)'
    return re.sub(made, "", readable(answer))


def test_a_draft_on_another_day_is_not_hinted_at(host, here):
    here.visit.on, here.visit.span = "2023-11-25", None
    here.visit.stops.update(planned=None)
    here.visit.save()

    assert "2023-11-25" not in host.get(PAGES[2]).content.decode()


def test_a_lost_role_closes_the_schedule_at_once(host):
    assert host.get(PAGES[0]).status_code == 200
    RoleAssignment.objects.all().delete()
    assert host.get(PAGES[0]).status_code == 404


def test_the_public_pages_do_not_speak_of_the_schedule(client, here):
    for address in ("/en/baku/", "/en/baku/stands/b1/", "/en/baku/countries/"):
        text = client.get(address).content.decode()
        assert "delegations/" not in text
        assert "Delegation of" not in text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_schedule_is_only_read_there(host, method):
    for address in PAGES:
        assert getattr(host, method)(address).status_code == 405
