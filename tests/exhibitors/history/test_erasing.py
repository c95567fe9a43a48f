"""Personal data go, that they were there stays."""

import pytest

from delegations.models import Person
from exhibitors.history import acting
from exhibitors.history.erasing import erase, kept_values, personal_columns
from exhibitors.history.rows import current
from exhibitors.history.verifying import verify
from exhibitors.models import FormerAddress, HistoryEvent, Inquiry
from expo.models import User
from tests.exhibitors.history.sealed import events, last, seal
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import ExhibitionFactory, InquiryFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    exhibition = ExhibitionFactory(slug="baku")
    found = PersonFactory(
        exhibition=exhibition, name_en="Aigerim Zhaksylykova", slug="aigerim"
    )
    Person.objects.filter(pk=found.pk).update(phone="+7 700 1234567", slug="azh")
    return found


def text_of(rows):
    return str([(e.before, e.after, e.personal) for e in rows])


def test_the_row_and_its_history_lose_the_values(person):
    number = kept_values(person)
    erased = erase(person)
    seal()
    person.refresh_from_db()
    assert (person.name_en, person.phone, person.slug) == (
        "—",
        "",
        f"erased-{person.pk}",
    )
    assert "Aigerim" not in str(current(Person, str(person.pk)))
    assert "Aigerim" not in text_of(events(person))
    assert "1234567" not in text_of(events(person))
    # Emptying the row was a change that had them once more.
    assert erased == number > 0
    assert not FormerAddress.objects.filter(row=person.pk).exists()


def test_it_is_said_that_they_were_erased_and_the_chain_is_whole(person):
    erase(person)
    seal()
    event = events(person)[-1]
    assert event.action == "erase"
    assert {"name_en", "phone", "slug"} <= set(event.after["columns"])
    assert events(person)[0].erased("after") >= {"name_en", "slug"}
    assert (verify().faults, verify().erased) == ([], event.after["values"])


def test_another_person_keeps_theirs(person):
    other = PersonFactory(exhibition=person.exhibition, phone="+998")
    erase(person)
    assert events(other)[0].values("after")["phone"] == "+998"


def test_an_inquiry_is_kept_without_its_sender():
    stand = StandFactory()
    inquiry = InquiryFactory(
        exhibition=stand.exhibition, stand=stand, email="visitor@example.org"
    )
    erase(inquiry)
    inquiry = Inquiry.objects.get()
    assert inquiry.email == f"erased-{inquiry.pk}@example.invalid"
    assert "visitor@" not in text_of(events(inquiry))


def test_an_account_goes_with_its_name_on_what_it_did():
    user = UserFactory(name="Aigerim", email="aigerim@example.org")
    with acting(user=user, source="admin"):
        stand = StandFactory()
    seal()
    assert last().actor_name == "Aigerim <aigerim@example.org>"
    erase(user, is_active=False)
    seal()
    entry = events(stand)[0].transaction
    assert (entry.actor_id, entry.actor_name) == (user.pk, "")
    assert User.objects.get(pk=user.pk).email == f"erased-{user.pk}@example.invalid"
    assert verify().faults == []


def test_a_removed_row_is_erased_as_well(person):
    key = person.pk
    person.delete()
    person.pk = key
    erase(person)
    assert "Aigerim" not in text_of(events(person))


def test_nothing_is_erased_twice(person):
    erase(person)
    before = HistoryEvent.objects.count()
    assert erase(person) == 0
    assert HistoryEvent.objects.count() == before


def test_every_language_of_a_personal_field_is_personal():
    assert {"name_en", "name_ru", "name_az", "phone"} <= set(personal_columns(Person))
