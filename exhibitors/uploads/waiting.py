"""Photos sent in: checked, and kept until their sender says what they show."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exhibitors.models import Exhibition, WaitingArchive, WaitingPhoto
from exhibitors.models.waiting import private_storage
from exhibitors.uploads import archives, limits
from exhibitors.uploads.kinds import HEAD, Kind, kind_of
from exhibitors.uploads.pictures import CleanPicture, checked
from exhibitors.uploads.refusals import refusal

# Archives of one account that are not read to the end.
_MOST_ARCHIVES = 3
_LONGEST_NAME = 400


@dataclass(frozen=True)
class Place:
    """Where an account puts what it sends; ``shows`` is the code of what it shows."""

    user: Any
    exhibition: Exhibition
    shows: str = ""

    @property
    def photos(self) -> QuerySet[WaitingPhoto]:
        """The photos of the account that wait here."""
        return WaitingPhoto.objects.filter(user=self.user, exhibition=self.exhibition)

    @property
    def archives(self) -> QuerySet[WaitingArchive]:
        """The archives of the account, read or being read."""
        return WaitingArchive.objects.filter(user=self.user, exhibition=self.exhibition)


def take(file: Any, name: str, place: Place) -> WaitingPhoto | WaitingArchive:
    """Take a photo or a ZIP of photos, by what it is; raises ValidationError."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if kind_of(head) is Kind.ARCHIVE and head.startswith(b"PK"):
        return _take_archive(file, name, place)
    return _wait(checked(file, name), name, place)


def _wait(clean: CleanPicture, name: str, place: Place) -> WaitingPhoto:
    """Keep a clean picture of which nobody has said yet what it shows."""
    name = name[-_LONGEST_NAME:]
    if place.photos.count() >= limits.MOST_WAITING:
        raise refusal("many", name, most=limits.MOST_WAITING)
    row = WaitingPhoto(
        exhibition=place.exhibition,
        user=place.user,
        name=name,
        shows=place.shows,
        digest=clean.digest,
    )
    row.file = clean.as_file()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        private_storage().delete(row.file.name or "")
        raise refusal("waiting", name) from error
    return row


def _take_archive(file: Any, name: str, place: Place) -> WaitingArchive:
    if place.archives.count() >= _MOST_ARCHIVES:
        raise ValidationError(_("Read the archives below to the end first."))
    with archives.opened(file, name) as archive:
        offered = archives.contents(archive)
    if not offered.entries:
        raise ValidationError(
            offered.problems or [_("There are no photos in “%s”.") % name]
        )
    file.seek(0)
    row = WaitingArchive(
        exhibition=place.exhibition,
        user=place.user,
        name=name[-_LONGEST_NAME:],
        shows=place.shows,
        total=len(offered.entries),
        problems=offered.problems,
    )
    row.file.save("photos.zip", file)
    return row


def read_on(pk: int, place: Place, seconds: float = limits.STEP_SECONDS) -> bool:
    """Read some more of an archive, for about so long; return whether it is there.

    A step is one transaction: one that is killed has not happened.
    """
    with transaction.atomic():
        row = place.archives.select_for_update().filter(pk=pk).first()
        if row is None:
            return False
        if row.done < row.total:
            _read_some(row, place, monotonic() + seconds)
            row.save(update_fields=["done", "problems"])
        if row.done == row.total:
            name = row.file.name
            transaction.on_commit(lambda: private_storage().delete(name))
    return True


def _read_some(row: WaitingArchive, place: Place, until: float) -> None:
    here = Place(place.user, place.exhibition, row.shows)
    with row.file.open() as file, archives.opened(file, row.name) as archive:
        for name, entry in archives.contents(archive).entries[row.done :]:
            try:
                content = archives.read(archive, entry, name)
                _wait(checked(ContentFile(content), name), name, here)
            except ValidationError as refused:
                row.problems.extend(refused.messages)
            row.done += 1
            if monotonic() > until:
                return


def remove(rows: QuerySet[Any]) -> int:
    """Remove what waits, and its files once that is sure."""
    with transaction.atomic():
        found = list(rows.select_for_update())
        for row in found:
            row.delete()
        names = [row.file.name for row in found]
        transaction.on_commit(lambda: _delete(names))
    return len(found)


def _delete(names: list[str]) -> None:
    for name in names:
        private_storage().delete(name)
