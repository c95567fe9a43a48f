"""Icons, medallions, flags and tints."""

from functools import cache
from typing import Any
from zlib import crc32

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exhibitors.models import Exhibit, Stand

register = template.Library()

WOVEN = frozenset({"az", "kz", "kg", "tj", "tm", "uz"})
TINTS = {
    Stand.Kind.THEMATIC: "gr",
    Stand.Kind.SPECIAL: "ha",
    Stand.Kind.PROGRAMME: "sp",
    Stand.Kind.OPEN_AIR: "op",
}
# Countries without a medallion of their own borrow one that is no country's.
BORROWED = ("sp", "gr", "ha", "op")
KIND_ICONS = {
    Exhibit.Kind.BEVERAGE: "bottle",
    Exhibit.Kind.BOOK: "book",
    Exhibit.Kind.CARPET: "carpet",
    Exhibit.Kind.COIN: "coin",
    Exhibit.Kind.CONSTRUCTION_MATERIAL: "wall",
    Exhibit.Kind.COSMETICS: "cosmetics",
    Exhibit.Kind.CRAFT: "craft",
    Exhibit.Kind.DEFENCE_PRODUCT: "shield",
    Exhibit.Kind.FOOD: "apple",
    Exhibit.Kind.GOODS: "basket",
    Exhibit.Kind.INFORMATION: "info-circle",
    Exhibit.Kind.INSTALLATION: "installation",
    Exhibit.Kind.MACHINERY: "tractor",
    Exhibit.Kind.PRESENTATION: "presentation",
    Exhibit.Kind.PRODUCT: "package",
    Exhibit.Kind.PRODUCT_GROUP: "packages",
    Exhibit.Kind.PRODUCT_SAMPLES: "swatch",
    Exhibit.Kind.SERVICE: "headset",
    Exhibit.Kind.SOFTWARE: "software",
    Exhibit.Kind.STAMP: "stamp",
    Exhibit.Kind.TEXTILE: "textile",
    Exhibit.Kind.VEHICLE: "truck",
}
CROPS = ("", "tile-b", "tile-c")


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draw an icon of the sprite; it says nothing to a screen reader."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes,
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def medallion(tint: str) -> SafeString:
    """Draw a medallion in the threads of the tint class around it."""
    return format_html(
        '<svg class="gol" viewBox="0 0 100 100" aria-hidden="true">'
        '<use href="{}#gol-{}"/></svg>',
        static("patterns/medallions.svg"),
        tint,
    )


@cache
def _has_flag(code: str) -> bool:
    return finders.find(f"flags/{code}.svg") is not None


@register.simple_tag
def flag(code: str) -> SafeString:
    """Draw a country's flag beside its name, a plain one when there is no picture."""
    if not _has_flag(code):
        return icon("flag", "flag-none")
    return format_html(
        '<img class="flag" src="{}" alt="" width="24" height="18">',
        static(f"flags/{code}.svg"),
    )


def _country_tint(code: str) -> str:
    return code if code in WOVEN else BORROWED[crc32(code.encode()) % len(BORROWED)]


def _stand_tint(stand: Stand) -> str:
    is_of_country = stand.kind not in TINTS or stand.parent_id is not None
    if stand.country_id and is_of_country:
        return _country_tint(stand.country_id.lower())
    return TINTS.get(Stand.Kind(stand.kind), "sp")


@register.filter
def tint(record: Any) -> str:
    """Return the medallion of a record, or of a country's code.

    That of its stand, else of its country; else the exhibition's own.
    """
    if isinstance(record, Stand):
        return _stand_tint(record)
    if isinstance(record, Exhibit) and record.stand:
        return _stand_tint(record.stand)
    code = record if isinstance(record, str) else getattr(record, "country_id", None)
    return _country_tint(code.lower()) if code else "sp"


@register.filter
def initial(name: str) -> str:
    """Return the first letter or digit of a name: “"AzerGold" CJSC” gives “A”."""
    return next((sign for sign in name if sign.isalnum()), "")


@register.filter
def kind_icon(exhibit: Exhibit) -> str:
    """Return the icon of an exhibit's kind."""
    return KIND_ICONS.get(Exhibit.Kind(exhibit.kind), "package")


@register.filter
def crop(exhibit: Exhibit) -> str:
    """Return the class of the crop of its tile; it stays the same for an exhibit."""
    return CROPS[crc32(exhibit.slug.encode()) % len(CROPS)]


@register.inclusion_tag("includes/_ribbon.html")
def ribbon(names: Any, country: Any) -> dict[str, Any]:
    """Show a country with its flag, as the exhibition prints its name."""
    return {"country": country, "printed": names.of(country) if country else None}
