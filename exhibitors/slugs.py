"""Addresses made from names in any script of the region."""

from collections.abc import Iterable
from itertools import chain, count
from typing import Any
from unicodedata import combining, normalize

from django.db import models
from django.utils.text import slugify

from exhibitors.models.fields import RESERVED_SLUGS

# Latin letters for Cyrillic ones, and for the Latin ones that lose no accent alone.
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
        "ё": "yo",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ә": "a",
        "ғ": "gh",
        "қ": "q",
        "ң": "ng",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
        "і": "i",
        "ӣ": "i",
        "ӯ": "u",
        "ҳ": "h",
        "ҷ": "j",
        "ə": "e",
        "ı": "i",
        "ø": "o",
        "ß": "ss",
        "ʻ": "",
        "ʼ": "",
    }
)


def slug_of(text: str) -> str:
    """Return the address of a name: “Стенд Казахстана” → “stend-kazakhstana”.

    Empty for a name without a letter or digit that can be written in Latin ones.
    """
    apart = normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(sign for sign in apart if not combining(sign))
    # Other signs part words as a blank does: “8.2/B-14” → “8-2-b-14”.
    words = "".join(sign if sign.isalnum() else " " for sign in plain)
    return slugify(words)[:100].strip("-")


def free_slug(rows: models.QuerySet[Any], text: str, others: Iterable[str] = ()) -> str:
    """Return an address made from a name that no row and none of the others has."""
    base = slug_of(text) or "record"
    taken = {
        *others,
        *rows.filter(slug__startswith=base).values_list("slug", flat=True),
    }
    taken |= RESERVED_SLUGS
    numbered = (f"{base}-{number}" for number in count(2))
    return next(name for name in chain([base], numbered) if name not in taken)
