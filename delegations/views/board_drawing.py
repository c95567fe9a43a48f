"""What the templates and scripts of the board are given."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy

from delegations.board.boards import Board
from delegations.board.cards import Card, Duty, minute_of, state_of
from delegations.board.clashing import Clashing
from delegations.board.lanes import ROLES, Lane
from delegations.board.lateness import badge
from delegations.board.words import activity, told, with_words
from delegations.undo import redoable, undoable
from exhibitors import clock
from exhibitors.models import Exhibition


def drawn(shown: Board) -> dict[str, Any]:
    """Return what the templates of a board draw: rows and trays of cards."""
    minute = minute_of(shown.day, clock.now())
    slug = shown.day.exhibition.slug
    edit = reverse("delegations:stop_edit", args=[slug, 0])
    return {
        "board": shown,
        # One address for all cards: each ends with the number of its stop.
        "edit_address": edit.removesuffix("0/edit/"),
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
    state = state_of(card, minute)
    return {
        "card": card,
        "attributes": flatatt(_attributes(card, duty)),
        "state": state,
        "told": card.status if card.is_off else _TOLD.get(state, ""),
    }


_TOLD = {"now": gettext_lazy("now"), "done": gettext_lazy("done")}


def _attributes(card: Card, duty: Duty | None) -> dict[str, Any]:
    """Return what the script reads of a card."""
    moved = card.shown if card.is_moved else None
    found: dict[str, Any] = {
        "stop": card.stop,
        "version": card.version,
        "visit": card.visit,
        "delegation": card.delegation,
        "stand": card.stand or 0,
        "bay": card.bay,
        "bays": card.bays,
        "who": card.delegation_name,
        "plan": " ".join(map(str, card.planned)) if card.planned else None,
        "shown": " ".join(map(str, moved)) if moved else None,
        "minutes": None if card.planned else card.minutes,
        "mark": card.mark or None,
        "off": "1" if card.is_off else None,
        "duty": duty and duty.pk,
        "tour": "1" if duty and duty.is_of_tour else None,
    }
    return {f"data-{name}": value for name, value in found.items() if value is not None}


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
    own = with_words(undoable(exhibition, request.user))
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
