"""Texts in which case and accents do not count, the same here and in PostgreSQL.

The database's own ``lower`` knows other scripts in some locales only, so capitals are
exchanged letter by letter. Cyrillic stays Cyrillic: a record's address has its name
in Latin letters, and is searched with it.
"""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce, Lower

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_PAIRS = {
    **dict(zip(_CYRILLIC.upper(), _CYRILLIC, strict=True)),
    **dict.fromkeys("Ёё", "е"),
    **dict.fromkeys("Іі", "и"),
    **dict.fromkeys("Ққ", "к"),
    **dict.fromkeys("Ңң", "н"),
    **dict(zip("ҒғҰұҮүӨөӘәҺһ", "ггууууооаахх", strict=True)),
    **dict(zip("ÇçƏəĞğİıÖöŞşÜü", "cceeggiioossuu", strict=True)),
    **dict(zip("ÄäÁáÀàÂâÉéÈèÊêÍíÓóÔôÑñÚú", "aaaaaaaaeeeeeeiioooonnuu", strict=True)),
}
_FROM, _TO = "".join(_PAIRS), "".join(_PAIRS.values())
_TABLE = str.maketrans(_PAIRS)


def fold(text: str) -> str:
    """Return a text in small letters without accents."""
    return text.translate(_TABLE).lower()


def folded(*columns: str) -> Func:
    """Return the texts of a row in one, parted by blanks, as ``fold`` has them."""
    texts = [Coalesce(F(column), Value("")) for column in columns]
    joined = Func(
        *texts,
        # By the alphabet, as migrations write them, or each run would see a change.
        arg_joiner=" || ' ' || ",
        template="(%(expressions)s)",
        output_field=TextField(),
    )
    return Func(
        Lower(joined),
        Value(_FROM),
        Value(_TO),
        function="translate",
        output_field=TextField(),
    )


def named(*others: str) -> tuple[str, ...]:
    """Return the columns by which a record is found: its names, and these."""
    return ("name_en", "name_ru", "name_az", "slug", *others)


def folded_index(name: str, *columns: str) -> GinIndex:
    """Return the index by which parts of these texts are found."""
    text: Any = OpClass(folded(*columns), name="gin_trgm_ops")
    return GinIndex(text, name=name)
