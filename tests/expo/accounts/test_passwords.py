"""Passwords: asked for by mail, changed, and what ends with the old one."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from delegations.letters import deliver
from expo.logs import _SECRET
from expo.models import AccountLetter, SignIn
from tests.expo.accounts.conftest import PASSWORD
from tests.factories.exhibitors import RoleAssignmentFactory
from tests.factories.expo import AccountLetterFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = "another horse entirely"


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


def ask(client, email="person@example.org"):
    return client.post("/accounts/reset/", {"email": email})


def choose(client, address, password=NEW):
    """Follow the link and type a password twice."""
    page = client.get(address, follow=True)
    values = {"new_password1": password, "new_password2": password}
    return client.post(page.redirect_chain[-1][0], values)


def test_a_link_sets_a_new_password(client, person, link, sign_in):
    assert ask(client)["Location"] == "/accounts/reset/asked/"

    assert choose(client, link("reset"))["Location"] == "/accounts/login/"

    assert sign_in(password=NEW).status_code == 302
    assert AccountLetter.objects.filter(kind="changed", account=person).exists()


def test_a_link_works_once(client, person, link):
    ask(client)
    address = link("reset")
    choose(client, address)

    assert not client.get(address).context["validlink"]


def test_the_answer_does_not_tell_whether_there_is_an_account(client, person):
    UserFactory(email="closed@example.org", is_active=False)
    known, closed, unknown = (
        ask(client, f"{name}@example.org") for name in ("person", "closed", "nobody")
    )

    assert known["Location"] == closed["Location"] == unknown["Location"]
    assert {known.status_code, closed.status_code, unknown.status_code} == {302}
    assert AccountLetter.objects.get().account == person


def test_one_account_gets_three_letters_an_hour(client, person):
    for _time in range(5):
        ask(client)

    assert AccountLetter.objects.count() == 3


def test_one_browser_asks_twenty_times_an_hour(client):
    answers = [ask(client, f"n{number}@example.org") for number in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert ask(elsewhere).status_code == 302


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "A new password for your account")],
)
def test_a_letter_speaks_the_language_of_its_reader(client, person, language, subject):
    person.language = language
    person.save()

    ask(client)

    letter = AccountLetter.objects.get()
    assert (letter.language, letter.subject) == (language, subject)
    assert "<" not in letter.text


def test_the_link_stands_in_no_log(client, person, link):
    ask(client)
    address = link("reset")

    assert _SECRET.sub("…", address).endswith("/…/")


def test_a_letter_that_left_keeps_no_link(client, person, mailoutbox):
    ask(client)
    secret = AccountLetter.objects.get().text

    assert deliver() == (1, 0)

    assert mailoutbox[0].to == ["person@example.org"]
    assert mailoutbox[0].body == secret
    assert AccountLetter.objects.get().text == ""


@pytest.mark.parametrize("sends", [True, False])
def test_a_letter_is_read_in_the_admin_where_no_mail_leaves(
    organiser, person, settings, sends
):
    settings.SENDS_MAIL = sends
    letter = AccountLetterFactory(account=person, text="https://secret.example/")

    page = reverse("admin:expo_accountletter_change", args=[letter.pk])

    shown = organiser.get(page).content.decode()
    assert ("secret.example" in shown) is not sends


def test_letters_are_read_by_those_who_may_change_the_account(
    client, exhibition, person, settings
):
    settings.SENDS_MAIL = False
    boss = RoleAssignmentFactory(exhibition=exhibition, role="organiser").user
    RoleAssignmentFactory(user=boss)
    root = UserFactory(is_superuser=True)
    RoleAssignmentFactory(user=root, exhibition=exhibition)
    readers = {
        "officer": person,
        "organiser": RoleAssignmentFactory(exhibition=exhibition).user,
        "organiser elsewhere": RoleAssignmentFactory().user,
    }
    pages = [
        reverse("admin:expo_accountletter_change", args=[letter.pk])
        for letter in (
            AccountLetterFactory(account=boss),
            AccountLetterFactory(account=root),
        )
    ]

    for name, reader in readers.items():
        client.force_login(reader)
        found = [client.get(page).status_code for page in pages]
        assert set(found) <= {403, 404}, name


def test_a_change_ends_all_other_sessions_and_is_told(client, person, sign_in):
    other = Client()
    sign_in(browser=other)
    sign_in()
    values = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}

    answer = client.post("/accounts/password/", values)

    assert answer["Location"] == "/accounts/"
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    row = SignIn.objects.get(user=person)
    assert row.session_key == client.session.session_key
    assert AccountLetter.objects.get(account=person).kind == "changed"


def test_guesses_of_the_old_password_count_as_those_to_sign_in(client, person, sign_in):
    sign_in()
    values = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    for _time in range(5):
        client.post("/accounts/password/", values)

    answer = client.post("/accounts/password/", {**values, "old_password": PASSWORD})

    assert "Too many attempts" in str(answer.context["form"].errors)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_weak_password_is_refused(client, person, sign_in):
    sign_in()
    values = {
        "old_password": PASSWORD,
        "new_password1": "12345",
        "new_password2": "12345",
    }

    assert client.post("/accounts/password/", values).context["form"].errors


def test_a_password_that_an_organiser_sets_is_told_and_ends_sessions(
    organiser, person, sign_in
):
    other = Client()
    sign_in(browser=other)
    page = reverse("admin:auth_user_password_change", args=[person.pk])
    values = {"usable_password": "true", "password1": NEW, "password2": NEW}

    assert organiser.post(page, values).status_code == 302

    assert other.get("/admin/").status_code == 302
    assert AccountLetter.objects.get(account=person).kind == "changed"


@pytest.mark.parametrize("address", ["/accounts/password/", "/accounts/"])
def test_strangers_are_led_to_sign_in(client, address):
    answer = client.get(address)

    assert answer["Location"] == f"/accounts/login/?next={address}"


def test_the_admins_own_page_leads_to_ours(organiser):
    answer = organiser.get("/admin/password_change/")

    assert answer["Location"] == "/accounts/password/"
