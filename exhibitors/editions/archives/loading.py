"""An exhibition loaded from an archive, proven equal, or not at all."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from exhibitors.editions.archives import fitting, inserting, proving, staging
from exhibitors.editions.archives.files import Placed, placed_files
from exhibitors.editions.archives.fitting import Fitted
from exhibitors.editions.archives.manifests import ArchiveError, Manifest
from exhibitors.editions.archives.opening import opened
from exhibitors.editions.archives.proving import Proof
from exhibitors.editions.archives.staging import ROWS
from exhibitors.models import Exhibition
from exhibitors.models.fields import RESERVED_SLUGS, key_validator


@dataclass(frozen=True)
class Loaded:
    """What came of a load: how it is equal, and what could not be kept."""

    manifest: Manifest
    slug: str
    proofs: list[Proof]
    fitted: Fitted


class _RolledBack(Exception):  # noqa: N818
    """Ends a dry run."""


def load(path: Path, *, slug: str = "", dry_run: bool = False) -> Loaded:
    """Load an archive as a new exhibition, under its own slug or another one.

    The file is checked whole first. Rows are written in one transaction and read again:
    each equals that of the archive, or nothing is written. A dry run does all of it,
    and takes it back. Raises ArchiveError.
    """
    with opened(path) as (zip_, manifest):
        wanted = slug or manifest.exhibition
        _check_slug(wanted)
        found: list[Loaded] = []
        try:
            with placed_files() as placed, transaction.atomic():
                found.append(_load(zip_, manifest, wanted, placed))
                if dry_run:
                    raise _RolledBack
        except _RolledBack:
            pass
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            raise ArchiveError(f"the database refuses it: {reason}") from error
    return found[0]


def _check_slug(slug: str) -> None:
    try:
        key_validator(slug)
    except ValidationError as error:
        raise ArchiveError(f"{slug!r} is no address: {error.messages[0]}") from error
    if slug in RESERVED_SLUGS:
        raise ArchiveError(f"the address {slug!r} is used by the site")
    if Exhibition.objects.filter(slug=slug).exists():
        raise ArchiveError(
            f"there is an exhibition {slug!r} already; say --slug for another address"
        )


def _load(
    zip_: zipfile.ZipFile, manifest: Manifest, slug: str, placed: Placed
) -> Loaded:
    staging.prepare()
    staging.stage(zip_, manifest)
    exhibition = _exhibition(slug)
    fitted = fitting.fit()
    placed.place(zip_, manifest, exhibition)
    inserting.insert(exhibition)
    proving.read_again(exhibition)
    placed.read_again()
    return Loaded(manifest, slug, proving.prove(), fitted)


def _exhibition(slug: str) -> int:
    """Give the one exhibition of the archive its slug; return the key it gets."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {ROWS} SET row = row || jsonb_build_object('slug', %s::text) "  # noqa: S608
            "WHERE place = %s RETURNING new",
            [slug, Exhibition._meta.db_table],
        )
        found = cursor.fetchall()
    if len(found) != 1:
        raise ArchiveError(f"it holds {len(found)} exhibitions, not one")
    return int(found[0][0])
