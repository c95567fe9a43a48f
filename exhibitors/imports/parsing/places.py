"""Halls and stands as lists write them, often both in one cell."""

import re
from functools import lru_cache

from exhibitors.imports.folding import fold

_HALL = (
    "hall|halls|pavilion|pavillion|pav|halle|salon|salonu|zal|"
    "павильон|павил|пав|зал|холл|павільйон|"
    "pavilyon|pavilyonu|hol|holl|zali"
)
_STAND = (
    "stand|stand no|booth|stall|place|stand number|"
    "стенд|стенды|место|бокс|"
    "stend|stendi|yer|stant|standi"
)
_HALL_FIRST = re.compile(
    rf"^(?P<hall>(?:{_HALL})\b\.?\s*(?:no\.?|№|#)?\s*[\w.]+)"
    rf"\s*[/,;:|–—\-]*\s*(?:(?:{_STAND})\b\.?\s*)?(?:no\.?\s|№|#)?\s*(?P<stand>.*)$",
    re.IGNORECASE,
)
_STAND_FIRST = re.compile(
    rf"^(?:(?:{_STAND})\b\.?\s*)?(?:no\.?\s|№|#)?\s*(?P<stand>[^,;(]+?)"
    rf"\s*[/,;(–—]\s*(?P<hall>(?:{_HALL})\b\.?\s*(?:no\.?|№|#)?\s*[\w.]+)\)?$",
    re.IGNORECASE,
)
_ONLY_STAND = re.compile(
    rf"^(?:{_STAND})\b\.?\s*(?:no\.?\s|№|#)?\s*(?P<stand>.+)$", re.IGNORECASE
)
_SIGN = re.compile(r"^(?:no\.?\s|№|#)\s*", re.IGNORECASE)
_PREFIX = re.compile(rf"\b(?:{_HALL})\b")
_SEVERAL = re.compile(r"[;\n]+|\s&\s|\s(?:and|и|və|ve)\s")
_NUMBER = re.compile(r"^[A-Za-zА-Яа-яƏə]{0,3}[-. ]?\d+[A-Za-zА-Яа-я]?([-./]\d+)*$")
_LETTER_BESIDE_DIGIT = re.compile(r"(?<=[^\W\d]) (?=\d)|(?<=\d) (?=[^\W\d])")
# Cyrillic letters that are typed for the Latin ones that look the same.
_ALIKE = str.maketrans("авекмнорстх", "abekmhopctx")

Place = tuple[str, str]  # hall and number; either may be ""


@lru_cache(maxsize=5_000)
def hall_code(name: str) -> str:
    """Return what tells halls apart: “Hall 8.2”, “Павильон 8.2” and “8.2” are “8 2”."""
    folded = fold(name)
    return _PREFIX.sub("", folded).strip() or folded


@lru_cache(maxsize=5_000)
def number_code(number: str) -> str:
    """Return what tells stands apart: “B-14”, “b 14” and a Cyrillic “В14” are “b14”.

    “1-11” and “11-1” stay two.
    """
    return _LETTER_BESIDE_DIGIT.sub("", fold(number).translate(_ALIKE))


@lru_cache(maxsize=5_000)
def place_of(text: str) -> Place:
    """Return hall and number of one place: “Hall 8.2 / B-14” is (Hall 8.2, B-14)."""
    text = " ".join(text.split())
    for pattern in (_HALL_FIRST, _STAND_FIRST):
        if found := pattern.match(text):
            return found["hall"].strip(" ."), _bare(found["stand"])
    if found := _ONLY_STAND.match(text):
        return "", _bare(found["stand"])
    return "", _bare(text)


def hall_and_stand(text: str) -> Place | None:
    """Return both where a text names a hall and a stand in it, None otherwise.

    “Hall 8 / B-14” does, “Hall 8.2” and “Hall 8, level 2” do not.
    """
    hall, number = place_of(text)
    is_apart = "/" in text or any(sign.isalpha() for sign in number)
    return (hall, number) if hall and is_apart and _NUMBER.match(number) else None


def places_of(text: str) -> tuple[Place, ...]:
    """Return all the places that a cell names; a hall goes for those after it too.

    “B14, B15” are two places, “Hall 8, B14” is one.
    """
    found: list[Place] = []
    for part in _SEVERAL.split(text):
        for piece in _apart(part):
            hall, number = place_of(piece)
            if number or hall:
                found.append((hall or (found[-1][0] if found else ""), number))
    kept = [place for place in found if place[1]] or found
    return tuple(dict.fromkeys(kept))


def _apart(text: str) -> list[str]:
    """Return the places between commas, where each but the first is a number."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) < 2 or not all(_NUMBER.match(piece) for piece in pieces[1:]):
        return [text]
    hall, number = place_of(pieces[0])
    if hall and not number:
        return [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]
    return pieces


def _bare(text: str) -> str:
    return _SIGN.sub("", text.strip(" .,;:/|–—-()"))
