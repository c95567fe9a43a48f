"""The application's own connection adds to the history and does nothing else to it."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.exhibitors.history.sealed import events, seal
from tests.factories.exhibitors import StandFactory

pytestmark = pytest.mark.django_db

REFUSED = {
    "update an event": "UPDATE exhibitors_historyevent SET action = 'delete'",
    "erase by hand": "UPDATE exhibitors_historyevent SET personal = NULL",
    "remove events": "DELETE FROM exhibitors_historyevent",
    "empty the events": "TRUNCATE exhibitors_historyevent",
    "forge an event": "INSERT INTO exhibitors_historyevent (transaction_id, kind, "
    "row_key, action, digest) VALUES (1, 'exhibitors_stand', '1', 'delete', '')",
    "update a transaction": "UPDATE exhibitors_historytransaction SET source = ''",
    "erase who did it": "UPDATE exhibitors_historytransaction SET actor = NULL",
    "remove transactions": "DELETE FROM exhibitors_historytransaction",
    "empty the transactions": "TRUNCATE exhibitors_historytransaction",
    "forge a transaction": "INSERT INTO exhibitors_historytransaction "
    "SELECT * FROM exhibitors_historytransaction",
    "change what was erased": "UPDATE exhibitors_historyerasure SET erased = 0",
    "remove what was erased": "DELETE FROM exhibitors_historyerasure",
}


def refused(statement):
    with (
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return error.value.__cause__.pgcode


@pytest.mark.parametrize("what", REFUSED)
def test_the_application_cannot(what):
    StandFactory()
    seal()
    assert refused(REFUSED[what]) == "42501"


@pytest.mark.parametrize(
    "what", [name for name, sql in REFUSED.items() if "erasure" not in sql]
)
def test_a_role_with_every_privilege_cannot_either(what):
    StandFactory()
    seal()
    with connection.cursor() as cursor:
        for table in ("event", "transaction"):
            cursor.execute(f"GRANT ALL ON exhibitors_history{table} TO CURRENT_USER")
    assert refused(REFUSED[what]) == "42501"


def test_a_table_of_the_session_does_not_take_its_place():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE exhibitors_historyevent "
            "(LIKE public.exhibitors_historyevent)"
        )
    stand = StandFactory()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pg_temp.exhibitors_historyevent")
    assert [event.action for event in events(stand)] == ["insert"]


def test_privileges_are_those_that_a_dump_keeps():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(DISTINCT privilege_type::text) "
            "FROM pg_class, aclexplode(relacl) "
            "WHERE relname LIKE 'exhibitors_history%' "
            "AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE') "
            "AND relkind = 'r' "
            "AND relname NOT LIKE '%open' AND relname NOT LIKE '%column' GROUP BY 1"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relname IN "
            "('exhibitors_historyevent', 'exhibitors_historytransaction') "
            "AND relacl IS NOT NULL"
        )
        assert cursor.fetchone() == (2,)
