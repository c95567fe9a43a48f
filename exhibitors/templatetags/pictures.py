"""Photos in fitting sizes."""

from typing import Any

from django import template
from django.urls import reverse

from exhibitors import images
from exhibitors.models import Photo
from exhibitors.templatetags.content import wording

register = template.Library()


def _address(photo: Photo, rendition: images.Rendition) -> str:
    return reverse("picture", args=[photo.pk, images.stamp(photo), rendition.file_name])


def _addresses(photo: Photo, shape: str, kind: str) -> str:
    """Return a photo's pictures of one kind, as browsers choose among them."""
    return ", ".join(
        f"{_address(photo, images.Rendition(shape, width, kind))} {width}w"
        for width in images.widths(photo, shape)
    )


@register.inclusion_tag("includes/_picture.html")
def picture(
    photo: Photo, shape: str, sizes: str, is_lazy: bool = True
) -> dict[str, Any]:
    """Show a photo in a shape, "card" or "whole"; ``sizes`` as in HTML."""
    width, height = images.size(photo, shape)
    *better, plain = images.FORMATS
    return {
        "kinds": [
            {
                "type": images.FORMATS[kind][0],
                "addresses": _addresses(photo, shape, kind),
            }
            for kind in better
        ],
        "address": _address(photo, images.Rendition(shape, width, plain)),
        "addresses": _addresses(photo, shape, plain),
        "sizes": sizes,
        "alt": wording(photo, "alt").text,
        "width": width,
        "height": height,
        "is_lazy": is_lazy,
    }
