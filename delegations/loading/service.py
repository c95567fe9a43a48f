"""Loading a data file into the database: all of it or nothing."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from delegations.loading.overlay import Overlay, check_overlay, overlay_of
from delegations.loading.problems import Problem, RefusedError, refuse_if
from delegations.loading.reading import read_json
from delegations.loading.rules import check_file
from delegations.loading.writing import exhibition, people, sources, stands, visits
from delegations.loading.writing.rows import Tally
from delegations.loading.writing.store import Store
from exhibitors.history.judging import JUDGE
from exhibitors.models import Country


def load(
    path: Path, overlay_path: Path | None = None, *, dry_run: bool = False
) -> Tally:
    """Load a data file, with an overlay or without, and return what came of it.

    The second load of a file changes nothing. A dry run takes everything back.
    Raises RefusedError with every problem found; nothing is written then.
    """
    document, overlay = _checked(path, overlay_path)
    try:
        # English is the language of the plain column beside the translated ones.
        with translation.override("en"), transaction.atomic():
            tally = _write(document, overlay)
            with connection.cursor() as cursor:
                cursor.execute(JUDGE)
            transaction.set_rollback(dry_run)
    except ValidationError as error:
        raise RefusedError(
            Problem((path.name,), message) for message in error.messages
        ) from error
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise RefusedError([Problem((path.name,), reason)]) from error
    return tally


def _checked(path: Path, overlay_path: Path | None) -> tuple[Any, Overlay]:
    document = read_json(path)
    refuse_if(check_file(document))
    refuse_if(_unknown_countries(document))
    if overlay_path is None:
        return document, Overlay()
    content = read_json(overlay_path)
    refuse_if(check_overlay(content, document))
    return document, overlay_of(content)


def _unknown_countries(document: Any) -> list[Problem]:
    known = set(Country.objects.values_list("iso2", flat=True))
    return [
        Problem(("countries", record["id"], "iso2"), "no territory of ISO 3166-1")
        for record in document["countries"]
        if record["iso2"] not in known
    ]


def _write(document: Any, overlay: Overlay) -> Tally:
    with connection.cursor() as cursor:
        # Two loads at once would both find nothing and both create everything.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_exhibition'))")
    tally = Tally()
    edition = exhibition.write_exhibition(document, tally)
    store = Store(edition, tally, has_overlay=overlay.is_given)
    sources.write_sources(store, document)
    sources.write_meta(store, document)
    stands.write_organisations(store, document)
    stands.write_sectors(store, document)
    exhibition.complete_exhibition(store, document)
    exhibition.write_framework(store, document)
    exhibition.write_venue(store, document)
    exhibition.write_numbers(store, document)
    exhibition.write_hours(store, document, overlay)
    stands.write_areas(store, document, overlay)
    stands.write_stands(store, document, overlay)
    stands.write_exhibits(store, document)
    exhibition.write_countries(store, document)
    people.write_people(store, document, overlay)
    people.write_events(store, document)
    people.write_delegations(store, document, overlay)
    visits.write_visits(store, document, overlay)
    sources.write_contradictions(store, document)
    return tally
