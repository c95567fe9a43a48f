"""Files go after the rows that name them, and come back with them."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from exhibitors import images
from exhibitors.models import DiscardedFile, Photo, WaitingPhoto
from exhibitors.models.waiting import private_storage
from exhibitors.uploads import trash
from exhibitors.uploads.trees import files_below
from tests.exhibitors.uploads.files import jpeg
from tests.factories.exhibitors import (
    ExhibitionFactory,
    PhotoFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    found = PhotoFactory(
        exhibit__exhibition=(home := ExhibitionFactory()), exhibition=home
    )
    images.stored(found, images.RENDITIONS["card-320.jpg"])
    return found


def public():
    return {*files_below(default_storage, "photos")} | {
        *files_below(default_storage, "pictures")
    }


def in_trash(name):
    return private_storage().exists(trash.trash_name(name))


def much_later():
    """Return what makes the storages say that their files are old."""
    written = timezone.now() - timedelta(days=2)
    return patch.object(InMemoryStorage, "get_modified_time", return_value=written)


@pytest.mark.parametrize("way", ["row", "rows", "sql", "exhibit", "exhibition"])
def test_however_a_photo_goes_its_files_go_after_it(photo, way):
    name, exhibit = photo.image.name, photo.exhibit
    {
        "row": photo.delete,
        "rows": Photo.objects.all().delete,
        "sql": lambda: connection.cursor().execute("DELETE FROM exhibitors_photo"),
        "exhibit": exhibit.delete,
        "exhibition": photo.exhibition.delete,
    }[way]()
    assert name in public()

    assert trash.bin_discarded() == 1

    assert public() == set()
    assert in_trash(name)


def test_a_replaced_file_goes_too(photo):
    name = photo.image.name
    photo.image = ContentFile(jpeg(), "new.jpg")
    photo.save()

    trash.bin_discarded()

    assert public() == {photo.image.name}
    assert in_trash(name)


def test_other_changes_of_a_photo_give_up_no_file(photo):
    photo.credit = "Agency"
    photo.save()

    assert not DiscardedFile.objects.exists()


def test_a_deletion_that_is_taken_back_leaves_the_files(photo):
    name = photo.image.name
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT here")
        cursor.execute("DELETE FROM exhibitors_photo")
        cursor.execute("ROLLBACK TO here")

    assert trash.bin_discarded() == 0
    assert name in public()


def test_a_file_comes_back_with_its_row(photo):
    name, before = photo.image.name, photo.image.open().read()
    photo.delete()
    trash.bin_discarded()

    assert trash.bring_back(name)
    restored = Photo.objects.create(
        exhibition=photo.exhibition, exhibit=photo.exhibit, image=name
    )

    assert restored.image.open().read() == before
    assert not DiscardedFile.objects.exists()
    assert trash.bin_discarded() == 0


def test_a_row_restored_before_its_file_was_moved_keeps_it(photo):
    name = photo.image.name
    photo.delete()
    Photo.objects.create(exhibition=photo.exhibition, exhibit=photo.exhibit, image=name)

    trash.bin_discarded()

    assert default_storage.exists(name)
    assert trash.bring_back(name)


def test_what_nobody_kept_does_not_come_back():
    assert not trash.bring_back("photos/1/none.jpg")


def test_the_trash_is_emptied_after_a_month(photo):
    name = photo.image.name
    photo.delete()
    trash.bin_discarded()
    assert trash.forget_old() == 0
    DiscardedFile.objects.update(binned_at=timezone.now() - timedelta(days=31))

    assert trash.forget_old() == 1

    assert not in_trash(name)
    assert not DiscardedFile.objects.exists()


def test_a_move_that_was_cut_short_is_done_again(photo):
    name = photo.image.name
    photo.delete()
    private_storage().save(trash.trash_name(name), ContentFile(b"half of a file"))

    trash.bin_discarded()

    with private_storage().open(trash.trash_name(name)) as kept:
        assert kept.read()[:3] == b"\xff\xd8\xff"


def test_files_without_a_row_are_swept_once_they_are_old(photo):
    astray = default_storage.save("photos/1/astray.jpg", ContentFile(b"half"))
    lost = private_storage().save("waiting/1/lost.jpg", ContentFile(b"half"))
    assert trash.sweep() == 0

    with much_later():
        assert trash.sweep() == 2

    assert not default_storage.exists(astray)
    assert not private_storage().exists(lost)
    assert default_storage.exists(photo.image.name)


def test_renditions_of_an_earlier_focus_are_swept(photo):
    photo.focus_x = 0.1
    photo.save()
    now = images.stored(photo, images.RENDITIONS["card-320.jpg"])

    assert trash.sweep() == 1

    assert public() == {photo.image.name, now}


def test_what_waits_for_a_day_is_removed():
    row = WaitingPhoto.objects.create(
        exhibition=StandFactory().exhibition,
        user=UserFactory(),
        name="a.jpg",
        digest="1",
        file=ContentFile(jpeg(), "a.jpg"),
    )
    assert trash.expire_waiting() == 0
    WaitingPhoto.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert trash.expire_waiting() == 1

    assert not private_storage().exists(row.file.name)


def test_the_command_does_it_all(photo, capsys):
    photo.delete()

    call_command("tidy_photos")

    assert capsys.readouterr().err.startswith("1 to the trash, 0 removed from it")
