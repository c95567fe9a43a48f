"""Which state of an exhibition visitors see at present."""

from django.db import connection

from exhibitors.clock import now

# Written out: it runs before every public page, and nothing else does where the page
# is kept. A released notice that is over leaves its page without any change.
_STATE = """
SELECT e.id, coalesce(r.number, 0), (
  SELECT count(*) FROM exhibitors_standnotice n
  WHERE n.exhibition_id = e.id AND n.is_published AND upper(n.during) <= %s
)
FROM exhibitors_exhibition e LEFT JOIN exhibitors_revision r ON r.exhibition_id = e.id
WHERE e.slug = %s AND e.is_published"""


def shown_state(slug: str) -> tuple[int, int, int] | None:
    """Return what changes whenever a public page of this exhibition does.

    Its key, its revision, and how many notices are over; None where visitors see no
    exhibition of this slug. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [now(), slug])
        found: tuple[int, int, int] | None = cursor.fetchone()
    return found
