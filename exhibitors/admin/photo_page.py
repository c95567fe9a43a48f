"""The page on which many photos come in at once, and get their texts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exhibitors.access import access_of, working_exhibition
from exhibitors.admin.photo_rows import ForAll, Row, rows_of, said_of
from exhibitors.models import Exhibit, Exhibition, Role, Stand, WaitingArchive
from exhibitors.uploads.fields import ACCEPT
from exhibitors.uploads.limits import MIB, MOST_ARCHIVE_BYTES, MOST_BYTES
from exhibitors.uploads.placing import NotPlacedError, place_photos
from exhibitors.uploads.targets import Scope
from exhibitors.uploads.trash import expire_waiting
from exhibitors.uploads.waiting import Place, read_on, remove, take

TEMPLATE = "admin/exhibitors/photo/add_many.html"
_JSON = "application/json"


def may_add(request: HttpRequest, exhibition: Exhibition | None) -> bool:
    """Return whether the account may add photos to anything in an exhibition."""
    access = access_of(request)
    return exhibition is not None and (
        access.organises(exhibition)
        or any(role.exhibition_id == exhibition.pk for role in access.pavilions)
    )


def place_of(request: HttpRequest) -> Place:
    """Return where photos of the account wait; raises PermissionDenied."""
    exhibition = working_exhibition(request)
    if exhibition is None or not may_add(request, exhibition):
        raise PermissionDenied
    shows = request.POST.get("of") or request.GET.get("of", "")
    return Place(request.user, exhibition, shows.replace("\0", "")[:12])


def scope_of(request: HttpRequest, exhibition: Exhibition) -> Scope:
    """Return what the account may give photos to."""
    access = access_of(request)
    everything = access.within(Role.ORGANISER)
    stands = Stand.objects.filter(everything | access.own(Stand))
    exhibits = Exhibit.objects.filter(everything | access.own(Exhibit))
    return Scope(
        stands.filter(exhibition=exhibition), exhibits.filter(exhibition=exhibition)
    )


def show(
    request: HttpRequest, context: dict[str, Any], rows: list[Row] | None = None
) -> HttpResponse:
    """Show the page, with what waits; ``rows`` as they were sent."""
    place = place_of(request)
    scope = scope_of(request, place.exhibition)
    expire_waiting()
    if rows is None:
        rows = rows_of(list(place.photos), scope)
    shown = scope.by_codes([place.shows]).get(place.shows)
    more = {
        "title": _("Add photos"),
        "exhibition": place.exhibition,
        "archives": list(place.archives),
        "rows": rows,
        "open_count": sum(row.is_open for row in rows),
        "for_all": ForAll(request.POST if "save" in request.POST else None),
        "shows": shown,
        "accept": f"{ACCEPT},.zip,application/zip",
        "most_photo": MOST_BYTES // MIB,
        "most_archive": MOST_ARCHIVE_BYTES // MIB,
    }
    return render(request, TEMPLATE, {**context, **more})


def answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Do what was sent: photos, another step of an archive, or the texts."""
    place = place_of(request)
    if request.FILES:
        return _take(request, place)
    if "read" in request.POST:
        return _read(request, place)
    if "dismiss" in request.POST:
        remove(place.archives.filter(pk=_number(request, "dismiss")))
    elif "remove" in request.POST:
        remove(place.photos)
    elif "save" in request.POST:
        return _save(request, place, context)
    return _back(request, place)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _back(request: HttpRequest, place: Place) -> HttpResponse:
    query = f"?of={place.shows}" if place.shows.isalnum() else ""
    return redirect(f"{request.path}{query}")


def _take(request: HttpRequest, place: Place) -> HttpResponse:
    """Take files one by one: what is wrong with one stops no other."""
    files = request.FILES.getlist("files")
    problems: list[str] = []
    archive, taken = None, 0
    for file in files:
        path = request.POST.get("path", "") if len(files) == 1 else ""
        name = (path or file.name or "").replace("\0", "")
        try:
            row = take(file, name, place)
        except ValidationError as refused:
            problems.extend(refused.messages)
            continue
        taken += 1
        archive = row if isinstance(row, WaitingArchive) else archive
    if request.headers.get("Accept") == _JSON:
        return JsonResponse({"problems": problems, **_progress(archive)})
    for problem in problems:
        messages.error(request, problem)
    if taken:
        text = ngettext("%d file was taken.", "%d files were taken.", taken)
        messages.success(request, text % taken)
    return _back(request, place)


def _progress(archive: WaitingArchive | None) -> dict[str, Any]:
    if archive is None:
        return {"archive": None}
    return {
        "archive": archive.pk,
        "done": archive.done,
        "total": archive.total,
        "left_out": archive.problems,
    }


def _read(request: HttpRequest, place: Place) -> HttpResponse:
    number = _number(request, "read")
    read_on(number, place)
    if request.headers.get("Accept") == _JSON:
        found = place.archives.filter(pk=number).first()
        return JsonResponse({"problems": [], **_progress(found)})
    return _back(request, place)


def _save(request: HttpRequest, place: Place, context: dict[str, Any]) -> HttpResponse:
    """Save all rows, or none and show at each what is wrong."""
    keys = [int(key) for key in request.POST.getlist("rows") if key.isdecimal()]
    photos = list(place.photos.filter(pk__in=keys))
    said = said_of(photos, request.POST, scope_of(request, place.exhibition))
    if not said.is_complete:
        return show(request, context, said.rows)
    is_published = access_of(request).organises(place.exhibition)
    try:
        saved = place_photos(said.choices, place, is_published=is_published)
    except NotPlacedError as refused:
        for row in said.rows:
            row.problems += refused.problems.get(row.photo.pk, [])
        for problem in refused.problems.get(0, []):
            messages.error(request, problem)
        return show(request, context, said.rows)
    remove(place.photos.filter(pk__in=said.left_out))
    _tell(request, saved, is_published=is_published)
    if place.photos.exists():
        return _back(request, place)
    return redirect(reverse("admin:exhibitors_photo_changelist"))


def _tell(request: HttpRequest, saved: list[Any], *, is_published: bool) -> None:
    count = len(saved)
    if not count:
        return
    text = ngettext("%d photo was saved.", "%d photos were saved.", count) % count
    messages.success(request, text)
    mute = sum(not (p.alt_en or p.alt_ru or p.alt_az) for p in saved)
    if mute:
        text = ngettext(
            "%d has no text for those who cannot see it.",
            "%d have no text for those who cannot see them.",
            mute,
        )
        messages.warning(request, text % mute)
    if not is_published:
        messages.info(request, _("Visitors see them once an organiser publishes them."))
