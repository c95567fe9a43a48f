"""Photos made smaller: shapes, widths and formats that pages ask for."""

import io
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from django.db.models.fields.files import ImageFieldFile

    from exhibitors.models import Photo

# The kinds of file, the best first, each with how Pillow writes it.
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("image/avif", {"format": "AVIF", "quality": 60, "speed": 8}),
    "webp": ("image/webp", {"format": "WEBP", "quality": 78, "method": 4}),
    "jpg": ("image/jpeg", {"format": "JPEG", "quality": 80, "progressive": True}),
}
# A card's picture is cut to 4:3 around the focus; a page's own is whole.
WIDTHS = {"card": (320, 640, 960), "whole": (480, 960, 1600)}
CARD_RATIO = 4 / 3


@dataclass(frozen=True)
class Rendition:
    """One smaller picture of a photo; ``width`` in pixels."""

    shape: str
    width: int
    format: str

    @property
    def file_name(self) -> str:
        """The last part of its address, as in "card-640.webp"."""
        return f"{self.shape}-{self.width}.{self.format}"

    @property
    def content_type(self) -> str:
        """What browsers call its format."""
        return FORMATS[self.format][0]


RENDITIONS = {
    rendition.file_name: rendition
    for shape, widths in WIDTHS.items()
    for width in widths
    for format_ in FORMATS
    for rendition in [Rendition(shape, width, format_)]
}


# Where the orientation stands among what a camera writes, and those on their side.
_ORIENTATION, _ON_ITS_SIDE = 0x0112, range(5, 9)


def is_on_its_side(file: "ImageFieldFile") -> bool:
    """Return whether a camera says that a picture is to be turned by a quarter.

    False for a file that is no picture: whoever saves it says so.
    """
    was_closed = file.closed
    with suppress(OSError):
        file.open()
        with Image.open(file) as image:
            turned = image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
        if was_closed:
            file.close()
        else:
            file.seek(0)
        return turned
    return False


def stamp(photo: "Photo") -> str:
    """Return what changes with the file or the focus of a photo."""
    told = f"{photo.image.name} {photo.focus_x} {photo.focus_y}"
    return blake2b(told.encode(), digest_size=6).hexdigest()


def widths(photo: "Photo", shape: str) -> tuple[int, ...]:
    """Return the widths worth asking for: none wider than the photo, but one."""
    known = WIDTHS[shape]
    widest = photo.width
    if shape == "card":
        widest = min(photo.width, round(photo.height * CARD_RATIO))
    return tuple(width for width in known if width <= widest) or known[:1]


def size(photo: "Photo", shape: str) -> tuple[int, int]:
    """Return the width and height of a photo's largest picture, in pixels."""
    width = widths(photo, shape)[-1]
    if shape == "card":
        return width, round(width / CARD_RATIO)
    return width, round(width * photo.height / max(photo.width, 1))


def stored(photo: "Photo", rendition: Rendition) -> str:
    """Return the name in the storage of a rendition, made if it is not there.

    Raises OSError or Image.DecompressionBombError for a file that is no picture.
    """
    storage = photo.image.storage
    name = f"pictures/{photo.pk}/{stamp(photo)}/{rendition.file_name}"
    if not storage.exists(name):
        storage.save(name, ContentFile(_made(photo, rendition)))
    return name


def _made(photo: "Photo", rendition: Rendition) -> bytes:
    width, made = rendition.width, io.BytesIO()
    with photo.image.open() as file, Image.open(file) as image:
        # A JPEG is read at about the size that is needed.
        image.draft("RGB", (2 * width, 2 * width))
        profile = image.info.get("icc_profile")
        upright = ImageOps.exif_transpose(image).convert("RGB")
        if rendition.shape == "card":
            box = (width, round(width / CARD_RATIO))
            centre = (photo.focus_x, photo.focus_y)
            small = ImageOps.fit(upright, box, centering=centre)
        else:
            small = upright
            small.thumbnail((width, 4 * width))
        # Nothing else of the file goes along: no place, no camera.
        small.save(made, icc_profile=profile, **FORMATS[rendition.format][1])
    return made.getvalue()
