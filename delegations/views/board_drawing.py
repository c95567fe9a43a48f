"""What the templates and scripts of the board are given."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import get_template, render_to_string

from delegations.board.boards import Board
from delegations.board.cards import Card, Duty, minute_of, state_of
from delegations.board.clashing import Clashing
from delegations.board.lanes import ROLES, Lane
from delegations.board.lateness import badge
from delegations.board.words import activity, told
from delegations.undo import redoable, undoable
from exhibitors import clock
from exhibitors.models import Exhibition


def drawn(shown: Board) -> dict[str, Any]:
    """Return what the templates of a board draw: rows and trays of cards."""
    minute = minute_of(shown.day, clock.now())
    return {
        "board": shown,
        "lanes": [_drawn_lane(shown, lane, minute) for lane in shown.lanes],
        "tray": [_drawn(card, minute) for card in shown.tray],
        "waiting": [_drawn(card, minute) for card in shown.waiting],
    }


def _drawn_lane(shown: Board, lane: Lane, minute: int) -> dict[str, Any]:
    runs = [shown.runs[visit.pk] for visit in lane.visits if visit.pk in shown.runs]
    return {
        "lane": lane,
        "cards": [_drawn(card, minute, lane) for card in lane.cards],
        "badge": badge(shown.day, minute, lane.cards, runs) if lane.visits else None,
    }


def _drawn(card: Card, minute: int, lane: Lane | None = None) -> dict[str, Any]:
    duty = _duty_in(lane, card.duties) if lane else None
    return {"card": card, "state": state_of(card, minute), "duty": duty}


def _duty_in(lane: Lane, duties: Iterable[Duty]) -> Duty | None:
    """Return the duty for which a card is in the row of a person."""
    roles = {role for named in ROLES.values() for role in named}
    return next(
        (d for d in duties if f"p{d.person}" == lane.key and d.role in roles), None
    )


def rail(
    request: HttpRequest, shown: Board, state: str | None, found: Clashing
) -> dict[str, Any]:
    """Return what stands beside the board: what clashes, what was done by whom."""
    exhibition, on = shown.day.exhibition, shown.day.on
    own = undoable(exhibition, request.user).select_related("user", "undoes")
    return {
        "exhibition": exhibition,
        "on": on,
        "clashing": found,
        "late": shown.late,
        "seen": (state or "").partition(".")[0],
        "own": told(list(own), request.user),
        "again": redoable(exhibition, request.user),
        "activity": told(activity(exhibition, on), request.user),
    }


RAIL = ("clashes", "history", "live")


def rail_parts(request: HttpRequest, context: dict[str, Any]) -> dict[str, str]:
    """Return the parts beside the board drawn, by their names."""
    return {
        name: render_to_string(f"delegations/board/_{name}.html", context, request)
        for name in RAIL
    }


def badges(shown: Board) -> dict[str, str]:
    """Return what the rows say of their visits, drawn, by the keys of the rows."""
    return {
        row["lane"].key: render_to_string("delegations/board/_badge.html", row)
        for row in drawn(shown)["lanes"]
    }


def card_rows(exhibition: Exhibition, shown: Board) -> Iterator[dict[str, str]]:
    """Yield each card drawn, with the row or the tray that it belongs to."""
    context = {"exhibition": exhibition, **drawn(shown)}
    card = get_template("delegations/board/_card.html")
    untimed = get_template("delegations/board/_untimed.html")
    for row in context["lanes"]:
        for placed in row["cards"]:
            html = card.render({**context, "lane": row["lane"], "row": placed})
            yield {"lane": row["lane"].key, "html": html}
    for name in ("tray", "waiting"):
        for waiting in context[name]:
            yield {"lane": name, "html": untimed.render({**context, "row": waiting})}
