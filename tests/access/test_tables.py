"""Every role tries every view, object, pop-up, suggestion, bulk action and file."""

import pytest
from django.db import transaction

from tests.access import attempts, tables
from tests.access.answers import answers
from tests.access.places import places
from tests.access.world import world as make

# Twelve thousand requests: what they cover, the tests of each page cover as well.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Make the world once; each attempt at it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)


TRIED = {
    "models": attempts.of_models,
    "actions": attempts.of_actions,
    "autocompletes": attempts.of_autocompletes,
    "places": attempts.of_places,
}


@pytest.mark.parametrize("name", tables.NAMES)
def test_each_role_is_answered_as_the_table_says(world, name, tmp_path):
    answered, leaks = answers(world.clients, TRIED[name](world))
    expected = tables.read(name)

    whole = tmp_path / f"{name}.txt"
    whole.write_text(tables.written(answered))
    differing = {
        key: words for key, words in answered.items() if expected.get(key) != words
    }
    gone = sorted(expected.keys() - answered)
    assert not differing, (
        f"Judge these lines; where they are right, put them into tests/access/tables/"
        f"{name}.txt (the whole file as answered: {whole}):\n"
        + tables.written(differing)
        + "".join(f"LEAK {leak}\n" for leak in leaks)
    )
    assert leaks == [], "Somebody reads what is not theirs."
    assert not gone, f"Take these out of tests/access/tables/{name}.txt: {gone}"


def test_every_address_can_be_filled_in():
    unknown = {place.name: place.unknown() for place in places() if place.unknown()}

    assert not unknown, f"Give these a line in tests/access/places.py, ROWS: {unknown}"


def test_every_model_of_the_admin_has_a_record_that_is_tried(world):
    """Give a new model a record in tests/access/world.py, of both exhibitions."""
    listed = {key.split()[0] for key in attempts.of_models(world)}
    tried = {
        key.split()[0]
        for key in attempts.of_models(world)
        if not key.endswith(" pages")
    }

    assert listed == tried
