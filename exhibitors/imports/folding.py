"""Texts made alike, so that what a reader takes for the same is the same."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_APART = re.compile(r"[^\w]+|_+")
# Letters that lists mix up, and that lose no accent by themselves.
_LETTERS = str.maketrans({"ё": "е", "ə": "e", "ı": "i", "ł": "l", "ø": "o", "ß": "ss"})
# Legal forms, which one list writes and the next leaves out.
_WRITTEN_FORMS = (
    "llc ltd limited llp inc corp corporation co gmbh ag plc jsc ojsc cjsc pjsc sa "
    "оао зао ао ооо тоо пао нао осоо чп ип ooo "
    "asc mmc qsc anonim sirketi as ltdsti sti "
    "xk mchj aj dp hj"
)
_FORMS = frozenset(_WRITTEN_FORMS.split())


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return a text in small letters without accents and signs: “Č-1, Ё” → “c 1 е”."""
    plain = text.lower().translate(_LETTERS)
    if not plain.isascii():
        apart = normalize("NFKD", plain.replace("й", "\ue000"))
        plain = "".join(sign for sign in apart if not combining(sign))
        plain = plain.replace("\ue000", "й")
    return _APART.sub(" ", plain).strip()


def fold_name(text: str) -> str:
    """Return the name of an organisation to compare: without its legal form.

    All of it where nothing else is left.
    """
    words = fold(text).split()
    kept = [word for word in words if word not in _FORMS]
    return " ".join(kept or words)
