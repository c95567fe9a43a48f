"""Waiting photos are given to what they show, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from exhibitors.access import Access
from exhibitors.models import Photo, Stand, WaitingPhoto
from exhibitors.proposals.proposing import propose
from exhibitors.refusals import sentence_of
from exhibitors.uploads.pictures import CleanFile, neutral_name
from exhibitors.uploads.targets import Target
from exhibitors.uploads.waiting import Place, remove


@dataclass(frozen=True)
class Choice:
    """What somebody said of a waiting photo; without ``position`` it comes last."""

    waiting: int
    target: Target
    texts: dict[str, str]
    position: int | None = None


class NotPlacedError(Exception):
    """None of the photos was saved; sentences by the waiting photo, 0 for all."""

    def __init__(self, problems: dict[int, list[str]]) -> None:
        super().__init__(problems)
        self.problems = problems


def place_photos(
    choices: Sequence[Choice], place: Place, *, is_published: bool
) -> list[Photo]:
    """Make photos of waiting ones, in one transaction; raises NotPlacedError.

    Those of a pavilion that are not published are proposed to the organisers. A file
    is written before the row that names it; where nothing comes of the rows, the files
    are removed again, or by ``tidy_photos`` if the process was killed.
    """
    written: list[str] = []
    try:
        with transaction.atomic():
            photos = _placed(choices, place, written, is_published)
            if not is_published:
                _propose(photos, place)
            return photos
    except IntegrityError as error:
        _take_back(written)
        raise NotPlacedError({0: [sentence_of(error)]}) from error
    except NotPlacedError:
        _take_back(written)
        raise


def _propose(photos: list[Photo], place: Place) -> None:
    """Propose that drafts be published, about each stand or exhibit they show."""
    access, by_record = Access(place.user), dict[Any, list[Photo]]()
    for photo in photos:
        by_record.setdefault(photo.stand or photo.exhibit, []).append(photo)
    # In one order, so that two who place photos wait for each other in turn.
    for record in sorted(by_record, key=lambda row: (row._meta.model_name, row.pk)):
        pavilion = access.pavilion_of(record)
        if pavilion is not None:
            propose(record, [], pavilion, place.user, drafts=by_record[record])


def _take_back(written: list[str]) -> None:
    for name in written:
        default_storage.delete(name)


def _placed(
    choices: Sequence[Choice], place: Place, written: list[str], is_published: bool
) -> list[Photo]:
    keys = [choice.waiting for choice in choices]
    rows = place.photos.filter(pk__in=keys)
    waiting = {row.pk: row for row in rows.select_for_update()}
    problems: dict[int, list[str]] = {}
    photos, last = [], _Last()
    for choice in choices:
        row = waiting.get(choice.waiting)
        if row is None:
            problems[choice.waiting] = [_("It was saved or removed meanwhile.")]
            continue
        photo = _photo(choice, row, last)
        photo.exhibition, photo.is_published = place.exhibition, is_published
        try:
            photo.full_clean()
        except ValidationError as refused:
            problems[row.pk] = refused.messages
            continue
        _write(photo, written)
        photos.append(photo)
    if problems:
        raise NotPlacedError(problems)
    remove(rows)
    return photos


def _write(photo: Photo, written: list[str]) -> None:
    """Save a photo; its file is named as written even where its row is refused."""
    image: Any = photo.image
    try:
        photo.save()
    finally:
        if image._committed:
            written.append(image.name)


def _photo(choice: Choice, row: WaitingPhoto, last: "_Last") -> Photo:
    is_of_stand = choice.target.model is Stand
    position = choice.position
    if position is None:
        position = last.next(choice.target)
    with row.file.open() as file:
        image = CleanFile(file.read(), neutral_name(), row.digest)
    return Photo(
        stand_id=choice.target.pk if is_of_stand else None,
        exhibit_id=None if is_of_stand else choice.target.pk,
        image=image,
        digest=row.digest,
        position=position,
        **choice.texts,
    )


class _Last:
    """Counts on from the last photo of each thing."""

    def __init__(self) -> None:
        self._positions: dict[Any, int] = {}

    def next(self, target: Target) -> int:
        """Return the position after the last one."""
        if target not in self._positions:
            field = "stand" if target.model is Stand else "exhibit"
            photos = Photo.objects.filter(**{field: target.pk})
            found = photos.aggregate(last=Max("position"))["last"]
            self._positions[target] = -1 if found is None else found
        self._positions[target] += 1
        return self._positions[target]
