"""What changed on a board since somebody last looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from delegations.board.boards import Board, board_of
from delegations.board.words import Told, changes_after, told
from delegations.models import AcceptedClash, Change
from delegations.running import running
from exhibitors.models import Exhibition, Role, RoleAssignment

# Values of a visit on which the rows of the board depend.
_OF_ROWS = {"on", "status", "delegation_id"}


def state_number(exhibition_slug: str, user: Any) -> str | None:
    """Return the number of the state of an exhibition's schedule, as 130.2.

    It rises with each change and each clash that is accepted or reopened. None for an
    account that may not plan there. One query, asked by every open board all the time.
    """
    planning = RoleAssignment.objects.filter(
        Q(exhibition=OuterRef("pk")) | Q(exhibition=None),
        user=user,
        role__in=[Role.ORGANISER, Role.PROTOCOL_OFFICER],
    )
    rows = Exhibition.objects.filter(slug=exhibition_slug)
    if not user.is_superuser:
        rows = rows.filter(Exists(planning))
    return rows.values_list(_number(), flat=True).first()


def _number() -> Any:
    changes = Change.objects.filter(exhibition=OuterRef("pk")).order_by("-pk")
    accepted = (
        AcceptedClash.objects.filter(exhibition=OuterRef("pk"))
        .order_by()
        .values("exhibition")
    )
    last = Coalesce(Subquery(changes.values("pk")[:1]), 0)
    newest = Coalesce(Subquery(accepted.annotate(n=Max("pk")).values("n")), 0)
    count = Coalesce(Subquery(accepted.annotate(n=Count("pk")).values("n")), 0)
    text: CharField[str, str] = CharField()
    return Concat(
        Cast(last, text),
        Value("."),
        Cast(newest, text),
        Value("."),
        Cast(count, text),
        output_field=text,
    )


@dataclass(frozen=True)
class News:
    """What is new on a board: who did what, and the visits to draw again.

    ``is_whole`` says that rows came or went, so that all is to be drawn again.
    """

    told: tuple[Told, ...]
    visits: frozenset[int]
    board: Board
    is_whole: bool


def news(
    exhibition: Exhibition,
    on: date,
    by: str,
    seen: int,
    reader: Any,
    *,
    with_late: bool = False,
) -> News:
    """Return what changed on a day since the change of a number.

    ``with_late`` adds the visits that are off their plan: the minutes alone move them.
    """
    touches = Q(days__contains=[on]) | Q(days=[])
    changes = changes_after(exhibition, seen, touches)
    visits = frozenset(pk for change in changes for pk in change.visits)
    if with_late:
        runs = running(exhibition, on).values()
        visits |= {run.visit for run in runs if run.late or run.is_begun}
    return News(
        told=tuple(told(changes, reader)),
        visits=visits,
        board=board_of(exhibition, on, by, only=visits),
        is_whole=any(map(_moves_rows, _entries(changes))),
    )


def _entries(changes: Iterable[Change]) -> Iterable[Mapping[str, Any]]:
    return (entry for change in changes for entry in change.entries)


def _moves_rows(entry: Mapping[str, Any]) -> bool:
    """Return whether a change of a row makes rows of the board come or go."""
    if entry["model"] == "delegation":
        return True
    before, after = entry["before"], entry["after"]
    if entry["model"] != "visit":
        return False
    return before is None or after is None or bool(_OF_ROWS & after.keys())
