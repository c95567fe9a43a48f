"""The side bar of the admin: what the account may see, in the order of the work."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from delegations.models import (
    AcceptedClash,
    Apart,
    Availability,
    Change,
    ClashLevel,
    Delegation,
    Embargo,
    ExportLog,
    Feed,
    InterpreterPool,
    Letter,
    Person,
    Registration,
    Release,
    Report,
    StandardTour,
    Visit,
)
from exhibitors.access import exhibitions_of, working_exhibition
from exhibitors.models import (
    Area,
    Contradiction,
    Event,
    Exhibit,
    Exhibition,
    Framework,
    HistoryTransaction,
    ImportRun,
    Inquiry,
    LoadedFile,
    Organisation,
    Participation,
    Photo,
    Proposal,
    RoleAssignment,
    Sector,
    Source,
    Stand,
    Venue,
)
from expo.models import AccountLetter, Invitation, SecondFactorRule, User

GROUPS: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...] = (
    (
        gettext_noop("On show"),
        (
            (Stand, "storefront"),
            (Exhibit, "category"),
            (Organisation, "apartment"),
            (Participation, "flag"),
            (Photo, "photo_camera"),
            (Inquiry, "mail"),
            (ImportRun, "upload"),
            (Proposal, "rate_review"),
        ),
    ),
    (
        gettext_noop("Delegations"),
        (
            (Registration, "how_to_reg"),
            (Delegation, "groups"),
            (Visit, "route"),
            (StandardTour, "repeat"),
            (Person, "badge"),
            (Availability, "event_available"),
            (InterpreterPool, "translate"),
            (Release, "published_with_changes"),
            (Letter, "outgoing_mail"),
            (Feed, "calendar_month"),
            (Apart, "social_distance"),
            (Embargo, "block"),
            (ClashLevel, "rule"),
            (AcceptedClash, "task_alt"),
            (Change, "history"),
            (Report, "article"),
            (ExportLog, "download"),
        ),
    ),
    (
        gettext_noop("The exhibition"),
        (
            (Exhibition, "festival"),
            (Event, "event"),
            (Area, "map"),
            (Sector, "label"),
            (Venue, "location_on"),
            (Framework, "public"),
            (HistoryTransaction, "manage_history"),
        ),
    ),
    (
        gettext_noop("Origin of the facts"),
        (
            (Source, "newspaper"),
            (Contradiction, "balance"),
            (LoadedFile, "upload_file"),
        ),
    ),
    (
        gettext_noop("Access"),
        (
            (User, "person"),
            (RoleAssignment, "key"),
            (Invitation, "person_add"),
            (AccountLetter, "forward_to_inbox"),
            (SecondFactorRule, "phonelink_lock"),
        ),
    ),
)


def groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the groups of links that the account may follow."""
    shown = []
    for title, models in GROUPS:
        items = [
            _link(model, icon)
            for model, icon in models
            if admin.site._registry[model].has_view_permission(request)
        ]
        if items:
            shown.append({"title": _(title), "items": items})
    return shown


def _link(model: Any, icon: str) -> dict[str, Any]:
    names = model._meta
    title = str(names.verbose_name_plural)
    address = reverse(f"admin:{names.app_label}_{names.model_name}_changelist")
    return {"title": title[:1].upper() + title[1:], "icon": icon, "link": address}


def exhibitions(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the other exhibitions that the account can go on with."""
    at_work = working_exhibition(request)
    return [
        {
            "icon": "festival",
            "title": named(exhibition),
            "link": reverse("admin:exhibitors_exhibition_work", args=[exhibition.pk]),
        }
        for exhibition in exhibitions_of(request)
        if exhibition != at_work
    ]


def at_work(request: HttpRequest) -> str:
    """Return the year and name of the exhibition that the account is at work in."""
    if not request.user.is_authenticated:
        return ""
    exhibition = working_exhibition(request)
    return named(exhibition) if exhibition else ""


def named(exhibition: Exhibition) -> str:
    """Return the years of an exhibition's days and its name, which may be cut off."""
    days = (exhibition.start_on, exhibition.end_on)
    years = dict.fromkeys(str(day.year) for day in days)
    return f"{'–'.join(years)} · {exhibition.name}"


def site_address(request: HttpRequest) -> str:
    """Return the public home of the exhibition that the account is at work in."""
    exhibition = working_exhibition(request) if request.user.is_authenticated else None
    return reverse("exhibitors:home", args=[exhibition.slug]) if exhibition else "/"
