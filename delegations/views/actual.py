"""Planned against actual, on paper and as a table."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from delegations.actuals import accounts_of, table_of, totals
from delegations.confidentiality import Reader
from delegations.views.readers import for_readers
from exhibitors.models import Exhibition


@require_safe
@for_readers
def actual(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    accounts = accounts_of(exhibition, reader, on, get_language() or "en")
    context = {
        "exhibition": exhibition,
        "reader": reader,
        "on": on,
        "accounts": accounts,
        "totals": totals(one for account in accounts for one in account.outcomes),
        "is_illustrative": any(
            one.item.illustrative for account in accounts for one in account.outcomes
        ),
    }
    return render(request, "delegations/actual.html", context)


@require_safe
@for_readers
def actual_csv(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    table = table_of(
        exhibition, reader, on, language=get_language() or "en", user=request.user
    )
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    name = f"{exhibition.slug}-{on}-actual.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
