"""What a change did, told in the reader's language."""

import pytest
from django.utils import translation

from delegations import history, schedule
from delegations.models import Change, Stop
from delegations.undo import undo
from tests.delegations.scene import scene
from tests.delegations.times import stretch
from tests.factories.delegations import DelegationFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


def moved(stop, times="06:05-06:25", **fields):
    stop = Stop.objects.get(pk=stop.pk)
    stop.planned = stretch(times)
    for name, value in fields.items():
        setattr(stop, name, value)
    return schedule.write([stop], action=Change.Action.MOVE)


def test_a_moved_stop_is_told_with_its_times():
    change = moved(scene().stops[0])

    assert history.summary(change) == (
        "Delegation of Kazakhstan. Moved: B1 Stand of Kazakhstan"
    )
    assert history.sentences(change) == [
        "Stop “B1 Stand of Kazakhstan”: planned 24 November 10:00–10:20"
        " → 24 November 10:05–10:25."
    ]


def test_choices_links_and_texts_are_told_in_words():
    there = scene()
    change = moved(
        there.stops[0],
        "06:00-06:20",
        stand=there.stands[1],
        status="skipped",
        talking_points="",
    )

    assert history.sentences(change) == [
        "Stop “B2 Stand of Tajiks”: stand B1 Stand of Kazakhstan → B2 Stand of Tajiks;"
        " status planned → skipped;"
        " talking points “=Ask about satellites” → –."
    ]


def test_a_row_that_is_gone_is_told_by_the_name_it_had():
    there = scene()
    change = schedule.write([], removed=[there.stops[2]])

    assert history.sentences(change)[0].startswith(
        "Stop “B2 Stand of Tajiks” was removed: visit "
    )
    assert "planned 24 November 11:00–11:20" in history.sentences(change)[0]


def test_a_new_row_is_told_with_what_was_entered():
    there = scene()
    stop = Stop(visit=there.visit, kind="welcome", position=7, duration=10)
    change = schedule.write([stop])

    (sentence,) = history.sentences(change)
    assert sentence.startswith("Stop “welcome” was added: visit Delegation of")
    assert sentence.endswith("order 7; kind welcome; minutes wished 10.")


def test_it_is_told_in_the_language_of_the_reader():
    change = moved(scene().stops[0])

    with translation.override("ru"):
        assert history.summary(change).startswith("Делегация Казахстана. ")


def test_many_changes_are_told_with_as_many_queries_as_one(
    django_assert_num_queries,
):
    there = scene()
    few = [moved(there.stops[0])]
    many = [
        *few,
        moved(there.stops[1], "06:35-06:55"),
        moved(there.stops[2], "07:05-07:25"),
    ]

    # The visits, the exhibition, the stops.
    with django_assert_num_queries(3):
        history.accounts(few)
    with django_assert_num_queries(3):
        history.accounts(many)


def test_a_name_entered_in_one_language_is_taken_back_in_another():
    delegation = DelegationFactory(name="Old", name_ru="Старая")
    delegation.name_en = "New"
    user = UserFactory()
    change = schedule.write([delegation], reader=user)

    with translation.override("ru"):
        undo(change, user)

    delegation.refresh_from_db()
    assert (delegation.name_en, delegation.name_ru) == ("Old", "Старая")
