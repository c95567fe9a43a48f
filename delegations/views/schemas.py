"""The published shapes of exports."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from delegations.exports import json


@require_safe
@cache_control(public=True, max_age=3600)
def schedule_schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.schema(), content_type="application/schema+json")
