"""The page on which a day is released."""

import pytest
from django.contrib.messages import get_messages

from delegations import schedule
from delegations.models import Letter, Notice, Release
from delegations.releases.releasing import release
from delegations.views import releases
from tests.delegations.scene import scene
from tests.delegations.times import DAY, stretch
from tests.entering import form_of
from tests.exhibitors.views.pages import page
from tests.factories.delegations import StopFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/baku/delegations/release/2023-11-24/"


@pytest.fixture
def here():
    found = scene()
    found.host.email = "host@example.org"
    found.host.save()
    return found


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


def move(here):
    here.stops[0].planned = stretch("06:10-06:30")
    schedule.write([here.stops[0]])


def form(client):
    """Return what the form of the release would send."""
    sent = form_of(client.get(PAGE))
    return {name: sent[name] for name in ("seen", "told", "note") if name in sent}


def test_before_the_first_release_the_page_says_what_would_be_released(officer):
    shown = page(officer.get(PAGE))

    assert "This day has not been released yet." in shown.text
    assert "The call at B1 is new: 10:00–10:20" in shown.text
    assert "Release version 1" in shown.text
    assert "no address" in shown.text


def test_a_release_is_confirmed_and_listed(officer, here):
    answer = officer.post(PAGE, {**form(officer), "note": " Please be early. "})

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == "Version 1 is released."
    version = Release.objects.get()
    assert (version.note, version.user.roles.get().role) == (
        "Please be early.",
        "protocol_officer",
    )
    assert Letter.objects.get().text.count("http://testserver/notices/") == 1
    shown = page(officer.get(PAGE))
    assert "The draft is the same." in shown.text
    assert "0 of 2" in shown.text
    assert "There is nothing new to release." in shown.text


def test_what_differs_from_the_last_version_is_said(officer, here):
    release(here.exhibition, DAY, None)
    move(here)

    shown = page(officer.get(PAGE))

    assert "What differs from version 1" in shown.text
    assert "The call at B1 moves from 10:00–10:20 to 10:10–10:30" in shown.text
    assert "Release version 2" in shown.text


def test_who_has_read_it_is_shown(officer, here):
    version = release(here.exhibition, DAY, None)
    version.notices.filter(person=here.host).update(read_at=version.released_at)

    shown = page(officer.get(PAGE))

    assert "1 of 2" in shown.text
    assert "not sent yet" in shown.text
    assert "no address: hand over this page" in shown.text
    assert shown.text.count("not read yet") == 1


def test_an_older_version_is_looked_up(officer, here):
    release(here.exhibition, DAY, None)
    move(here)
    release(here.exhibition, DAY, None)

    first, latest, odd = (
        page(officer.get(f"{PAGE}?version={name}")).text for name in ("1", "2", "x")
    )

    assert "What version 1 changed" in first
    assert "The call at B1 is new: 10:00–10:20" in first
    assert "What version 2 changed" in latest
    assert "moves from 10:00–10:20 to 10:10–10:30" in latest
    assert "What version 2 changed" in odd


def test_the_unticked_are_not_told(officer, here):
    officer.post(PAGE, {**form(officer), "told": [f"p{here.minister.pk}"]})

    assert [notice.person for notice in Notice.objects.all()] == [here.minister]


def test_nobody_is_told_where_nobody_is_ticked(officer):
    officer.post(PAGE, {"seen": form(officer)["seen"]})

    assert Release.objects.count() == 1
    assert not Notice.objects.exists()


def test_a_schedule_that_changed_meanwhile_is_looked_at_again(officer, here):
    sent = form(officer)
    move(here)

    answer = officer.post(PAGE, {**sent, "note": "Keep this note"})

    assert answer.status_code == 409
    shown = page(answer).text
    assert "The schedule changed since you opened this page." in shown
    assert "10:10–10:30" in shown
    assert "Keep this note" in shown
    assert not Release.objects.exists()


@pytest.mark.parametrize("seen", [{}, {"seen": ""}, {"seen": "x"}])
def test_nothing_is_released_unseen(officer, seen):
    assert officer.post(PAGE, seen).status_code == 409
    assert not Release.objects.exists()


def test_what_blocks_is_shown_with_the_way_there(officer, here):
    here.host.engagements.update(reply="declined")

    shown = page(officer.get(PAGE))
    answer = officer.post(PAGE, form(officer))

    sentence = "The Host declined to receive Delegation of Kazakhstan at B1"
    assert sentence in shown.text
    assert f"/admin/delegations/visit/{here.visit.pk}/change/" in shown.links
    assert answer.status_code == 409
    assert sentence in page(answer).text
    assert not Release.objects.exists()


@pytest.mark.parametrize("role", ["stand_host", "pavilion_manager", "elsewhere", None])
@pytest.mark.parametrize("method", ["get", "post"])
def test_out_of_scope_there_is_no_such_page(client, here, role, method):
    seen = {"seen": releases.draft_of(here.exhibition, DAY).fingerprint()}
    scope = {
        "stand_host": {"stand": here.stands[0]},
        "pavilion_manager": {"country_id": "KZ"},
    }
    user = UserFactory()
    if role == "elsewhere":
        for name in ("organiser", "protocol_officer"):
            RoleAssignmentFactory(user=user, role=name, exhibition=ExhibitionFactory())
    elif role:
        RoleAssignmentFactory(
            user=user, role=role, exhibition=here.exhibition, **scope[role]
        )
    client.force_login(user)

    assert getattr(client, method)(PAGE, seen).status_code == 404
    assert not Release.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_an_account_one_is_asked_to_sign_in(client, here, method):
    answer = getattr(client, method)(PAGE)

    assert answer["Location"].startswith("/accounts/login/")
    assert not Release.objects.exists()


def test_other_methods_and_days_are_refused(officer):
    assert officer.put(PAGE).status_code == 405
    assert officer.get(PAGE.replace("24", "31")).status_code == 404


def test_a_note_with_a_zero_character_is_kept_without_it(officer):
    officer.post(PAGE, {**form(officer), "note": "a\0b"})

    assert Release.objects.get().note == "ab"


def test_the_page_takes_a_fixed_number_of_queries(
    officer, here, django_assert_num_queries
):
    release(here.exhibition, DAY, None)
    for start in (7, 8):
        with django_assert_num_queries(52):
            officer.get(PAGE)
        here.visit.span = stretch("06:00-12:00")
        here.visit.save()
        for ten in (0, 2, 4):
            StopFactory(
                exhibition=here.exhibition,
                visit=here.visit,
                stand=here.stands[0],
                planned=stretch(f"0{start}:{ten}0-0{start}:{ten + 1}0"),
            )


def test_the_page_speaks_the_language_of_its_address(officer):
    answer = officer.get(PAGE.replace("/en/", "/ru/"))

    assert "Делегация Казахстана" in page(answer).text


def test_the_page_runs_nothing_and_loads_nothing_foreign(officer, here):
    release(here.exhibition, DAY, None)
    shown = page(officer.get(PAGE))

    assert shown.inline_code == []
    assert shown.foreign_addresses == []
