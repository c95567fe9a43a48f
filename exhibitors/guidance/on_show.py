"""What may be missing of what is on show."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from exhibitors.guidance.gaps import (
    NAMES,
    Gap,
    blank,
    register,
    texts,
    untold,
)
from exhibitors.models import (
    Area,
    Event,
    Exhibit,
    Inquiry,
    Organisation,
    Participation,
    Photo,
    Sector,
    Stand,
)

NAME = _("Name missing: %(language)s")
DESCRIPTION = _("Description missing: %(language)s")


def without_photo(link: str) -> Any:
    """Return the condition that nothing photographed is this row."""
    return ~Exists(Photo.objects.filter(**{link: OuterRef("pk")}))


def drafts(model: Any) -> Gap:
    """Return the gap of records that visitors cannot see."""
    return Gap(
        f"{model._meta.model_name}-unpublished",
        model,
        _("Visitors cannot see it yet"),
        Q(is_published=False),
        "is_published",
    )


def described(model: Any) -> list[Gap]:
    """Return the gaps of name and description."""
    kind = model._meta.model_name
    nothing = _("No description in any language")
    return [
        *texts(model, "name", NAME),
        Gap(
            f"{kind}-description",
            model,
            nothing,
            untold("description"),
            "description_en",
        ),
        *texts(model, "description", DESCRIPTION),
    ]


def photographed(model: Any) -> Gap:
    """Return the gap of records without a photo."""
    kind = model._meta.model_name
    return Gap(
        f"{kind}-photo",
        model,
        _("No photo"),
        without_photo(kind),
        "photos-",
    )


STANDS = [
    *described(Stand),
    photographed(Stand),
    Gap("stand-number", Stand, _("No number"), Q(number=""), "number"),
    Gap("stand-area", Stand, _("No area"), Q(area=None), "area"),
    Gap(
        "stand-outline",
        Stand,
        _("Not drawn on the plan"),
        Q(outline__isnull=True, parent=None),
        "outline",
    ),
    drafts(Stand),
]
EXHIBITS = [
    *described(Exhibit),
    photographed(Exhibit),
    Gap(
        "exhibit-stand",
        Exhibit,
        _("Neither stand nor area"),
        Q(stand=None, area=None, part_of=None),
        "stand",
    ),
    drafts(Exhibit),
]
ORGANISATIONS = [
    *described(Organisation),
    Gap(
        "organisation-country",
        Organisation,
        _("No country"),
        Q(country=None),
        "country",
    ),
    drafts(Organisation),
]
PROFILE = Gap(
    "participation-profile",
    Participation,
    _("No economic profile in any language"),
    untold("profile"),
    "profile_en",
)
COUNTRIES = [
    PROFILE,
    *texts(Participation, "profile", _("Economic profile missing: %(language)s")),
    Gap(
        "participation-commissioner",
        Participation,
        _("No pavilion commissioner"),
        blank("commissioner") & ~Q(role=Participation.Role.MEMBER),
        "commissioner",
    ),
]
PHOTOS = [
    Gap(
        "photo-alt",
        Photo,
        _("No alternative text in any language"),
        untold("alt"),
        "alt_en",
    ),
    *texts(Photo, "alt", _("Alternative text missing: %(language)s")),
]
ANSWERS = [
    Gap(
        "inquiry-answer",
        Inquiry,
        _("Not answered"),
        Q(status=Inquiry.Status.NEW),
        "status",
    )
]
OTHERS = [gap for model in (Area, Sector, Event) for gap in texts(model, "name", NAME)]


def incomplete(model: Any, label: Any, *fields: str) -> list[Gap]:
    """Return the gaps of a language: any of these texts is missing in it."""
    return [
        Gap(
            name=f"{model._meta.model_name}-text-{language}",
            model=model,
            label=label,
            condition=reduce(or_, (blank(field, language) for field in fields)),
            field=f"{fields[-1]}_{language}",
            language=language,
            is_told=False,
        )
        for language in NAMES
    ]


TEXT = _("Text not complete: %(language)s")
MADE_UP = [
    gap
    for model in (Stand, Exhibit, Organisation)
    for gap in incomplete(model, TEXT, "name", "description")
]
ALTERNATIVES = Gap(
    "photo-alts",
    Photo,
    _("Alternative text missing in a language"),
    reduce(or_, (blank("alt", language) for language in NAMES)),
    "alt_en",
    is_told=False,
)

register(*MADE_UP, ALTERNATIVES)
register(*STANDS, *EXHIBITS, *ORGANISATIONS, *COUNTRIES, *PHOTOS, *OTHERS, *ANSWERS)
