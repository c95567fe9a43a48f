"""Countries by code, or by name in the languages of the region and beyond."""

from difflib import get_close_matches
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from exhibitors.imports.fields import Unreadable
from exhibitors.imports.folding import fold
from exhibitors.models import Country

# Those of the region and its neighbours, and the languages of the world's fairs.
_LANGUAGES = (
    "en ru az kk ky tg tk uz uz_Cyrl tr fa ka hy uk be ar zh de fr es it pt pl ja ko mn"
)
_OTHERS = {
    "usa": "US",
    "u s a": "US",
    "сша": "US",
    "абш": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "англия": "GB",
    "uae": "AE",
    "оаэ": "AE",
    "bee": "AE",
    "emirates": "AE",
    "эмираты": "AE",
    "russian federation": "RU",
    "рф": "RU",
    "российская федерация": "RU",
    "prc": "CN",
    "кнр": "CN",
    "korea": "KR",
    "south korea": "KR",
    "республика корея": "KR",
    "корея": "KR",
    "kyrgyz republic": "KG",
    "киргизия": "KG",
    "кыргызская республика": "KG",
    "turkey": "TR",
    "turkiye": "TR",
    "белоруссия": "BY",
    "молдавия": "MD",
    "туркмения": "TM",
    "czech republic": "CZ",
    "holland": "NL",
    "голландия": "NL",
    "iran": "IR",
    "islamic republic of iran": "IR",
    "иран": "IR",
    "viet nam": "VN",
    "macedonia": "MK",
    "fyrom": "MK",
    "burma": "MM",
}
# Words that lists put around a name: “Republic of Kazakhstan”, “Республика Казахстан”.
_AROUND = ("republic of ", "the ", "республика ", "respublikasi", "kingdom of ")


@cache
def names() -> dict[str, str]:
    """Return the codes of territories by folded name."""
    known = {fold(code): code for code in Country.objects.values_list("pk", flat=True)}
    codes = set(known.values())
    found: dict[str, str] = {}
    for language in _LANGUAGES.split():
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                found.setdefault(fold(name), code)
    for code, aliases in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and aliases[0] in codes:
            found[fold(code)] = aliases[0]
    return {**found, **known, **_OTHERS}


def country(cell: str) -> str:
    """Return the code of a country; raises Unreadable, with what may be meant."""
    code, near = _looked_up(cell)
    if code:
        return code
    if near:
        meant = Locale.parse("en").territories[near]
        raise Unreadable("country_near", text=cell, meant=meant, iso=near)
    raise Unreadable("no_country", text=cell)


@lru_cache(maxsize=4_000)
def _looked_up(cell: str) -> tuple[str, str]:
    """Return the code of a country, else that of one with a like name."""
    folded = fold(cell)
    known = names()
    tried = [folded]
    for words in _AROUND:
        tried.append(folded.removeprefix(words).strip())
        tried.append(folded.removesuffix(words).strip())
    tried += [fold(part) for part in cell.replace(")", "").split("(")]
    for name in tried:
        if name in known:
            return known[name], ""
    near = get_close_matches(folded, known, n=1, cutoff=0.82)
    return "", known[near[0]] if near else ""
