"""The programme: of the exhibition by days, of one delegation, of one day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from delegations.confidentiality import Reader, seen_as
from delegations.items import Programme
from delegations.models import Delegation, Visit
from delegations.programme import Selection, programme
from delegations.selections import Scope, UnknownName
from delegations.tours import days, tours
from delegations.views.readers import for_readers
from delegations.views.standing import standing
from exhibitors.models import Exhibition
from exhibitors.views.editions import moved


def _seen(reader: Reader, selection: Selection) -> Programme:
    return seen_as(reader.view, programme(selection))


def _select(exhibition: Exhibition, reader: Reader, **filters: Any) -> Selection:
    names = {name: value for name, value in filters.items() if name != "day"}
    try:
        return Scope(exhibition, reader.stands).select(
            names, day=filters.get("day"), language=get_language() or "en"
        )
    except UnknownName as error:
        raise Http404 from error


@require_safe
@for_readers
def delegation_list(
    request: HttpRequest, exhibition: Exhibition, reader: Reader
) -> HttpResponse:
    whole = _seen(reader, _select(exhibition, reader))
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
            "days": days(whole.items),
            "waiting": waiting,
        },
    )


@require_safe
@for_readers
def delegation_detail(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, slug: str
) -> HttpResponse:
    selection = _select(exhibition, reader, delegation=slug)
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
            "tours": tours(whole.items),
            "delegation": selection.delegation,
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
    visits = Scope(exhibition, reader.stands).rows(Visit)
    others = visits.filter(on__isnull=False).exclude(on=on).values_list("on", flat=True)
    return render(
        request,
        "delegations/day.html",
        {
            "exhibition": exhibition,
            "reader": reader,
            "programme": _seen(reader, _select(exhibition, reader, day=on)),
            "on": on,
            "day_text": on.isoformat(),
            "before": others.filter(on__lt=on).order_by("-on").first(),
            "after": others.filter(on__gt=on).order_by("on").first(),
        },
    )


day_programme = require_safe(for_readers(sheet_of_day))
