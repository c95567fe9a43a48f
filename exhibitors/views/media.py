"""Uploaded files, to those only who may see the record they belong to."""

from mimetypes import guess_type

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from exhibitors.access import access_of
from exhibitors.models import Photo, Role
from exhibitors.queries.photos import published_photos


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    if "\0" in name:
        raise Http404
    photo = published_photos().filter(image=name).first()
    keep = "public, max-age=3600"
    if photo is None and request.user.is_authenticated:
        access = access_of(request)
        readers = access.within(Role.ORGANISER, Role.PROTOCOL_OFFICER)
        photo = Photo.objects.filter(readers | access.own(Photo), image=name).first()
        keep = "private, no-store"
    if photo is None or not photo.image.storage.exists(name):
        raise Http404
    kind, _encoding = guess_type(name)
    response = FileResponse(photo.image.open(), content_type=kind)
    response["Cache-Control"] = keep
    return response
