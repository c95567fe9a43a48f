"""The rows that the schedule is made of."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any, TypeVar

from delegations.models import Delegation, Engagement, Membership, Stop, Visit

Row = Delegation | Membership | Visit | Stop | Engagement
Timed = Visit | Stop | Engagement
# What others need comes before them.
ORDER = (Delegation, Membership, Visit, Stop, Engagement)


RowT = TypeVar("RowT", bound=Row)


def copied(row: RowT) -> RowT:
    """Return a copy of a row, to be changed and written in its place."""
    found = copy(row)
    found._state = copy(row._state)
    # Else what the copy belongs to would be what the row belongs to.
    found._state.fields_cache = dict(row._state.fields_cache)
    return found


def only(rows: Iterable[Row], model: type) -> list[Any]:
    """Return the rows of one model."""
    return [row for row in rows if isinstance(row, model)]


def exhibition_of(row: Row) -> int:
    """Return the key of the exhibition that a row belongs to, saved or not."""
    if isinstance(row, Delegation):
        return row.exhibition_id
    parent = row.delegation if isinstance(row, Visit | Membership) else row.visit
    return parent.exhibition_id


def exhibition_of_all(rows: Iterable[Row]) -> int | None:
    """Return the key of the exhibition that rows belong to, None without any."""
    return next((key for key in map(exhibition_of, rows) if key), None)


def visits_of(rows: Iterable[Row]) -> Iterator[int]:
    """Yield the keys of the visits that rows belong to, or that belong to them."""
    for row in rows:
        if isinstance(row, Delegation):
            if row.pk is not None:
                yield from row.visits.values_list("pk", flat=True)
        elif not isinstance(row, Membership):
            key = row.pk if isinstance(row, Visit) else row.visit_id
            if key is not None:
                yield key


def parts_of(rows: Sequence[Row]) -> list[Row]:
    """Return what is removed together with rows, in the order of ORDER."""
    delegations = [row.pk for row in only(rows, Delegation)]
    visits = [row.pk for row in only(rows, Visit)]
    visits += Visit.objects.filter(delegation__in=delegations).values_list(
        "pk", flat=True
    )
    stops = [row.pk for row in only(rows, Stop)]
    stops += Stop.objects.filter(visit__in=visits).values_list("pk", flat=True)
    known = {(type(row), row.pk) for row in rows}
    found: list[Row] = [
        *Membership.objects.filter(delegation__in=delegations),
        *Visit.objects.filter(pk__in=visits),
        *Stop.objects.filter(pk__in=stops),
        *Engagement.objects.filter(visit__in=visits),
        *Engagement.objects.filter(stop__in=stops).exclude(visit__in=visits),
    ]
    return [row for row in found if (type(row), row.pk) not in known]
