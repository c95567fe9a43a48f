"""Who is at work is told to the database, and forgotten whatever happens."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from exhibitors.history import acting
from tests.factories.expo import UserFactory


def told():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('expo.actor', true)")
        return cursor.fetchone()[0] or ""


@pytest.fixture
def user(db):
    return UserFactory(name="Aigerim", email="aigerim@example.org")


def test_the_database_knows_who_is_at_work(user):
    with acting(user=user, source="admin"):
        assert json.loads(told()) == {
            "id": user.pk,
            "label": "Aigerim <aigerim@example.org>",
            "source": "admin",
        }
    assert told() == ""


def test_work_within_work_goes_back_to_the_one_before(user):
    with acting(source="import 12"):
        with acting(user=user):
            assert json.loads(told())["id"] == user.pk
        assert json.loads(told()) == {"source": "import 12"}


def test_nothing_stays_after_an_error(user):
    with pytest.raises(ZeroDivisionError), acting(user=user):
        _ = 1 / 0
    assert told() == ""


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_after_a_transaction_that_failed():
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting(source="import 12"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT no_such_column")
    assert told() == ""


@pytest.mark.django_db(transaction=True)
def test_a_connection_opened_in_between_is_told_as_well():
    with acting(source="import 12"):
        connection.close()
        assert json.loads(told()) == {"source": "import 12"}
    assert told() == ""
