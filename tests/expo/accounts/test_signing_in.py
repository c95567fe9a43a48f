import pytest
from django.urls import reverse

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def user():
    account = UserFactory(email="person@example.org")
    account.set_password(PASSWORD)
    account.save()
    return account


def test_sign_in_has_its_address():
    assert reverse("accounts:login") == "/accounts/login/"
    assert reverse("accounts:logout") == "/accounts/logout/"


def test_one_signs_in_and_goes_where_one_came_from(client, user):
    response = client.post(
        "/accounts/login/?next=/ru/baku/",
        {"username": user.email, "password": PASSWORD, "next": "/ru/baku/"},
    )

    assert (response.status_code, response["Location"]) == (302, "/ru/baku/")


def test_nobody_is_sent_to_another_host(client, user):
    response = client.post(
        "/accounts/login/",
        {
            "username": user.email,
            "password": PASSWORD,
            "next": "https://elsewhere.example/",
        },
    )

    assert response["Location"] == "/"


def test_a_wrong_password_is_said_at_the_form(client, user):
    response = client.post(
        "/accounts/login/", {"username": user.email, "password": "wrong"}
    )

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize(
    "query", ["language=ru", "next=/ru/baku/", "next=/az/baku/&language=ru"]
)
def test_the_form_speaks_the_language_of_the_page_before(client, query):
    shown = page(client.get(f"/accounts/login/?{query}"))

    assert shown.all("html") == [{"lang": "ru"}]


@pytest.mark.parametrize("language", ["", "xx", "../..", "%00"])
def test_a_language_that_is_none_is_passed_over(client, language):
    assert client.get(f"/accounts/login/?language={language}").status_code == 200


def test_one_signs_out_by_a_button_only(client, user):
    ExhibitionFactory(slug="baku")
    client.force_login(user)

    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in client.session
