"""The page behind the link of a letter."""

import pytest

from delegations import schedule
from delegations.models import Notice
from delegations.releases.releasing import release
from exhibitors.models import RoleAssignment
from tests.delegations.scene import scene
from tests.delegations.times import DAY, stretch
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    found = scene()
    found.keeper = RoleAssignmentFactory(
        role="stand_host", exhibition=found.exhibition, stand=found.stands[0]
    ).user
    return found


@pytest.fixture
def version(here):
    return release(here.exhibition, DAY, None, "Please be early.")


def address(version, **reader):
    return f"/notices/{version.notices.get(**reader).token}/"


def test_it_shows_the_digest_and_the_programme_of_its_reader(client, here, version):
    shown = page(client.get(address(version, person=here.host)))

    assert "The Host" in shown.text
    assert "10:00–10:20 the call at B1" in shown.text
    assert "Please be early." in shown.text
    assert "Call at a stand · B1 Stand of Kazakhstan, Hall 1" in shown.text
    assert "Times of Asia/Baku" in shown.text


@pytest.mark.parametrize(
    ("reader", "hidden"),
    [
        ("host", ["Tajik", "10:30", "Main entrance", "The Minister", "satellites"]),
        ("keeper", ["Tajik", "10:30", "Main entrance", "The Minister", "satellites"]),
        ("minister", ["Delegation of Tajikistan", "11:00", "Parking", "satellites"]),
    ],
)
def test_it_shows_nothing_of_others(client, here, version, reader, hidden):
    who = {"user" if reader == "keeper" else "person": getattr(here, reader)}

    text = client.get(address(version, **who)).content.decode()

    assert "Kazakhstan" in text
    assert [word for word in hidden if word in text] == []


def test_opening_it_marks_nothing_and_the_button_does(client, here, version):
    place = address(version, person=here.host)
    client.head(place)
    opened = page(client.get(place))
    unread = Notice.objects.get(person=here.host).read_at
    answer = client.post(place)
    first = Notice.objects.get(person=here.host).read_at
    client.post(place)

    assert unread is None
    assert "I have read it" in opened.text
    assert (answer.status_code, answer["Location"]) == (302, place)
    assert first == Notice.objects.get(person=here.host).read_at
    assert first is not None
    assert "I have read it" not in page(client.get(place)).text
    assert Notice.objects.get(person=here.minister).read_at is None


def test_its_programme_is_the_latest_released_and_never_the_draft(
    client, here, version
):
    place = address(version, person=here.host)
    here.stops[0].planned = stretch("06:10-06:30")
    schedule.write([here.stops[0]])
    draft = page(client.get(place)).text
    release(here.exhibition, DAY, None)
    after = page(client.get(place)).text

    assert "10:10" not in draft
    assert "Version 2 has been released since." in after
    assert "10:10–10:30" in after


def test_who_is_no_longer_host_has_no_programme_there(client, here, version):
    place = address(version, user=here.keeper)
    RoleAssignment.objects.all().delete()

    assert "There is nothing for you on this day." in page(client.get(place)).text


def test_it_is_kept_by_nobody_and_found_by_no_search(client, here, version):
    answer = client.get(address(version, person=here.host))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    shown = page(answer)
    assert shown.links == ["#main"]
    assert shown.inline_code == []


def test_it_is_in_the_language_of_its_reader(client, here, version):
    version.notices.update(language="ru")

    answer = client.get(
        address(version, person=here.host), headers={"Accept-Language": "az"}
    )

    assert answer["Content-Language"] == "ru"
    assert "Делегация Казахстана" in answer.content.decode()
    assert '<html lang="ru">' in answer.content.decode()


@pytest.mark.parametrize("token", ["x" * 43, "a" * 65, "%00", ""])
def test_an_unknown_address_is_none(client, version, token):
    for method in (client.get, client.post):
        assert method(f"/notices/{token}/").status_code == 404


def test_it_is_read_and_confirmed_and_nothing_else(client, here, version):
    place = address(version, person=here.host)

    assert client.delete(place).status_code == 405
    assert client.put(place).status_code == 405
