"""Pictures that go with links to the pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exhibitors.models import Area, Exhibit, Exhibition, Sector, Stand
from exhibitors.queries.countries import participations
from exhibitors.queries.exhibitions import short_name
from exhibitors.queries.organisations import exhibiting
from exhibitors.share_pictures import drawn
from exhibitors.templatetags.content import day_range
from exhibitors.templatetags.ornament import tint
from exhibitors.views.editions import named_or_404, of_published_exhibition


@require_safe
@of_published_exhibition
def share(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    title = exhibition.theme or exhibition.name
    return _picture(exhibition, "sp", "", title)


@require_safe
@of_published_exhibition
def share_record(
    request: HttpRequest, exhibition: Exhibition, kind: str, name: str
) -> HttpResponse:
    record = _record(exhibition, kind, name)
    number = getattr(record, "number", "")
    return _picture(exhibition, tint(record), number, record.name or str(record))


def _record(exhibition: Exhibition, kind: str, name: str) -> Any:
    if kind == "participation":
        row = participations(exhibition).filter(country=name.upper()).first()
        if row is None:
            raise Http404
        return row
    rows: dict[str, Any] = {
        "stand": Stand.objects.shown_in(exhibition),
        "exhibit": Exhibit.objects.shown_in(exhibition).select_related("stand"),
        "organisation": exhibiting(exhibition),
        "sector": Sector.objects.of(exhibition),
        "area": Area.objects.of(exhibition),
    }
    if kind not in rows:
        raise Http404
    return named_or_404(rows[kind], name)


def _picture(
    exhibition: Exhibition, colours: str, number: str, title: str
) -> HttpResponse:
    """Answer with a picture; one that an organiser asks for may show a draft."""
    venues = [venue.name for venue in exhibition.venues.all()[:1]]
    days = day_range(exhibition.start_on, exhibition.end_on)
    name = short_name(exhibition.name, exhibition.theme or "")
    made = drawn(
        colours, number=number, title=title, lines=[name, ", ".join([*venues, days])]
    )
    response = HttpResponse(made, content_type="image/png")
    if not exhibition.may_preview:
        response["Cache-Control"] = "public, max-age=86400"
    return response
