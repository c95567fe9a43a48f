"""What the schedule decides is named, and left out of what is brought back."""

import pytest
from django.urls import reverse

from exhibitors.history import restoring, undoing
from exhibitors.models import Exhibit
from tests.exhibitors.history.sealed import events, last, seal
from tests.factories.delegations import StopFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    SectorFactory,
    StandFactory,
)

SENTENCE = "Not brought back, for the schedule decides: stop “Round of the carpets”."


@pytest.fixture
def listed(db):
    """A removed carpet that a stop listed, and the stop."""
    exhibition = ExhibitionFactory(slug="baku")
    carpet = ExhibitFactory(exhibition=exhibition, name="Carpet")
    carpet.sectors.add(SectorFactory(exhibition=exhibition))
    stop = StopFactory(
        exhibition=exhibition,
        stand=StandFactory(exhibition=exhibition),
        title="Round of the carpets",
    )
    stop.exhibits.add(carpet)
    seal()
    key = carpet.pk
    carpet.delete()
    carpet.pk = key
    seal()
    return carpet, stop


def told(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.fixture
def organiser(client, listed):
    client.force_login(RoleAssignmentFactory(exhibition=listed[0].exhibition).user)
    return client


def test_a_restored_record_is_not_put_into_the_schedule_again(listed):
    carpet, stop = listed
    event = events(carpet)[-1]

    restoring.restore(event)

    assert [link.row_key for link in restoring.left_out(event)] == [str(stop.pk)]
    assert Exhibit.objects.get().sectors.count() == 1
    assert not stop.exhibits.exists()


def test_the_restore_says_so_before_and_after(organiser, listed):
    event = events(listed[0])[-1]
    page = reverse("admin:exhibitors_historytransaction_restore", args=[event.pk])

    assert SENTENCE in organiser.get(page).content.decode()
    answer = organiser.post(page, follow=True)

    assert told(answer) == [f"“Carpet” is as it was then. {SENTENCE}"]


def test_an_entry_is_taken_back_but_for_the_schedule(organiser, listed):
    entry = last()
    page = reverse("admin:exhibitors_historytransaction_take_back", args=[entry.pk])

    answer = organiser.post(page, follow=True)

    assert told(answer) == [f"2 changes were undone. {SENTENCE}"]
    assert Exhibit.objects.get().pk == listed[0].pk
    assert not listed[1].exhibits.exists()


def test_a_change_of_the_schedule_itself_is_still_its_own_to_take_back(listed):
    other = ExhibitFactory(exhibition=listed[0].exhibition)
    seal()
    listed[1].exhibits.add(other)
    seal()

    assert not undoing.left_out(last()).exists()
    with pytest.raises(undoing.ValidationError, match="The schedule has its own way"):
        undoing.take_back(last())
