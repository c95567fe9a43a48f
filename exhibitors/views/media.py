"""Uploaded files, to those only who may see the record they belong to."""

import logging
from mimetypes import guess_type

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe
from PIL import Image

from exhibitors import images
from exhibitors.access import access_of
from exhibitors.models import Photo, Role
from exhibitors.queries.photos import published_photos

# The address of a rendition changes with what it shows; that of a file does not.
PUBLIC = {True: "public, max-age=86400", False: "public, max-age=3600"}
logger = logging.getLogger(__name__)


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    if "\0" in name:
        raise Http404
    photo, is_public = _readable(request, Q(image=name))
    return _file(photo, name, is_public=is_public)


@require_safe
def picture(request: HttpRequest, pk: int, stamp: str, file_name: str) -> FileResponse:
    rendition = images.RENDITIONS.get(file_name)
    photo, is_public = _readable(request, Q(pk=pk))
    if rendition is None or images.stamp(photo) != stamp:
        raise Http404
    try:
        name = images.stored(photo, rendition)
    except (OSError, Image.DecompressionBombError) as error:
        logger.warning("Photo %s cannot be made smaller: %s", pk, error)
        raise Http404 from error
    return _file(photo, name, is_public=is_public, is_lasting=True)


def _readable(request: HttpRequest, which: Q) -> tuple[Photo, bool]:
    """Return a photo that the reader may see, and whether everyone may; else 404."""
    photo = published_photos().filter(which).first()
    if photo is not None:
        return photo, True
    if request.user.is_authenticated:
        access = access_of(request)
        readers = access.within(Role.ORGANISER, Role.PROTOCOL_OFFICER)
        own = readers | access.own(Photo)
        photo = Photo.objects.filter(own).filter(which).first()
    if photo is None:
        raise Http404
    return photo, False


def _file(
    photo: Photo, name: str, *, is_public: bool, is_lasting: bool = False
) -> FileResponse:
    storage = photo.image.storage
    if not storage.exists(name):
        raise Http404
    kind, _encoding = guess_type(name)
    response = FileResponse(storage.open(name), content_type=kind)
    keep = PUBLIC[is_lasting] if is_public else "private, no-store"
    response["Cache-Control"] = keep
    return response
