"""What a file is, by its first bytes, whatever its name says."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of file that people take for a photo."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WEBP"
    HEIC = "HEIC"
    AVIF = "AVIF"
    SVG = "SVG"
    PDF = "PDF"
    TIFF = "TIFF"
    ARCHIVE = "ZIP"
    EMPTY = ""
    OTHER = "?"


# The kinds that are taken, with the readers of Pillow that may open them.
TAKEN: dict[Kind, tuple[str, ...]] = {
    Kind.JPEG: ("JPEG", "MPO"),
    Kind.PNG: ("PNG",),
    Kind.GIF: ("GIF",),
    Kind.WEBP: ("WEBP",),
}
# How much of a file tells its kind.
HEAD = 1024

_BEGINNINGS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"%PDF", Kind.PDF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"PK\3\4", Kind.ARCHIVE),
    (b"PK\5\6", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
)
_PHONES = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def kind_of(head: bytes) -> Kind:
    """Return the kind of a file by its beginning, ``HEAD`` bytes of it."""
    if not head:
        return Kind.EMPTY
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        return _boxed(head)
    return Kind.SVG if b"<svg" in head.lower() else Kind.OTHER


def _boxed(head: bytes) -> Kind:
    brands = head[8 : int.from_bytes(head[:4])]
    if b"avif" in brands or b"avis" in brands:
        return Kind.AVIF
    return Kind.HEIC if head[8:12] in _PHONES else Kind.OTHER


def named_size(kind: Kind, head: bytes) -> tuple[int, int] | None:
    """Return the width and height that the head of a picture names, in pixels.

    Asked before Pillow opens one: it makes room for all of a WebP as it does. None
    for a JPEG, whose size lies further on.
    """
    if kind is Kind.PNG:
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if kind is Kind.GIF:
        return _little(head[6:8]), _little(head[8:10])
    return _webp_size(head) if kind is Kind.WEBP else None


def _webp_size(head: bytes) -> tuple[int, int] | None:
    form = head[12:16]
    if form == b"VP8X" and len(head) >= 30:
        sides = head[24:27], head[27:30]
        return _little(sides[0]) + 1, _little(sides[1]) + 1
    if form == b"VP8 " and len(head) >= 30:
        return _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
    if form == b"VP8L" and len(head) >= 25:
        bits = _little(head[21:25])
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return None


def _little(part: bytes) -> int:
    return int.from_bytes(part, "little")
