"""The files of photos, copied into the folder of another exhibition."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from exhibitors.models import Exhibition, Photo
from exhibitors.models.photos import photo_path

if TYPE_CHECKING:
    from django.core.files.storage import Storage

A_TIME = 500


@contextmanager
def copied_photos() -> Iterator["Copies"]:
    """Give what copies files, and take the copies away where anything fails."""
    copies = Copies()
    try:
        yield copies
    except BaseException:
        copies.take_back()
        raise


class Copies:
    """The files that were copied so far."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.storage: Storage = Photo._meta.get_field("image").storage

    def copy(self, target: Exhibition) -> int:
        """Give each photo of an exhibition a file of its own; return how many lack one.

        Its rows name the files of the photos that they were copied from. One whose file
        is gone keeps the name, and shows nothing, as there.
        """
        lost, changed = 0, []
        rows = Photo.objects.filter(exhibition=target).only("pk", "image", "exhibition")
        for photo in rows.iterator(chunk_size=A_TIME):
            old = photo.image.name or ""
            if not self.storage.exists(old):
                lost += 1
                continue
            with self.storage.open(old) as file:
                name = photo_path(photo, PurePosixPath(old).name)
                self.names.append(self.storage.save(name, file))
            changed.append((photo.pk, self.names[-1]))
        for pk, name in changed:
            Photo.objects.filter(pk=pk).update(image=name)
        return lost

    def take_back(self) -> None:
        """Remove the copies again."""
        for name in self.names:
            self.storage.delete(name)
