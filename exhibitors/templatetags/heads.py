"""What the head of a page tells machines: addresses, pictures, structured data."""

import json
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from exhibitors import images
from exhibitors.models import Exhibition
from exhibitors.structured import described

register = template.Library()

# The records that have a picture drawn, each with what its address names it by.
_DRAWN = {
    "area": "slug",
    "exhibit": "slug",
    "organisation": "slug",
    "participation": "country_id",
    "sector": "slug",
    "stand": "slug",
}
# What would end the script's element, or be taken for the end of a line.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """Return the one address of a page: without filters, with its number in a list."""
    request = context["request"]
    page = request.GET.get("page", "")
    query = f"?page={page}" if page.isdigit() and page != "1" else ""
    return str(request.build_absolute_uri(f"{request.path}{query}"))


@register.simple_tag(takes_context=True)
def share_picture(context: Context) -> str:
    """Return the picture that goes with a link to this page: its photo, else drawn."""
    request, exhibition = context["request"], context["exhibition"]
    record = context.get("record")
    pictures = getattr(record, "pictures", ())
    if pictures:
        width = images.widths(pictures[0], "card")[-1]
        name = images.Rendition("card", width, "jpg").file_name
        address = reverse(
            "picture", args=[pictures[0].pk, images.stamp(pictures[0]), name]
        )
    else:
        address = _drawn(exhibition, record)
    return str(request.build_absolute_uri(address))


def _drawn(exhibition: Exhibition, record: Any) -> str:
    kind = record._meta.model_name if record else ""
    if kind not in _DRAWN:
        return reverse("exhibitors:share", args=[exhibition.slug])
    name = getattr(record, _DRAWN[kind]).lower()
    return reverse("exhibitors:share_record", args=[exhibition.slug, kind, name])


@register.simple_tag(takes_context=True)
def structured(context: Context) -> SafeString:
    """Tell machines what the page is about, as JSON-LD: data, which no policy runs."""
    record = context.get("record") or context.get("exhibition")
    told = described(record)
    if not told:
        return mark_safe("")
    request = context["request"]
    told = {
        "@context": "https://schema.org",
        **told,
        "url": request.build_absolute_uri(request.path),
        "image": share_picture(context),
        "inLanguage": get_language(),
    }
    text = json.dumps(told, ensure_ascii=False).translate(_ESCAPES)
    # Escaped above: nothing in it can end the element.
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308
    )
