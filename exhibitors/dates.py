"""Days in words, as they stand within a sentence."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

# Where weekdays and months are written small.
_SMALL = ("az", "ru")


def in_words(on: date, form: str = "j E Y") -> str:
    """Return a day in a format; small but for its first letter where that is usual."""
    text = date_format(on, form)
    if get_language() in _SMALL:
        # The small letter of İ alone is two signs.
        return text[:1] + text[1:].replace("İ", "i").lower()
    return text
