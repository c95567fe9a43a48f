"""The programme: of the exhibition by days, of one delegation, of one day."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from delegations.confidentiality import Reader, seen_as
from delegations.exports.versions import with_version
from delegations.items import Programme
from delegations.models import Delegation
from delegations.programme import Selection, programme
from delegations.queries import Standing, standings
from delegations.released import RELEASED
from delegations.selections import Scope, UnknownName
from delegations.tours import days, tours
from delegations.views.readers import for_readers
from delegations.views.standing import standing
from exhibitors import clock
from exhibitors.models import Exhibition
from exhibitors.views.editions import moved


def _seen(reader: Reader, selection: Selection) -> Programme:
    return with_version(seen_as(reader.view, programme(selection)), clock.now())


def _select(request: HttpRequest, scope: Scope, **filters: Any) -> Selection:
    names = {name: value for name, value in filters.items() if name != "day"}
    asked = request.GET.get("state")
    try:
        return scope.select(
            names,
            day=filters.get("day"),
            language=get_language() or "en",
            state=RELEASED if asked == RELEASED else "draft",
        )
    except UnknownName as error:
        raise Http404 from error


def _query(selection: Selection, **filters: str) -> str:
    """Return what a page's downloads ask for."""
    state = {"state": RELEASED} if selection.is_released else {}
    return urlencode({**filters, **state})


@require_safe
@for_readers
def delegation_list(
    request: HttpRequest, exhibition: Exhibition, reader: Reader
) -> HttpResponse:
    selection = _select(request, Scope(exhibition, reader.stands))
    whole = _seen(reader, selection)
    waiting = Delegation.objects.none()
    if reader.is_planner:
        named = {item.delegation_slug for item in whole.items}
        every = Delegation.objects.of(exhibition).select_related("country")
        waiting = every.exclude(slug__in=named)
    return render(
        request,
        "delegations/delegation_list.html",
        {
            "exhibition": exhibition,
            "reader": reader,
            "programme": whole,
            "query": _query(selection),
            "days": days(whole.items),
            "waiting": waiting,
            "standings": standings(exhibition) if reader.is_planner else [],
        },
    )


@require_safe
@for_readers
def delegation_detail(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, slug: str
) -> HttpResponse:
    scope = Scope(exhibition, reader.stands)
    selection = _select(request, scope, delegation=slug)
    if selection.delegation and selection.delegation.slug != slug:
        return moved(request, slug=selection.delegation.slug)
    whole = _seen(reader, selection)
    return render(
        request,
        "delegations/delegation_detail.html",
        {
            "exhibition": exhibition,
            "reader": reader,
            "programme": whole,
            "query": _query(selection, delegation=slug),
            "tours": tours(whole.items),
            "delegation": selection.delegation,
            "shown": next(iter(whole.items), None),
            "members": _members(reader, selection.delegation),
            "standing": standing(reader, selection.delegation),
        },
    )


def _members(reader: Reader, delegation: Delegation | None) -> Any:
    """Return who comes, for those who plan; stands learn how many they are."""
    if delegation is None or not reader.is_planner:
        return []
    return delegation.memberships.select_related("person")


def sheet_of_day(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    """Answer with the day's programme, as far as the reader may see it."""
    scope = Scope(exhibition, reader.stands)
    selection = _select(request, scope, day=on)
    known = scope.days()
    return render(
        request,
        "delegations/day.html",
        {
            "exhibition": exhibition,
            "reader": reader,
            "programme": _seen(reader, selection),
            "query": _query(selection, date=on.isoformat()),
            "on": on,
            "before": max((day for day in known if day < on), default=None),
            "after": min((day for day in known if day > on), default=None),
            "standing": _standing(exhibition, reader, on),
        },
    )


day_programme = require_safe(for_readers(sheet_of_day))


def _standing(exhibition: Exhibition, reader: Reader, on: date) -> Standing | None:
    """Return the version of a day for those who plan; others read it anyway."""
    found = standings(exhibition) if reader.is_planner else []
    return next((one for one in found if one.on == on), None)
