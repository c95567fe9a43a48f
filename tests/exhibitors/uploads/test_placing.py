"""Two people, or one in two windows, place photos at the same moment."""

import threading
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from exhibitors.models import Exhibit, Photo, Stand, WaitingPhoto
from exhibitors.models.waiting import private_storage
from exhibitors.uploads.placing import Choice, NotPlacedError, place_photos
from exhibitors.uploads.targets import Scope
from exhibitors.uploads.trees import files_below
from exhibitors.uploads.waiting import Place, take
from tests.exhibitors.uploads.files import jpeg, upload
from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory

TEXTS = {"alt_en": "", "alt_ru": "", "alt_az": "", "credit": ""}


@pytest.fixture
def stand():
    return StandFactory(exhibition=ExhibitionFactory(), number="B-14")


def choice_of(row, stand):
    scope = Scope(Stand.objects.all(), Exhibit.objects.all())
    return Choice(row.pk, scope.by_codes([stand.code])[stand.code], TEXTS)


def at_once(jobs):
    """Run jobs side by side, each on a connection of its own; return what came."""
    gate, came = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            gate.wait()
            came.append(job())
        except NotPlacedError as refused:
            came.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def placing(row, stand, user):
    place = Place(user, stand.exhibition)
    choice = choice_of(row, stand)
    return lambda: place_photos([choice], place, is_published=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("users", [1, 2])
def test_the_same_photo_placed_twice_at_once_is_stored_once(stand, users):
    people = [UserFactory() for _ in range(users)]
    jobs = []
    for number in range(2):
        user = people[number % users]
        row = take(upload(jpeg()), f"{number}.jpg", Place(user, stand.exhibition))
        jobs.append(placing(row, stand, user))

    came = at_once(jobs)

    refused = [one for one in came if isinstance(one, NotPlacedError)]
    assert len(refused) == 1
    [sentences] = refused[0].problems.values()
    assert sentences == ["This photo is already there."]
    photo = Photo.objects.get()
    assert [*files_below(default_storage, "photos")] == [photo.image.name]
    assert WaitingPhoto.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_waiting_photo_placed_from_two_windows_is_placed_once(stand):
    user = UserFactory()
    row = take(upload(jpeg()), "a.jpg", Place(user, stand.exhibition))
    job = placing(row, stand, user)

    came = at_once([job, job])

    [refused] = [one for one in came if isinstance(one, NotPlacedError)]
    assert refused.problems == {row.pk: ["It was saved or removed meanwhile."]}
    assert Photo.objects.count() == 1
    assert [*files_below(private_storage(), "waiting")] == []


@pytest.mark.django_db
def test_a_process_killed_between_file_and_row_leaves_no_row(stand):
    user = UserFactory()
    row = take(upload(jpeg()), "a.jpg", Place(user, stand.exhibition))
    job = placing(row, stand, user)

    killed = patch.object(Photo, "save_base", side_effect=KeyboardInterrupt)
    with killed, pytest.raises(KeyboardInterrupt):
        job()

    assert not Photo.objects.exists()
    assert WaitingPhoto.objects.get() == row


@pytest.mark.django_db
def test_a_file_that_is_not_written_makes_no_row(stand):
    user = UserFactory()
    row = take(upload(jpeg()), "a.jpg", Place(user, stand.exhibition))
    job = placing(row, stand, user)

    full = patch.object(type(default_storage._wrapped), "_save", side_effect=OSError)
    with full, pytest.raises(OSError):  # noqa: PT011
        job()

    assert not Photo.objects.exists()
    assert WaitingPhoto.objects.get() == row
    assert ContentFile(row.file.open().read()).size > 0
