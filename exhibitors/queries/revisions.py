"""Which state of an exhibition visitors see at present."""

from datetime import datetime

from django.db import InterfaceError, OperationalError, connection

from exhibitors.clock import now

# Written out: it runs before every public page, and nothing else does where the page
# is kept.
_STATE = """
SELECT exhibition_id, number, notice_ends FROM exhibitors_revision
WHERE slug = %s AND is_published"""


def shown_state(slug: str) -> tuple[int, int, int] | None:
    """Return what changes whenever a public page of this exhibition does.

    Its key, its revision, and how many released notices are over, as one that ends
    leaves its page without any change; None where visitors see no exhibition of this
    slug. One query.
    """
    # The query itself tells whether the connection still is one.
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        found = _read(slug)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        found = _read(slug)
    if found is None:
        return None
    exhibition, number, ends = found
    moment = now()
    return exhibition, number, sum(end <= moment for end in ends)


def _read(slug: str) -> tuple[int, int, list[datetime]] | None:
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [slug])
        found: tuple[int, int, list[datetime]] | None = cursor.fetchone()
    return found
