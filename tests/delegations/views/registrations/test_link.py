"""The secret link: where it leads, what it takes, and what it keeps to itself."""

from datetime import date

import pytest
from django.test import Client

from delegations.models import Registration
from tests.delegations.views.registrations.form import address, save
from tests.factories.exhibitors import ExhibitionFactory
from tests.factories.registrations import HEAD, MEMBER, posted, sent

pytestmark = pytest.mark.django_db


def test_an_unknown_link_and_one_of_another_exhibition_say_whom_to_ask(
    client, registration
):
    ExhibitionFactory(slug="other", name="Other fair")
    registration.token = registration.token[:-1]
    for place in (address(registration), address(registration, exhibition="other")):
        answer = client.get(place)
        assert answer.status_code == 404
        assert "Ask the protocol service" in answer.content.decode()
        assert "Embassy of Kazakhstan" not in answer.content.decode()
    assert client.post(address(registration), posted()).status_code == 404


def test_a_link_survives_another_address_of_the_exhibition(client, registration):
    registration.exhibition.slug = "baku-2023"
    registration.exhibition.save()

    assert client.get(address(registration)).status_code == 200
    answer = save(client, registration, "draft", wishes="As before")
    assert answer.status_code == 302
    assert registration.answers["wishes"] == "As before"


@pytest.mark.parametrize(
    "fields", [{"status": "closed"}, {"expires_on": date(2023, 11, 1)}]
)
def test_a_closed_link_says_so_and_takes_nothing(client, registration, fields):
    sent(registration)
    Registration.objects.filter(pk=registration.pk).update(**fields)

    answer = client.get(address(registration))

    assert answer.status_code == 410
    assert "Serik" not in answer.content.decode()
    values = {**posted(wishes="Late"), "seen_version": registration.version}
    assert client.post(address(registration), values).status_code == 410
    registration.refresh_from_db()
    assert registration.answers["wishes"] == "A quiet room"


def test_the_page_is_kept_nowhere_and_tells_nobody_its_address(client, registration):
    answer = client.get(address(registration))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert 'rel="canonical"' not in answer.content.decode()


def test_a_browser_that_names_no_origin_may_send(registration):
    client = Client(enforce_csrf_checks=True)
    values = {**posted(), "seen_version": "1", "draft": "1"}

    answer = client.post(address(registration), values, headers={"origin": "null"})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Serik Zhumangarin"), ("az", "Serik Zhumangarin")],
)
def test_the_form_is_there_in_each_language(client, registration, language, words):
    sent(registration)

    page = client.get(address(registration, language)).content.decode()

    assert f'<html lang="{language}">' in page
    assert words in page


def test_it_takes_no_other_method(client, registration):
    assert client.put(address(registration)).status_code == 405


def test_many_members_take_no_more_queries_than_one(
    client, registration, django_assert_num_queries
):
    sent(registration)
    with django_assert_num_queries(5):
        client.get(address(registration))
    people = [{**MEMBER, "name": f"Member {n}"} for n in range(40)]
    sent(registration, members=[HEAD, *people])
    with django_assert_num_queries(5):
        client.get(address(registration))
