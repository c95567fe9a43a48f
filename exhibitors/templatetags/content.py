"""Texts of records: in which language they are, who reports them, what is made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale, UnknownLocaleError
from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname, resolution_order

from exhibitors.models import Country, Exhibition, Source
from exhibitors.queries.countries import CountryNames
from exhibitors.queries.exhibitions import short_name as without_theme
from exhibitors.queries.sources import Bibliography

register = template.Library()

NOTES = {
    "en": gettext_lazy("in English"),
    "ru": gettext_lazy("in Russian"),
    "az": gettext_lazy("in Azerbaijani"),
}


@dataclass(frozen=True)
class Wording:
    """A text and the language it is written in."""

    text: str
    language: str

    @property
    def is_fallback(self) -> bool:
        """Whether it stands in for a text in the language of the page."""
        return bool(self.text) and self.language != get_language()

    @property
    def note(self) -> str:
        """What tells a reader about the other language."""
        return str(NOTES.get(self.language, self.language))


def wording(record: Any, field: str) -> Wording:
    """Return a field's text in the page's language, else in the first that has one.

    A field without translations is in the language that content is entered in first.
    """
    active = get_language() or settings.LANGUAGE_CODE
    first = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
    for language in resolution_order(active):
        text = getattr(record, build_localized_fieldname(field, language), None)
        if text:
            return Wording(str(text), language)
    if hasattr(record, build_localized_fieldname(field, first)):
        return Wording("", active)
    return Wording(str(getattr(record, field) or ""), first)


def _inline(shown: Wording) -> SafeString:
    # Made here and not in a template, whose last line break would show as a blank.
    if not shown.is_fallback:
        return format_html("{}", shown.text)
    return format_html(
        '<span lang="{}">{}</span> <small class="other-language">{}</small>',
        shown.language,
        shown.text,
        shown.note,
    )


@register.simple_tag
def translated(record: Any, field: str) -> SafeString:
    """Show a short text of a record, marked when it is in another language."""
    return _inline(wording(record, field))


@register.simple_tag
def translated_start(record: Any, field: str, words: int) -> SafeString:
    """Show the first words of a text of a record, marked likewise."""
    whole = wording(record, field)
    return _inline(Wording(Truncator(whole.text).words(words), whole.language))


@register.inclusion_tag("includes/_wording_block.html")
def translated_block(record: Any, field: str) -> dict[str, Any]:
    """Show a long text of a record in paragraphs, marked likewise."""
    return {"wording": wording(record, field)}


@register.simple_tag
def untranslated(text: Any) -> SafeString:
    """Show a text that is kept in one language only, marked likewise."""
    return _inline(Wording(str(text), settings.MODELTRANSLATION_DEFAULT_LANGUAGE))


@register.filter
def has_text(record: Any, field: str) -> bool:
    """Return whether a field has a text in any language."""
    return bool(wording(record, field).text)


@register.filter
def shown_in(record: Any, exhibition: Exhibition) -> bool:
    """Return whether there is a record and it is on the pages: a draft in a preview."""
    return bool(record) and (record.is_published or exhibition.shows_drafts)


@register.filter
def short_name(exhibition: Any) -> str:
    """Return an exhibition's name in the page's language, without its theme."""
    name, theme = wording(exhibition, "name"), wording(exhibition, "theme")
    return without_theme(name.text, theme.text)


@register.inclusion_tag("includes/_cites.html")
def cites(page: Bibliography, sources: Iterable[Source]) -> dict[str, Any]:
    """Link to the reports on the page from which a fact comes."""
    return {"numbers": page.cited(sources)}


@register.filter
def made_up(record: Any, field: str) -> bool:
    """Return whether a field's value is for demonstration and not reported."""
    return bool(record.is_illustrative(field))


@register.filter
def language_name(code: str) -> str:
    """Return a language's name in the language of the page: "de" gives "German"."""
    try:
        known = Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return code
    return str(known.get_display_name(get_language() or "en") or code)


@register.simple_tag
def day_range(first: date, last: date) -> str:
    """Return two days and what lies between, naming a shared month and year once."""
    if first == last:
        return date_format(last, "j E Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j E Y')}"
    form = "j E" if first.year == last.year else "j E Y"
    return f"{date_format(first, form)} – {date_format(last, 'j E Y')}"


@register.filter
def square_metres(value: Decimal | float | None) -> str:
    """Return a size with its unit, as "1,034 m²"."""
    if value is None:
        return ""
    return _("%(size)s m²") % {"size": localised(value)}


@register.filter
def localised(value: Decimal | float) -> str:
    """Return a number grouped as the language of the page does, without idle zeros."""
    return template.defaultfilters.floatformat(value, "-2g")


@register.simple_tag
def printed_name(names: CountryNames, country: Country) -> SafeString:
    """Show a country's name as the exhibition prints it."""
    return _inline(wording(names.of(country), "name"))
