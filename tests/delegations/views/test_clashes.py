"""The clashes of a day: read and left as they are by those who plan, by nobody else."""

import pytest
from django.test import Client

from delegations.clashes import clashes_on
from delegations.models import AcceptedClash, Embargo, Stop
from tests.delegations.clashes.saying import only
from tests.delegations.scene import scene
from tests.delegations.times import DAY, stretch
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/baku/delegations/clashes/2023-11-24/"
POSTS = (f"{PAGE}accept/", f"{PAGE}reopen/")
SAID = "Nobody receives Delegation of Tajikistan at B2 Stand of Tajiks, 11:00–11:20."


@pytest.fixture
def here():
    found = scene()
    only(found.exhibition, "receiving", level="block")
    return found


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


def clash(here):
    return clashes_on(here.exhibition, DAY)[-1].fingerprint


def test_every_clash_is_listed_with_its_visit(officer, here):
    shown = page(officer.get(PAGE))

    assert SAID in shown.text
    assert "Keeps the day from being released" in shown.text
    assert f"/admin/delegations/visit/{here.stops[2].visit_id}/change/" in shown.links
    assert "/en/baku/delegations/board/2023-11-24/" in shown.links


def test_free_times_are_offered_in_the_exhibitions_zone(officer, here):
    only(here.exhibition, "precedence")
    for rank, delegation in ((1, here.tajikistan), (2, here.kazakhstan)):
        delegation.rank = rank
        delegation.save()
    Stop.objects.filter(pk=here.stops[1].pk).update(planned=stretch("06:38-06:58"))

    assert (
        "Free for Delegation of Kazakhstan: 10:35–10:55" in page(officer.get(PAGE)).text
    )


def test_a_day_without_clashes_says_so(officer, here):
    only(here.exhibition)

    assert "Nothing clashes on this day." in page(officer.get(PAGE)).text


def test_the_day_leads_to_its_clashes(officer, here):
    assert PAGE in page(officer.get("/en/baku/delegations/board/2023-11-24/")).links


def test_a_clash_is_left_as_it_is_with_who_and_why(officer, here):
    answer = officer.post(
        POSTS[0], {"clash": clash(here), "reason": "The envoy waits."}, follow=True
    )

    row = AcceptedClash.objects.get()
    text = page(answer).text
    assert (row.on, row.reason, row.sentence) == (DAY, "The envoy waits.", SAID)
    assert f"{row.user} left it as it is" in text
    assert "The envoy waits." in text
    assert "Open it again" in text


def test_what_was_left_is_opened_again(officer, here):
    officer.post(POSTS[0], {"clash": clash(here)})

    answer = officer.post(POSTS[1], {"clash": clash(here)})

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert not AcceptedClash.objects.exists()


def test_what_is_forbidden_has_no_such_button_and_is_refused(officer, here):
    only(here.exhibition, "embargo", level="forbid")
    Embargo.objects.create(
        exhibition=here.exhibition, stand=here.stands[1], country_id="TJ"
    )

    assert "Leave it" not in page(officer.get(PAGE)).text
    answer = officer.post(POSTS[0], {"clash": clash(here)}, follow=True)

    assert "What is forbidden cannot be left as it is." in page(answer).text
    assert not AcceptedClash.objects.exists()


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("named", ["", "0" * 64, "\0"])
def test_a_clash_that_is_gone_is_told(officer, here, address, named):
    answer = officer.post(address, {"clash": named}, follow=True)

    assert "This clash is not there any more." in page(answer).text
    assert not AcceptedClash.objects.exists()


def test_a_reason_that_is_too_long_is_told(officer, here):
    values = {"clash": clash(here), "reason": "x" * 301}

    assert "shorter reason" in page(officer.post(POSTS[0], values, follow=True)).text
    assert not AcceptedClash.objects.exists()


def test_the_sentences_are_in_the_language_of_the_page(officer, here):
    text = page(officer.get(PAGE.replace("/en/", "/ru/"))).text

    assert "Делегация Таджикистана" in text


def sign_in(client, here, role):
    if role == "visitor":
        client.force_login(UserFactory())
        return
    scope = {"exhibition": here.exhibition}
    if role == "pavilion_manager":
        scope["country_id"] = "KZ"
    if role == "stand_host":
        scope["stand"] = here.stands[1]
    if role == "elsewhere":
        role, scope = "protocol_officer", {"exhibition": ExhibitionFactory()}
    client.force_login(RoleAssignmentFactory(role=role, **scope).user)


@pytest.mark.parametrize(
    "role", ["visitor", "pavilion_manager", "stand_host", "elsewhere"]
)
def test_out_of_scope_there_are_no_clashes(client, here, role):
    sign_in(client, here, role)

    assert client.get(PAGE).status_code == 404
    for address in POSTS:
        assert client.post(address, {"clash": clash(here)}).status_code == 404
    assert not AcceptedClash.objects.exists()


def test_a_host_is_not_led_there(client, here):
    sign_in(client, here, "stand_host")

    assert PAGE not in page(client.get("/en/baku/delegations/board/2023-11-24/")).links


def test_without_an_account_one_is_asked_to_sign_in(client, here):
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")
    for address in POSTS:
        answer = client.post(address, {"clash": clash(here)})
        assert answer["Location"].startswith("/accounts/login/")
    assert not AcceptedClash.objects.exists()


def test_an_officer_cannot_leave_a_clash_of_another_exhibition(officer, here):
    other = ExhibitionFactory(slug="elsewhere")
    address = "/en/elsewhere/delegations/clashes/2023-11-24/accept/"

    assert officer.post(address, {"clash": clash(here)}).status_code == 404
    assert other.accepted_clashes.count() == 0


def test_the_page_is_only_read_and_the_forms_only_sent(officer, here):
    assert officer.post(PAGE).status_code == 405
    for address in POSTS:
        assert officer.get(address).status_code == 405


def test_a_form_without_its_token_is_refused(here):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, here, "protocol_officer")

    assert client.post(POSTS[0], {"clash": clash(here)}).status_code == 403


@pytest.mark.parametrize("day", ["2023-11-25", "2023-02-30"])
def test_another_day_has_its_own_page_or_none(officer, here, day):
    answer = officer.get(PAGE.replace("2023-11-24", day))

    assert answer.status_code == (404 if day == "2023-02-30" else 200)
    assert "Tajikistan" not in answer.content.decode()


@pytest.mark.parametrize("copies", [1, 20])
def test_the_page_takes_as_many_queries_for_many_clashes(
    officer, here, copies, django_assert_num_queries
):
    for number in range(copies):
        Stop.objects.create(
            exhibition=here.exhibition,
            visit=here.stops[2].visit,
            stand=here.stands[1],
            planned=stretch(f"07:{20 + number}-07:{21 + number}"),
        )
    officer.get(PAGE)

    with django_assert_num_queries(QUERIES):
        officer.get(PAGE)


# Session, account, exhibition, roles and the frame; the day; what was accepted, and by
# whom; its visits.
QUERIES = 16
