"""Pictures that plans are traced from: taken in, laid, taken away."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from exhibitors.drawing.refused import Refused
from exhibitors.models import Area, PlanBackground

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
MOST_PIXELS, MOST_BYTES = 40_000_000, 30_000_000
# A plan is traced, not printed: more than this no screen shows.
_LARGEST = 4096
_LAID = ("x", "y", "width", "turn", "opacity")
# How wide a picture lies before anybody says so, where the area has no outline.
_WIDTH = 50.0
_FARTHEST = 1e6


def accepted(upload: Any) -> "ContentFile[bytes]":
    """Return an uploaded picture written anew, with nothing in it but the picture.

    Raises Refused for what is none, judged by what is in the file.
    """
    if upload.size > MOST_BYTES:
        raise Refused((_("The picture is larger than 30 MB."),))
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused((_("The picture has more than 40 million points."),))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        text = _("This is no picture that can be read: PNG, JPEG, WebP, TIFF or GIF.")
        raise Refused((text,)) from error
    upright.thumbnail((_LARGEST, _LARGEST))
    made = io.BytesIO()
    upright.save(made, "WEBP", quality=85)
    return ContentFile(made.getvalue(), "plan.webp")


def lay(area: Area, upload: Any | None, values: dict[str, Any]) -> None:
    """Put a picture under the plan of an area, or lay the one there is otherwise.

    Raises Refused where there is none, or where it would lie nowhere.
    """
    image = accepted(upload) if upload else None
    with transaction.atomic():
        locked = Area.objects.select_for_update().get(pk=area.pk)
        found = PlanBackground.objects.filter(area=area).first()
        if found is None and image is None:
            raise Refused((_("There is no picture under this plan."),))
        laid = found or _new(locked)
        former = found.image.name if found and image else ""
        if image:
            laid.image = image
        for name in _LAID:
            if name in values:
                setattr(laid, name, _number(name, values[name]))
        try:
            laid.clean_fields(exclude=["image", "key", "illustrative"])
        except ValidationError as error:
            first = {name: texts[0] for name, texts in error.message_dict.items()}
            raise Refused(fields=first) from error
        laid.save()
        if former:
            storage = laid.image.storage
            transaction.on_commit(lambda: storage.delete(former))


def take_away(area: Area) -> None:
    """Delete the picture under the plan of an area, with its file."""
    with transaction.atomic():
        found = PlanBackground.objects.select_for_update().filter(area=area).first()
        if found is not None:
            storage, name = found.image.storage, found.image.name
            found.delete()
            transaction.on_commit(lambda: storage.delete(name))


def _new(area: Area) -> PlanBackground:
    xs = [x for x, _y in area.outline or ()] or [0.0, _WIDTH]
    ys = [y for _x, y in area.outline or ()] or [0.0]
    return PlanBackground(
        exhibition_id=area.exhibition_id,
        area=area,
        x=min(xs),
        y=min(ys),
        width=max(xs) - min(xs) or _WIDTH,
    )


def _number(name: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(fields={name: _("A number is expected here.")}) from error
    if not abs(number) <= _FARTHEST:
        raise Refused(fields={name: _("A number is expected here.")})
    return number
