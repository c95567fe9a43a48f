"""The answers of a registration as plain values, in words, and side by side.

Everything is text, or a list: ``members`` and ``languages`` of rows by field,
``stands`` of the addresses of stands. So a draft keeps what was typed, whatever it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, Membership, Stop, Visit
from exhibitors.models import Stand

Answers = dict[str, Any]

LANGUAGES = ("en", "ru", "az")
# The languages of the region, then those often spoken at such meetings.
SPOKEN = (
    "az",
    "kk",
    "ky",
    "ru",
    "tg",
    "tk",
    "uz",
    "en",
    "tr",
    "fa",
    "ar",
    "zh",
    "de",
    "es",
    "fr",
    "hi",
    "it",
    "ja",
    "ka",
    "ko",
    "mn",
    "pl",
    "pt",
    "ro",
    "uk",
    "ur",
)
TEXTS = {
    "name_en": _("Name of the delegation in English"),
    "name_ru": _("Name of the delegation in Russian"),
    "name_az": _("Name of the delegation in Azerbaijani"),
    "kind": _("Kind of delegation"),
    "size": _("How many people come"),
    "members": _("Members"),
    "languages": _("Interpreters needed"),
    "arrival": _("Arrival"),
    "visiting_on": _("Day of the visit"),
    "window_from": _("Can come from"),
    "window_to": _("Can stay until"),
    "stands": _("Stands to see"),
    "wishes": _("Other wishes"),
    "contact_name": _("Contact person"),
    "contact_email": _("E-mail address"),
    "contact_phone": _("Telephone"),
}
LISTS = ("members", "languages", "stands")
# What only the registration holds.
CONTACT = ("contact_name", "contact_email", "contact_phone")


@dataclass(frozen=True)
class Line:
    """One answer in several versions, in words; ``differs`` where they are not one."""

    name: str
    label: str
    cells: tuple[tuple[str, ...], ...]
    differs: bool


def side_by_side(
    versions: Sequence[Mapping[str, Any]], exhibition: Any, *, only: bool = False
) -> list[Line]:
    """Return every answer in each version; with ``only``, those that differ."""
    stands = {
        stand.slug: str(stand)
        for stand in Stand.objects.of(exhibition).filter(
            slug__in={slug for v in versions for slug in v.get("stands") or ()}
        )
    }
    lines = []
    for name, label in TEXTS.items():
        cells = tuple(_words(name, version.get(name), stands) for version in versions)
        differs = len(set(cells)) > 1
        if differs or not only:
            lines.append(Line(name, str(label), cells, differs))
    return lines


def _words(name: str, value: Any, stands: Mapping[str, str]) -> tuple[str, ...]:
    """Return an answer in words, a text for each of its lines."""
    if name == "members":
        return tuple(member_words(row) for row in value or ())
    if name == "languages":
        return tuple(
            f"{language_name(row.get('spoken', ''))} → "
            f"{language_name(row.get('understood', ''))}"
            for row in value or ()
        )
    if name == "stands":
        return tuple(sorted(stands.get(slug, slug) for slug in value or ()))
    if name == "kind" and value in Delegation.Kind:
        return (str(Delegation.Kind(value).label),)
    if name == "visiting_on":
        return (_day(value),) if value else ()
    return (str(value),) if value else ()


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j E Y")
    except ValueError:
        return text


def member_words(row: Mapping[str, Any]) -> str:
    """Return a member in one line: how addressed, name, title, role."""
    name = " ".join(filter(None, (row.get("form_of_address"), row.get("name"))))
    parts = [name, row.get("name_as_written"), row.get("title")]
    role = row.get("role") or ""
    if role in Membership.Role and role != Membership.Role.MEMBER:
        parts.append(str(Membership.Role(role).label))
    return ", ".join(part for part in parts if part)


def language_name(code: str) -> str:
    """Return what a language is called in the active language, its code if unknown."""
    names = Locale.parse(get_language() or "en").languages
    return str(names.get(code, code)).capitalize()


def answers_of(delegation: Delegation, language: str = "en") -> Answers:
    """Return a delegation as it is now, as its embassy would have answered."""
    members = delegation.memberships.select_related("person")
    visits = [v for v in delegation.visits.all() if not v.is_off]
    stands = Stop.objects.filter(visit__in=visits, kind=Stop.Kind.CALL).exclude(
        status__in=[Stop.Status.CANCELLED, Stop.Status.SKIPPED]
    )
    found: Answers = {
        f"name_{code}": getattr(delegation, f"name_{code}") or "" for code in LANGUAGES
    }
    return found | {
        "kind": delegation.kind,
        "size": str(delegation.size or ""),
        "members": [_member(member, language) for member in members],
        "languages": [
            {"spoken": pair.spoken, "understood": pair.understood}
            for pair in delegation.language_pairs.all()
        ],
        "arrival": delegation.arrival,
        "visiting_on": str(delegation.visiting_on or ""),
        "stands": sorted(
            set(
                stands.filter(stand__isnull=False).values_list("stand__slug", flat=True)
            )
        ),
        "wishes": delegation.wishes,
        **_window(delegation, visits),
    }


def _member(member: Membership, language: str) -> dict[str, str]:
    person = member.person
    return {
        "name": person.name,
        "name_as_written": person.name_as_written,
        "title": _in(person, "title", language),
        "form_of_address": _in(person, "form_of_address", language),
        "role": member.role,
    }


def _in(person: Any, name: str, language: str) -> str:
    return getattr(person, f"{name}_{language}") or getattr(person, name) or ""


def _window(delegation: Delegation, visits: Iterable[Visit]) -> dict[str, str]:
    local = delegation.exhibition.local
    for visit in visits:
        if visit.window and visit.on == delegation.visiting_on:
            ends = {"window_from": visit.window.lower, "window_to": visit.window.upper}
            return {name: f"{local(end):%H:%M}" for name, end in ends.items()}
    return {"window_from": "", "window_to": ""}
