"""Names in the order of a language's alphabet, whatever the database's locale.

PostgreSQL's own collations differ from one machine to the next; here each letter is
exchanged for a sign that stands where the alphabet has it, and signs are compared.
"""

from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Collate, NullIf
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname, resolution_order

# Capitals stand as far on as their small letters: I belongs to ı, İ to i.
ALPHABETS = {
    "en": ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "ru": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
    "az": ("abcçdeəfgğhxıijkqlmnoöprsştuüvwyz", "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVWYZ"),
}
# Signs far beyond the letters of other scripts, one after the other.
_FIRST_SIGN = 0x10000
_QUOTES = "\"'«»“”„‘’ʻ`"


def in_alphabet(field: str) -> Combinable:
    """Return what to order by for a translated field, in the language of now.

    A row without a text in that language goes by the one that is shown instead.
    Quotation marks do not count, digits and other scripts come before the alphabet.
    """
    language = get_language() or "en"
    small, capital = ALPHABETS.get(language, ALPHABETS["en"])
    signs = "".join(chr(_FIRST_SIGN + place) for place in range(len(small)))
    columns = [
        NullIf(F(build_localized_fieldname(field, code)), Value(""))
        for code in resolution_order(language)
    ]
    name = Coalesce(*columns, output_field=TextField())
    # PostgreSQL drops the letters to which no sign answers: the quotation marks.
    letters = Value(small + capital + _QUOTES)
    key = Func(
        name, letters, Value(signs * 2), function="translate", output_field=TextField()
    )
    return Collate(key, "C")
