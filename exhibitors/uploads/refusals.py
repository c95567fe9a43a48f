"""Why a file is not taken, and how to mend it: sentences that name the file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exhibitors.uploads.kinds import Kind

_SENTENCES: dict[str, Any] = {
    "empty": _("“%(name)s” is empty. Copy it again from where it came."),
    "heavy": _(
        "“%(name)s” has %(size)s MB; at most %(most)s are taken. Save it smaller,"
        " as a JPEG about 4000 pixels wide."
    ),
    "large": _(
        "“%(name)s” has %(size)s megapixels; at most %(most)s are taken. Save it"
        " smaller, as a JPEG about 4000 pixels wide."
    ),
    "moving": _("“%(name)s” is an animation. Save one picture of it as a JPEG or PNG."),
    "broken": _(
        "“%(name)s” is damaged or not complete. Copy it again from the camera, or"
        " open it and save it as a JPEG."
    ),
    "phone": _(
        "“%(name)s” is a %(kind)s file, which this site does not read. On the phone"
        " choose “Most compatible” in the settings of the camera, or save it as a JPEG."
    ),
    "avif": _(
        "“%(name)s” is an AVIF file, which this site does not read. Open it and save"
        " it as a JPEG."
    ),
    "drawing": _(
        "“%(name)s” is a drawing (SVG), which may carry programs. Save it as a PNG."
    ),
    "document": _(
        "“%(name)s” is a %(kind)s file and no photo. Save the picture in it as a JPEG."
    ),
    "archive": _(
        "“%(name)s” is an archive. Send archives on the page “Add photos”, one by one."
    ),
    "other": _(
        "“%(name)s” is no photo, whatever its name says. JPEG, PNG, WebP and still GIF"
        " pictures are taken."
    ),
    "waiting": _("“%(name)s” is already waiting below."),
    "many": _(
        "“%(name)s” was not taken: %(most)s photos are waiting. Save or remove those"
        " first."
    ),
}
# Which sentence says what a kind of file is.
_OF_KIND = {
    Kind.EMPTY: "empty",
    Kind.HEIC: "phone",
    Kind.AVIF: "avif",
    Kind.SVG: "drawing",
    Kind.PDF: "document",
    Kind.TIFF: "document",
    Kind.ARCHIVE: "archive",
}


def refusal(code: str, name: str, **values: Any) -> ValidationError:
    """Return why a file is not taken; ``code`` names the reason."""
    return ValidationError(
        _SENTENCES[code], code=code, params={"name": short(name), **values}
    )


def refusal_of_kind(kind: Kind, name: str) -> ValidationError:
    """Return why a file of this kind is not taken."""
    return refusal(_OF_KIND.get(kind, "other"), name, kind=kind.value)


def short(name: str) -> str:
    """Return the name of a file as sentences give it: no path, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable())
    return plain if len(plain) <= 80 else f"{plain[:60]}…{plain[-15:]}"
