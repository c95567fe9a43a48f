"""Names of files in a ZIP, whatever wrote them."""

import struct
from unicodedata import normalize
from zipfile import ZipInfo
from zlib import crc32

_IS_UTF8 = 0x800
_UNICODE_PATH = 0x7075


def entry_name(entry: ZipInfo) -> str:
    """Return the path of an entry, its parts joined by "/".

    UTF-8 where the entry says so or it reads as such; else the code pages of DOS:
    Russian (866) where whole words are beyond ASCII, else Western (437).
    """
    if entry.flag_bits & _IS_UTF8:
        found = entry.orig_filename
    else:
        raw = entry.orig_filename.encode("cp437")
        found = _told(entry.extra, raw) or _guessed(raw)
    return normalize("NFC", found.replace("\\", "/"))


def _told(extra: bytes, raw: bytes) -> str:
    """Return the name that Info-ZIP writes beside the one of DOS, "" without."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        part = extra[at + 4 : at + 4 + size]
        is_of_it = part[1:5] == struct.pack("<I", crc32(raw))
        if kind == _UNICODE_PATH and is_of_it:
            return part[5:].decode("utf-8", "replace")
        at += 4 + size
    return ""


def _guessed(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        russian = raw.decode("cp866")
    return russian if _is_russian(russian) else raw.decode("cp437")


def _is_russian(text: str) -> bool:
    """Return whether no word mixes Latin and Cyrillic letters, or has other signs."""
    words = "".join(sign if sign.isalpha() else " " for sign in text).split()
    beyond = [sign for sign in text if not sign.isascii()]
    is_mixed = any(word.isascii() != word[:1].isascii() for word in words) or any(
        0 < sum(sign.isascii() for sign in word) < len(word) for word in words
    )
    return not is_mixed and all(sign.isalpha() or sign == "№" for sign in beyond)
