"""The encoding of a list, from its bytes."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from exhibitors.imports.tables.base import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The likeliest first: where two read a list equally well, the first is taken.
_REGIONAL = ("cp1251", "koi8-r", "cp866", "cp1254", "mac-cyrillic", "iso8859-5")
_PART, _SAMPLE = 1 << 20, 200_000
_WORD = re.compile(r"[^\W\d_]+")
_USUAL = frozenset("оеаинтсрвлкмдпуыя")
_TURKISH = frozenset("çğıöşüÇĞİÖŞÜâîûÂÎÛ")
# Signs of typing that stand in lists beside letters; others tell of a wrong reading.
_TYPED = frozenset("«»„“”‘’–—…•№°²³§±×·€\xa0\xad")


def encoding_of(path: Path) -> str:
    """Return the encoding by which a file reads best; raises ImportRefused."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if wide := _without_mark(head):
        return wide
    if b"\0" in head:
        raise refuse("file_binary")
    if _is_utf8(path):
        return "utf-8"
    return _regional(path)


def _without_mark(head: bytes) -> str:
    """Return which UTF-16 it is by where the zeros of plain letters stand."""
    pairs = max(len(head) // 2, 1)
    low, high = head[1::2].count(0), head[0::2].count(0)
    if low > pairs / 5 and high == 0:
        return "utf-16-le"
    if high > pairs / 5 and low == 0:
        return "utf-16-be"
    return ""


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_PART):
            yield part


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for part in _parts(path):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _telling(path: Path) -> bytes:
    """Return the lines with other than plain letters, up to a good sample."""
    found, size = [], 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                found.append(line[:2000])
                size += len(found[-1])
            if size > _SAMPLE:
                break
    return b"".join(found)


def _regional(path: Path) -> str:
    sample = _telling(path)
    scored = [(_score(sample, name), name) for name in _REGIONAL]
    best, name = max(scored, key=lambda pair: pair[0])
    if best > 0:
        return name
    guess = from_bytes(sample).best()
    if guess is None:
        raise refuse("encoding_unknown")
    return guess.encoding


def _score(sample: bytes, encoding: str) -> float:
    """Return how much a reading looks like words, a word counting up to one."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return float("-inf")
    odd = sum(1 for sign in text if ord(sign) > 127 and not sign.isalpha())
    odd -= sum(1 for sign in text if sign in _TYPED)
    return sum(map(_worth, _WORD.findall(text))) - odd


def _worth(word: str) -> float:
    foreign = [sign for sign in word if ord(sign) > 127]
    if not foreign:
        return 0
    cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in foreign)
    if cyrillic and cyrillic < len(word):
        return -2
    if not (word.islower() or word.isupper() or word[1:].islower()):
        return -1
    if cyrillic:
        return sum(sign in _USUAL for sign in word.lower()) / len(word)
    return 1 if all(sign in _TURKISH for sign in foreign) else -1
