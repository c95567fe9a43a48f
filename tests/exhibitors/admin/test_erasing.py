"""Personal data are erased on the pages of the admin: after asking, in scope."""

import pytest
from django.urls import reverse

from delegations.models import Person
from tests.exhibitors.history.sealed import seal
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def sign_in(client, exhibition):
    def signed(role="organiser", **fields):
        given = RoleAssignmentFactory(
            role=role, **{"exhibition": exhibition, "country": None, **fields}
        )
        client.force_login(given.user)
        seal()
        return client

    return signed


def history_of(record):
    return reverse("admin:delegations_person_history", args=[record.pk])


def test_personal_data_are_erased_after_asking(sign_in, exhibition):
    person = PersonFactory(exhibition=exhibition, name_en="Aigerim", phone="+7 700")
    seal()
    client = sign_in()
    page = f"/admin/delegations/person/{person.pk}/erase-personal-data/"
    asked = client.get(page, follow=True).content.decode()
    assert "+7 700" in asked
    assert "values of the history are erased" in asked
    assert Person.objects.get().phone == "+7 700"
    answer = client.post(page, follow=True)
    [said] = [str(message) for message in answer.context["messages"]]
    number = said.split()[2]
    assert said == f"Erased, with {number} values of the history."
    assert f"{number} values of the history are erased" in asked
    assert Person.objects.get().phone == ""
    told = client.get(history_of(person)).content.decode()
    assert "+7 700" not in told
    assert "(erased)" in told


def test_only_organisers_of_the_exhibition_erase(sign_in, exhibition):
    person = PersonFactory(exhibition=exhibition, phone="+7 700")
    page = f"/admin/delegations/person/{person.pk}/erase-personal-data/"
    for fields in ({"role": "protocol_officer"}, {"exhibition": ExhibitionFactory()}):
        response = sign_in(**fields).post(page)
        assert response.status_code in (403, 404)
    assert Person.objects.get().phone == "+7 700"
