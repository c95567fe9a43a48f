"""The board of a day, and what is new on it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from delegations.board.boards import ROWS, Board, board_of, days_beside
from delegations.board.cards import minute_of
from delegations.board.clashing import clashing
from delegations.board.refresh import News, news, state_number
from delegations.confidentiality import Reader
from delegations.views.board_drawing import badges, card_rows, drawn, rail, rail_parts
from delegations.views.board_texts import texts
from delegations.views.programmes import sheet_of_day
from delegations.views.readers import for_planners, for_readers
from exhibitors import clock
from exhibitors.models import Exhibition


@require_safe
@for_readers
def board(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    if not reader.is_planner:
        return sheet_of_day(request, exhibition, reader, on)
    # Before the rows: what is written meanwhile is then new.
    number = state_number(exhibition.slug, request.user)
    with_all = request.GET.get("all") == "1"
    shown = board_of(exhibition, on, _rows(request), with_all=with_all)
    before, after = days_beside(exhibition, on)
    found = clashing(shown.day, shown.late_times)
    context = {
        **rail(request, shown, number, found),
        "day_text": on.isoformat(),
        "before": before,
        "after": after,
        "with_all": with_all,
        **drawn(shown),
        "config": {**_config(shown, number), "clashing": found.levels},
        "texts": texts(),
    }
    return render(request, "delegations/board.html", context)


def _rows(request: HttpRequest) -> str:
    by = request.GET.get("by", ROWS[0])
    return by if by in ROWS else ROWS[0]


def _config(shown: Board, state: str | None) -> dict[str, Any]:
    return {
        "by": shown.by,
        "first": shown.first,
        "last": shown.last,
        "shifts": shown.day.shifts,
        "now": minute_of(shown.day, clock.now()),
        "seen": state,
    }


@require_safe
def state(request: HttpRequest, exhibition: str, on: date) -> HttpResponse:
    """Answer what is new since a state; 204, at three queries in all, for nothing."""
    since = request.GET.get("since", "")
    number = request.user.is_authenticated and state_number(exhibition, request.user)
    is_minute = request.GET.get("minute") == "1"
    if number and number == since and not is_minute:
        return HttpResponse(status=204, headers={"Cache-Control": "private, no-store"})
    return _changed(request, exhibition=exhibition, on=on)


@for_planners
def _changed(request: HttpRequest, exhibition: Exhibition, on: date) -> HttpResponse:
    number = state_number(exhibition.slug, request.user)
    last = request.GET.get("since", "").partition(".")[0]
    if not (last.isdecimal() and len(last) < 19):
        raise Http404
    is_minute = request.GET.get("minute") == "1"
    found = news(
        exhibition, on, _rows(request), int(last), request.user, with_late=is_minute
    )
    return JsonResponse({"seen": number, **_as_json(request, number, found)})


def _as_json(request: HttpRequest, number: str | None, found: News) -> dict[str, Any]:
    shown = found.board
    clashes = clashing(shown.day, shown.late_times)
    return {
        "whole": found.is_whole,
        "visits": sorted(found.visits),
        "cards": list(card_rows(shown.day.exhibition, shown)),
        "badges": badges(shown),
        "clashing": clashes.levels,
        "told": [
            {"sentence": row.sentence, "own": row.is_own, "change": row.change}
            for row in found.told
        ],
        "rail": rail_parts(request, rail(request, shown, number, clashes)),
    }
