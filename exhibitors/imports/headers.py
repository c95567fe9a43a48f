"""What the headings of columns mean, in any language and by synonyms."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from exhibitors.imports.fields import Field, Kind, kind_named
from exhibitors.imports.folding import fold

EXACT, PART, LIKE, LEAST = 1.0, 0.75, 0.6, 0.5
LONGEST = 60  # signs of a heading
_LANGUAGE_WORDS = {
    "en": ("en", "eng", "english", "англ", "английский", "на английском", "ingilis"),
    "ru": ("ru", "rus", "russian", "рус", "русский", "на русском", "rus dilinde"),
    "az": ("az", "aze", "azerbaijani", "азерб", "на азербайджанском", "azerbaycan"),
}
# Signs of a column that numbers the lines: no number of a stand.
_ORDINALS = frozenset(
    {"no", "n", "nn", "n o", "номер п п", "п п", "пп", "номер", "number", "sira", "s"}
)
# What a record says of itself; an object within it that has such speaks for itself.
_OWN = ("key", "slug", "name", "description", "is_published")
# Objects that say nothing else than the record around them.
_WRAPPERS = frozenset({"attributes", "properties", "fields", "data", "item", "record"})
_MARKED = re.compile(r"\(?\*\)?$")


@lru_cache(maxsize=500)
def _words(name: str, said: tuple[str, ...]) -> frozenset[str]:
    return frozenset({*map(fold, said), fold(name), fold(name.replace("_", " "))})


def words_of(field: Field) -> frozenset[str]:
    """Return the folded headings of a field."""
    return _words(field.name, field.words)


def meaning(kind: Kind, heading: str, *, is_strict: bool = False) -> tuple[str, float]:
    """Return the field that a heading names and how sure that is, "" for none.

    A dotted way of JSON is tried whole, then by its last two words; it never names what
    a record says of itself. Strictly, what is
    spelt a little otherwise is not known.
    """
    return _meaning(kind.name, heading, is_strict)


@lru_cache(maxsize=2_000)
def _meaning(kind_name: str, heading: str, is_strict: bool) -> tuple[str, float]:
    kind = kind_named(kind_name)
    plain = _MARKED.sub("", heading.strip())
    text, language = _without_language(fold(plain.replace(".", " ")))
    if not text or (text in _ORDINALS and "." not in plain):
        return _ordinal(kind, text)
    # Without the dot of "Stand no.", which parts nothing.
    parts = [fold(part) for part in plain.strip(" .").split(".")]
    tried = [text]
    if len(parts) > 1:
        tried.append(" ".join(parts[-2:]))
    is_inner = len(text.split()) > 1 and len(parts) > 1 and parts[-2] not in _WRAPPERS
    best = max(
        (
            (_likeness(field, one, is_strict) - 0.05 * step, field)
            for step, one in enumerate(tried)
            for field in kind.fields
            if not is_inner or field.name not in (*_OWN, kind.mark)
        ),
        key=lambda pair: pair[0],
    )
    certainty, field = best
    if certainty < LEAST:
        return "", 0
    in_language = language and field.is_translated
    name = f"{field.name}_{language}" if in_language else field.name
    return name, round(certainty, 2)


def _ordinal(kind: Kind, text: str) -> tuple[str, float]:
    """Return a number of the line as nothing, unless the kind has such a field."""
    for field in kind.fields:
        if text and text in words_of(field):
            return field.name, LIKE
    return "", 0


def _without_language(text: str) -> tuple[str, str]:
    for code, words in _LANGUAGE_WORDS.items():
        for word in words:
            if text.endswith(f" {word}"):
                return text.removesuffix(f" {word}"), code
            if text.startswith(f"{word} "):
                return text.removeprefix(f"{word} "), code
    return text, ""


def _likeness(field: Field, text: str, is_strict: bool) -> float:
    words = words_of(field)
    if text in words:
        return EXACT
    asked = set(text.split())
    for word in words:
        said = set(word.split())
        if len(word) > 3 and said < asked and len(asked) <= len(said) + 3:
            return PART
    if is_strict or not 5 <= len(text) <= LONGEST:
        return 0
    return LIKE if get_close_matches(text, words, n=1, cutoff=0.86) else 0


def meanings(kind: Kind, headings: Sequence[str]) -> list[tuple[str, float]]:
    """Return what each heading means; of two for one field the surer has it."""
    found = [meaning(kind, heading) for heading in headings]
    best: dict[str, int] = {}
    for place, (name, certainty) in enumerate(found):
        if name and (name not in best or certainty > found[best[name]][1]):
            best[name] = place
    return [
        pair if not pair[0] or best[pair[0]] == place else ("", 0.0)
        for place, pair in enumerate(found)
    ]


def fit(kind: Kind, headings: Sequence[str], inherited: int = 0) -> float:
    """Return how well a list of headings suits a kind: more is better.

    Without its required fields a kind fits little, and so where what tells its records
    apart stands in the first columns, which tell of something around them.
    """
    if inherited:
        found = meanings(kind, headings[inherited:])
        own = {name for name, _sure in found}
        is_own = bool(own.intersection((kind.mark, f"{kind.mark}_en")))
        around = fit(kind, headings) - fit(kind, headings[inherited:])
        return fit(kind, headings) - around / 2 - (0 if is_own else 3)
    names = {name: sure for name, sure in meanings(kind, headings) if name}
    missing = [
        field
        for field in kind.fields
        if field.is_required and not set(names).intersection(field.names)
    ]
    weights = {name: field.weight for field in kind.fields for name in field.names}
    return sum(sure * weights[name] for name, sure in names.items()) - 3 * len(missing)
