"""How many records have each gap, and which is the first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from exhibitors.guidance.gaps import Gap


@dataclass(frozen=True)
class Missing:
    """A gap that some records have; ``first`` is the key of the first of them."""

    gap: Gap
    count: int
    first: int


def missing(rows: QuerySet[Any], gaps: Iterable[Gap]) -> list[Missing]:
    """Return the gaps of one model that any of its rows has, in their order.

    One query that passes over the rows once, however many gaps.
    """
    asked = list(gaps)
    wanted: dict[str, Any] = {}
    for place, gap in enumerate(asked):
        wanted[f"count_{place}"] = Count("pk", filter=gap.condition)
        wanted[f"first_{place}"] = Min("pk", filter=gap.condition)
    found: Mapping[str, Any] = rows.order_by().aggregate(**wanted)
    return [
        Missing(gap, found[f"count_{place}"], found[f"first_{place}"])
        for place, gap in enumerate(asked)
        if found[f"count_{place}"]
    ]


@dataclass(frozen=True)
class Place:
    """Where a record stands among those of a gap, which are ordered by their keys."""

    number: int
    count: int
    following: int | None


def place_of(rows: QuerySet[Any], key: int) -> Place:
    """Return the place of a record among the rows of a gap; one query.

    A record that no longer has the gap counts as the place where it was.
    """
    found = rows.order_by().aggregate(
        before=Count("pk", filter=Q(pk__lt=key)),
        count=Count("pk"),
        following=Min("pk", filter=Q(pk__gt=key)),
    )
    return Place(found["before"] + 1, found["count"], found["following"])
