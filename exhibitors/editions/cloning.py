"""A new edition, made whole or not at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from exhibitors.editions import on_show  # noqa: F401
from exhibitors.editions.copying import Copier
from exhibitors.editions.parts import (
    Part,
    every_part,
    missing_needs,
    unknown_parts,
)
from exhibitors.editions.photos import copied_photos
from exhibitors.models import Exhibition, Organisation


@dataclass(frozen=True)
class NewEdition:
    """What somebody wants: names by language, the address, the first day, parts."""

    names: Mapping[str, str | None]
    slug: str
    starts_on: date
    parts: Collection[str]


@dataclass(frozen=True)
class Outcome:
    """The exhibition that was made, and how many of its photos have no file."""

    exhibition: Exhibition
    lost_files: int


def counts(exhibition: Exhibition) -> dict[str, int]:
    """Return how many rows each part has; one query a model."""
    return {
        part.name: sum(
            _manager(copied.model).filter(exhibition=exhibition).count()
            for copied in part.copied
        )
        for part in every_part()
    }


def refusal(parts: Collection[str]) -> str:
    """Return why parts cannot be taken over together, "" where they can."""
    if unknown := unknown_parts(parts):
        return _("There is no such part: %(names)s.") % {"names": ", ".join(unknown)}
    for part, needed in missing_needs(parts):
        return _("“%(part)s” needs “%(needed)s”.") % {
            "part": part.label,
            "needed": needed.label,
        }
    return ""


def drafted(source: Exhibition, wanted: NewEdition) -> Exhibition:
    """Return the new exhibition, unsaved and unpublished, checked as a form would.

    Its days are as many as those of the old one. Raises ValidationError.
    """
    by = wanted.starts_on - source.start_on
    if reason := refusal(wanted.parts):
        raise ValidationError(reason)
    new = Exhibition.objects.get(pk=source.pk)
    new.pk, new.key, new.slug = None, "", wanted.slug
    new.organiser = new.visitor_count = new.exhibitor_count = None
    new._state.adding = True
    for language, name in wanted.names.items():
        setattr(new, f"name_{language}", name)
    new.start_on, new.end_on = wanted.starts_on, source.end_on + by
    new.opening_on = source.opening_on and source.opening_on + by
    new.is_published = False
    new.full_clean()
    return new


def clone(source: Exhibition, wanted: NewEdition) -> Outcome:
    """Write the new edition: rows, links and files, all or nothing.

    Raises ValidationError where it is refused. Visits, stops, inquiries, calendar
    addresses, logs and history are never taken over. The delegations of an exhibition
    that nobody can see yet have no schedule; they are written with the other rows.
    """
    new = drafted(source, wanted)
    chosen = [part for part in every_part() if part.name in wanted.parts]
    lost = 0
    with copied_photos() as files, transaction.atomic():
        new.save(force_insert=True)
        copier = Copier(source, new)
        copier.copy([copied for part in chosen for copied in part.copied])
        organiser = copier.new_key(Organisation, source.organiser_id)
        Exhibition.objects.filter(pk=new.pk).update(organiser=organiser)
        if _has(chosen, "photos"):
            lost = files.copy(new)
        new.refresh_from_db()
    return Outcome(new, lost)


def last_day(source: Exhibition, starts_on: date) -> date:
    """Return the last day of an edition that begins on a day."""
    length: timedelta = source.end_on - source.start_on
    return starts_on + length


def _has(parts: Collection[Part], name: str) -> bool:
    return any(part.name == name for part in parts)


def _manager(model: Any) -> Any:
    return model._default_manager
