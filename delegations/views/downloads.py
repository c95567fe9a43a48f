"""Schedules as files, for those who may read them."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.confidentiality import VIEWS, Reader
from delegations.exports.files import CONTENT_TYPES, export
from delegations.exports.pdf import SHEETS
from delegations.programme import Selection
from delegations.selections import NAMED, STATES, Scope, UnknownName
from delegations.views.readers import for_readers
from exhibitors.models import Exhibition


@require_safe
@for_readers
def download(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, file_format: str
) -> HttpResponse:
    if file_format not in CONTENT_TYPES:
        raise Http404
    try:
        selection = _selection(request, Scope(exhibition, reader.stands))
        view, sheet = _view(request, reader), _sheet(request)
    except UnknownName as error:
        return HttpResponse(
            error.sentence, status=400, content_type="text/plain; charset=utf-8"
        )
    done = export(selection, file_format, view=view, user=request.user, sheet=sheet)
    response = HttpResponse(done.content, content_type=done.content_type)
    name = f"{_name(selection)}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _selection(request: HttpRequest, scope: Scope) -> Selection:
    asked = request.GET
    names = {name: asked.get(name, "") for name in NAMED}
    visit = asked.get("visit", "")
    if visit and not (visit.isdecimal() and len(visit) < 19):
        raise UnknownName("visit", _("visit: write the number of a visit."))
    return scope.select(
        names,
        visit=int(visit) if visit else None,
        day=_day(asked.get("date", "")),
        language=get_language() or "en",
        state=_state(asked.get("state") or "draft"),
    )


def _state(text: str) -> str:
    """Return the state: planners choose, all others read what was released."""
    if text not in STATES:
        raise UnknownName("state", _("state: choose draft or released."))
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnknownName("date", _("date: write it as 2023-11-24.")) from error


def _view(request: HttpRequest, reader: Reader) -> str:
    """Return the confidentiality: the one asked for, if the reader may have it."""
    asked = request.GET.get("confidentiality") or reader.view
    _check("confidentiality", asked, VIEWS)
    return asked if asked in reader.views else reader.view


def _sheet(request: HttpRequest) -> str:
    asked = request.GET.get("sheet", "")
    if asked:
        _check("sheet", asked, SHEETS)
    return asked


def _check(name: str, asked: str, known: Iterable[str]) -> None:
    """Refuse what is not one of the known words."""
    if asked not in known:
        sentence = _("%(name)s: choose one of %(known)s.")
        text = sentence % {"name": name, "known": ", ".join(known)}
        raise UnknownName(name, text)


def _name(selection: Selection) -> str:
    """Return a file's name that says what is in it."""
    parts = [
        selection.exhibition.slug,
        selection.delegation and selection.delegation.slug,
        selection.stand and selection.stand.slug,
        selection.area and selection.area.slug,
        selection.person and selection.person.slug,
        selection.visit and f"visit-{selection.visit.pk}",
        selection.day and selection.day.isoformat(),
    ]
    return "-".join(str(part) for part in parts if part)
