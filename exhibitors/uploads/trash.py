"""Files that photos gave up: out of the way at once, kept for a while, then gone.

The database notes down each file that a row gives up (``models.discards``), in the
transaction that does so; what is done here comes after it, can be done again, and may
be interrupted anywhere: a file is copied before it is removed, and its note goes last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from exhibitors import images
from exhibitors.models import (
    DiscardedFile,
    Photo,
    Proposal,
    WaitingArchive,
    WaitingPhoto,
)
from exhibitors.models.waiting import private_storage
from exhibitors.proposals.proposing import LIVE
from exhibitors.uploads.limits import TRASH_DAYS, WAITING_HOURS
from exhibitors.uploads.trees import batches, files_below, is_older, remove_folder

_AT_ONCE = 500


@dataclass(frozen=True)
class Tidied:
    """How many files were moved to the trash, removed from it, and found astray."""

    binned: int
    forgotten: int
    expired: int
    astray: int


def tidy() -> Tidied:
    """Do all that keeps the folders in order; return what was done."""
    return Tidied(bin_discarded(), forget_old(), expire_waiting(), sweep())


def trash_name(name: str) -> str:
    """Return where the file of a photo is kept once it was given up."""
    return f"trash/{name}"


def bin_soon() -> None:
    """Put what photos give up out of the way once this transaction is through."""
    transaction.on_commit(bin_discarded)


def bin_discarded() -> int:
    """Move files that no photo names any more to the trash, with their renditions."""
    with transaction.atomic():
        rows = DiscardedFile.objects.select_for_update(skip_locked=True)
        found = list(rows.filter(binned_at=None).order_by("pk")[:_AT_ONCE])
        names = [row.name for row in found]
        in_use = set(Photo.objects.filter(image__in=names).values_list("image"))
        for row in found:
            if (row.name,) in in_use:
                row.delete()
            else:
                _bin(row)
    return len(found)


def _bin(row: DiscardedFile) -> None:
    kept = trash_name(row.name)
    if default_storage.exists(row.name):
        _replace(private_storage(), kept, default_storage, row.name)
        default_storage.delete(row.name)
    remove_folder(default_storage, f"pictures/{row.photo}")
    row.binned_at = timezone.now()
    row.save(update_fields=["binned_at"])


def _replace(to: Any, name: str, source: Any, source_name: str) -> None:
    """Copy a file; an earlier copy may have been left half done."""
    if to.exists(name):
        to.delete(name)
    with source.open(source_name) as file:
        to.save(name, file)


def bring_back(name: str) -> bool:
    """Take the file of a photo out of the trash, for a row that names it again.

    ``name`` is the value of the photo's ``image``. Call it in the transaction that
    writes the row, before it does: the row's width and height are read from the file.
    Returns whether the photo has its file.
    """
    DiscardedFile.objects.select_for_update().filter(name=name).first()
    kept, trash = trash_name(name), private_storage()
    if not default_storage.exists(name):
        if not trash.exists(kept):
            return False
        _replace(default_storage, name, trash, kept)
    DiscardedFile.objects.filter(name=name).delete()
    transaction.on_commit(lambda: trash.delete(kept))
    return True


def forget_old() -> int:
    """Remove what has been in the trash for as long as it is kept."""
    before = timezone.now() - timedelta(days=TRASH_DAYS)
    with transaction.atomic():
        rows = DiscardedFile.objects.select_for_update(skip_locked=True)
        found = list(rows.filter(binned_at__lt=before).order_by("pk"))
        for row in found:
            private_storage().delete(trash_name(row.name))
            row.delete()
    return len(found)


def expire_waiting() -> int:
    """Remove what has waited for more than a day."""
    before = timezone.now() - timedelta(hours=WAITING_HOURS)
    expired = 0
    kinds: tuple[Any, ...] = (WaitingPhoto, WaitingArchive)
    for kind in kinds:
        with transaction.atomic():
            rows = kind.objects.select_for_update(skip_locked=True)
            for row in rows.filter(created_at__lt=before):
                private_storage().delete(row.file.name)
                row.delete()
                expired += 1
    return expired


def sweep() -> int:
    """Remove files that no row names, left by a process that was killed.

    Only those older than a day: the row of a younger one may be about to come.
    """
    before = timezone.now() - timedelta(hours=WAITING_HOURS)
    removed = _sweep(default_storage, "photos", before, _photos_named)
    removed += _sweep(private_storage(), "waiting", before, _waiting_named)
    removed += _sweep(private_storage(), "trash", before, _trash_named)
    return removed + _sweep_renditions()


def _sweep(storage: Any, folder: str, before: Any, named: Any) -> int:
    removed = 0
    for names in batches(files_below(storage, folder), _AT_ONCE):
        known = named(names)
        for name in names:
            if name not in known and is_older(storage, name, before):
                storage.delete(name)
                removed += 1
    return removed


def _photos_named(names: tuple[str, ...]) -> set[str]:
    photos = Photo.objects.filter(image__in=names)
    discarded = DiscardedFile.objects.filter(name__in=names)
    return {
        *photos.values_list("image", flat=True),
        *discarded.values_list("name", flat=True),
        *_proposed(),
    }


def _proposed() -> Iterator[str]:
    """Yield the files that photos will have once what is proposed is published."""
    waiting = Proposal.objects.filter(state__in=LIVE)
    for entries in waiting.values_list("entries", flat=True):
        for entry in entries:
            image = (entry["after"] or {}).get("image")
            if entry["model"] == "photo" and image:
                yield image


def _waiting_named(names: tuple[str, ...]) -> set[str]:
    photos = WaitingPhoto.objects.filter(file__in=names)
    archives = WaitingArchive.objects.filter(file__in=names)
    return {
        *photos.values_list("file", flat=True),
        *archives.values_list("file", flat=True),
    }


def _trash_named(names: tuple[str, ...]) -> set[str]:
    plain = [name.removeprefix("trash/") for name in names]
    rows = DiscardedFile.objects.filter(name__in=plain)
    return {trash_name(name) for name in rows.values_list("name", flat=True)}


def _sweep_renditions() -> int:
    """Remove the renditions of photos that are gone, or were changed since."""
    try:
        folders, _files = default_storage.listdir("pictures")
    except FileNotFoundError:
        return 0
    removed = 0
    for names in batches(folders, _AT_ONCE):
        photos = Photo.objects.in_bulk([int(n) for n in names if n.isdecimal()])
        for name in names:
            photo = photos.get(int(name)) if name.isdecimal() else None
            now = images.stamp(photo) if photo else ""
            stamps, _files = default_storage.listdir(f"pictures/{name}")
            for stamp in stamps:
                if stamp != now:
                    removed += remove_folder(
                        default_storage, f"pictures/{name}/{stamp}"
                    )
            if photo is None:
                remove_folder(default_storage, f"pictures/{name}")
    return removed
