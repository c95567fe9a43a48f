"""Pictures taken by what is in them, made anew, and nothing else let in.

What is kept is always a JPEG that this module wrote: upright, in the colours of
screens (sRGB), without transparency, at most ``LONGEST_SIDE`` pixels long. So no byte
of an uploaded file is ever served: no position, no comment, no program behind a
picture. The limits are asked before anything is decoded.
"""

import io
import secrets
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms

from exhibitors.uploads.kinds import HEAD, TAKEN, Kind, kind_of, named_size
from exhibitors.uploads.limits import (
    LONGEST_SIDE,
    MEGA,
    MIB,
    MOST_BYTES,
    MOST_PIXELS,
    MOST_PIXELS_WHOLE,
    MOST_SCANS,
)
from exhibitors.uploads.refusals import refusal, refusal_of_kind

# All that readers of pictures raise on files that are none.
BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_QUALITY = 90
# Rows of pixels that are read at once for the digest.
_STRIP = 256
_SRGB = ImageCms.createProfile("sRGB")
# Many may send photos at once; each process decodes one after another.
_ONE_AT_A_TIME = threading.Lock()


class CleanFile(ContentFile):  # type: ignore[type-arg]
    """A picture made anew, with the digest of what is to be seen."""

    def __init__(self, content: bytes, name: str, digest: str) -> None:
        super().__init__(content, name)
        self.digest = digest
        self.content_type = "image/jpeg"


@dataclass(frozen=True)
class CleanPicture:
    """A picture made anew: a JPEG, its sides in pixels, the digest of its pixels.

    Two files of one photo have one digest, whatever else a camera wrote into them.
    """

    content: bytes
    width: int
    height: int
    digest: str

    def as_file(self) -> CleanFile:
        """Return it as a file whose name tells nothing."""
        return CleanFile(self.content, neutral_name(), self.digest)


def neutral_name() -> str:
    """Return a name for a picture that tells nothing and that nobody guesses."""
    return f"{secrets.token_hex(12)}.jpg"


def checked(file: "File[bytes]", name: str = "") -> CleanPicture:
    """Return the picture in a file, made anew.

    ``name`` is what sentences call it, the file's own if not given. Raises
    ValidationError, with a sentence that names the file and the mend.
    """
    called = name or file.name or ""
    kind = _kind(file, called)
    with _ONE_AT_A_TIME, _opened(file, kind, called) as image:
        try:
            made = _upright(_small(image, kind))
            clean = _coloured(made)
        except BROKEN as error:
            raise refusal("broken", called) from error
        return _written(clean, kind)


def _kind(file: "File[bytes]", name: str) -> Kind:
    """Return the kind of a file that may be decoded; else raise why not."""
    file.seek(0)
    head = file.read(HEAD)
    kind = kind_of(head)
    if kind not in TAKEN:
        raise refusal_of_kind(kind, name)
    if file.size > MOST_BYTES:
        size = f"{file.size / MIB:.0f}"
        raise refusal("heavy", name, size=size, most=MOST_BYTES // MIB)
    if sides := named_size(kind, head):
        _hold_to(sides, MOST_PIXELS_WHOLE, name)
    return kind


def _hold_to(sides: tuple[int, int], most: int, name: str) -> None:
    pixels = sides[0] * sides[1]
    if pixels > most:
        size = f"{pixels / MEGA:.0f}"
        raise refusal("large", name, size=size, most=most // MEGA)


@contextmanager
def _opened(file: "File[bytes]", kind: Kind, name: str) -> Iterator[Image.Image]:
    """Open a picture and ask its head for what is too much; nothing is decoded yet."""
    file.seek(0)
    try:
        image = Image.open(file, formats=TAKEN[kind])
    except _BOMBS as error:
        most = MOST_PIXELS // MEGA
        raise refusal("large", name, size=">89", most=most) from error
    except BROKEN as error:
        raise refusal("broken", name) from error
    with image:
        is_whole = kind is not Kind.JPEG or "progressive" in image.info
        _hold_to(image.size, MOST_PIXELS_WHOLE if is_whole else MOST_PIXELS, name)
        if image.format != "MPO" and getattr(image, "is_animated", False):
            raise refusal("moving", name)
        if "progressive" in image.info and _scans(file) > MOST_SCANS:
            raise refusal("broken", name)
        yield image


def _scans(file: "File[bytes]") -> int:
    """Return how often a progressive JPEG goes over the picture."""
    at = file.tell()
    file.seek(0)
    found: int = file.read().count(b"\xff\xda")
    file.seek(at)
    return found


def _small(image: Image.Image, kind: Kind) -> Image.Image:
    """Decode a picture, no larger than what is kept."""
    if kind is Kind.JPEG and image.mode in ("RGB", "L"):
        # Read at a half, a quarter or an eighth, as long as that is not too small.
        longest = max(image.size)
        image.draft(
            image.mode,
            (
                max(1, image.width * LONGEST_SIDE // longest),
                max(1, image.height * LONGEST_SIDE // longest),
            ),
        )
    image.load()
    if image.mode.startswith("I"):
        # Sixteen bits a pixel: the upper eight are what screens show.
        grey = image.convert("I").point(lambda value: value / 257)
        image = _with_notes(grey.convert("L"), image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = _with_notes(image.convert("RGBA"), image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    return image


def _with_notes(image: Image.Image, before: Image.Image) -> Image.Image:
    """Give a converted picture what its colours and its turn are read from."""
    image.info = {
        name: before.info[name]
        for name in ("icc_profile", "exif")
        if name in before.info
    }
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turn a picture as the camera says it was held."""
    turn = None
    with suppress(*BROKEN):
        turn = _TURNS.get(image.getexif().get(_ORIENTATION) or 1)
    return image if turn is None else _with_notes(image.transpose(turn), image)


def _coloured(image: Image.Image) -> Image.Image:
    """Return a picture in the colours of screens, on white where it lets through."""
    profile = image.info.get("icc_profile")
    if "A" in image.getbands():
        see_through = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(see_through, mask=see_through.getchannel("A"))
    if profile:
        with suppress(*BROKEN, ImageCms.PyCMSError):
            return _by_profile(image, profile)
    return image if image.mode == "RGB" else image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    own: Any = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if image.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(own):
        return image
    made = ImageCms.profileToProfile(image, own, _SRGB, outputMode="RGB")
    return made or image.convert("RGB")


def _written(image: Image.Image, kind: Kind) -> CleanPicture:
    image.info = {}
    shown = blake2b(f"{image.width}x{image.height}".encode(), digest_size=20)
    for top in range(0, image.height, _STRIP):
        strip = (0, top, image.width, min(top + _STRIP, image.height))
        shown.update(image.crop(strip).tobytes())
    content = io.BytesIO()
    # Drawings and lettering, which come as PNG, keep the sharpness of their colours.
    sampling = "4:2:0" if kind in (Kind.JPEG, Kind.WEBP) else "4:4:4"
    image.save(content, "JPEG", quality=_QUALITY, subsampling=sampling)
    return CleanPicture(
        content.getvalue(), image.width, image.height, shown.hexdigest()
    )
