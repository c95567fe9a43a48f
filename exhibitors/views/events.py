"""The programme of an exhibition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.events import events_page
from exhibitors.views.editions import of_published_exhibition


@require_safe
@of_published_exhibition
def event_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/event_list.html",
        {
            "exhibition": exhibition,
            "here": _("Programme"),
            "page": events_page(exhibition),
        },
    )
