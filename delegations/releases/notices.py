"""What those whom a release concerns are told: a digest each, in their language."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from delegations.items import Item
from delegations.models import Letter, Notice, Release
from delegations.released import Version, latest_versions, released_items
from delegations.releases.concerned import Concerned, hosted_stands, seen_by
from delegations.releases.differences import in_order
from exhibitors.models import Exhibition
from exhibitors.queries.exhibitions import short_name


def tell(
    release: Release, told: Sequence[Concerned], site: str, *, first: bool
) -> None:
    """Write a notice to each, with a letter to those who have an address."""
    notices = [_notice(release, one) for one in told]
    for notice, one in zip(notices, told, strict=True):
        if one.email:
            notice.letter = _letter(notice, one, site, first=first)
    Letter.objects.bulk_create(
        [notice.letter for notice in notices if notice.letter is not None]
    )
    for notice in notices:
        # The letter has its key only now.
        notice.letter_id = notice.letter.pk if notice.letter else None
    Notice.objects.bulk_create(notices)


def programme_of(notice: Notice) -> tuple[Version | None, list[Item]]:
    """Return the latest version of a notice's day, and its reader's part in it."""
    exhibition, on = notice.release.exhibition, notice.release.on
    versions = latest_versions(exhibition, notice.language)
    latest = next((version for version in versions if version.on == on), None)
    reader: Any = notice.person or notice.user
    stands = frozenset(hosted_stands(exhibition, reader.email))
    here = [item for item in released_items(versions) if item.on == on]
    mine = seen_by(here, notice.person_id, stands)
    return latest, in_order([item for item in mine if not item.is_off])


def _notice(release: Release, one: Concerned) -> Notice:
    return Notice(
        release=release,
        person=one.person,
        user=one.user,
        language=one.language,
        sentences=[str(sentence) for sentence in one.sentences],
    )


def _letter(notice: Notice, one: Concerned, site: str, *, first: bool) -> Letter:
    release = notice.release
    with translation.override(one.language):
        address = reverse("notice", args=[notice.token])
        context: dict[str, Any] = {
            "exhibition": release.exhibition,
            "release": release,
            "is_first": first,
            "name": one.name,
            "sentences": notice.sentences,
            "address": f"{site.rstrip('/')}{address}",
        }
        return Letter(
            exhibition=release.exhibition,
            to=one.email,
            subject=_subject(release),
            text=render_to_string("email/release.txt", context),
            language=one.language,
        )


def _subject(release: Release) -> str:
    """Return the subject; without a line break, which no header may have."""
    subject = _("%(exhibition)s: programme of %(day)s, version %(number)d") % {
        "exhibition": _edition(release.exhibition),
        "day": formats.date_format(release.on, "j E Y"),
        "number": release.version,
    }
    return " ".join(subject.split())[:300]


def _edition(exhibition: Exhibition) -> str:
    return short_name(exhibition.name, exhibition.theme)
