"""The versions of a day: who released what and when, and who has read of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from delegations.items import from_json
from delegations.models import Notice, Release
from delegations.releases.differences import Sentence, difference
from exhibitors.models import Exhibition


@dataclass(frozen=True)
class Shown:
    """One version with what it changed, and what came of its notices."""

    release: Release
    sentences: Sequence[Sentence]
    notices: Sequence[Notice]


def versions(exhibition: Exhibition, on: date) -> list[Release]:
    """Return the versions of a day, the latest first, without their stops.

    Each with how many were told of it, and how many of those have read it.
    """
    return list(
        Release.objects.filter(exhibition=exhibition, on=on)
        .defer("items")
        .select_related("user")
        .annotate(
            told=Count("notices"),
            read=Count("notices", filter=Q(notices__read_at__isnull=False)),
        )
        .order_by("-version")
    )


def version_named(known: Sequence[Release], name: str, language: str) -> Shown | None:
    """Return the version with this number, the latest where there is none.

    None where nothing has been released.
    """
    chosen = next((row for row in known if str(row.version) == name), None)
    chosen = chosen or next(iter(known), None)
    if chosen is None:
        return None
    return Shown(
        chosen,
        _changed(chosen, language),
        list(
            chosen.notices.select_related("person", "user", "letter").order_by(
                "person__name", "user__email"
            )
        ),
    )


def _changed(release: Release, language: str) -> list[Sentence]:
    """Return what a version changed of the one before it."""
    rows = Release.objects.filter(
        exhibition=release.exhibition_id,
        on=release.on,
        version__in=[release.version - 1, release.version],
    ).values_list("version", f"items__{language}")
    texts = {number: [from_json(stop) for stop in stops] for number, stops in rows}
    return difference(
        texts.get(release.version - 1, []), texts[release.version], language
    )
