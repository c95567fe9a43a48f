"""What a commit now would leave in the history."""

from django.db import connection

from exhibitors.models import HistoryEvent, HistoryTransaction


def seal():
    """Seal what the test's transaction has written, as its commit would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS exhibitors_history_seal IMMEDIATE")
        cursor.execute("SET CONSTRAINTS exhibitors_history_seal DEFERRED")


def events(row, *links):
    """Return the events of a row and of its links, in their order."""
    tables = [row._meta.db_table]
    tables += [type(row)._meta.get_field(name).m2m_db_table() for name in links]
    found = HistoryEvent.objects.filter(kind__in=tables, row_key=str(row.pk))
    return list(found.order_by("pk"))


def last():
    """Return the last transaction."""
    return HistoryTransaction.objects.order_by("number").last()
