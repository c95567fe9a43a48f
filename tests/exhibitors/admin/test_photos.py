"""Photos entered one by one: the same door, the focus, what is missing."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from exhibitors.models import DiscardedFile, Photo
from tests.entering import complaints, enter
from tests.exhibitors.uploads.files import exif, jpeg, png_head, upload
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/exhibitors/photo/add/"
LIST = "/admin/exhibitors/photo/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    return client


@pytest.fixture
def stand(exhibition):
    return StandFactory(exhibition=exhibition)


def page(photo, name="change"):
    return reverse(f"admin:exhibitors_photo_{name}", args=[photo.pk])


def row_of(stand, content, place=0):
    """Return a photo entered on the page of its stand."""
    return {
        f"photos-{place}-image": upload(content, "Hall of Mr. X.jpg"),
        f"photos-{place}-position": "0",
        f"photos-{place}-stand": stand.pk,
    }


def test_a_photo_entered_alone_is_made_anew(organiser, stand):
    answer = enter(
        organiser, ADD, {"image": upload(jpeg(exif=exif(6))), "stand": stand.pk}
    )

    assert complaints(answer) == {}
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (40, 60)
    assert b"Secret" not in photo.image.open().read()
    assert len(photo.digest) == 40


def test_a_photo_entered_with_its_stand_is_made_anew(organiser, stand):
    change = reverse("admin:exhibitors_stand_change", args=[stand.pk])

    enter(
        organiser,
        change,
        {"photos-TOTAL_FORMS": "1", **row_of(stand, jpeg(exif=exif()))},
    )

    photo = Photo.objects.get()
    assert b"Secret" not in photo.image.open().read()
    assert "Hall" not in photo.image.name


def test_a_bad_file_is_refused_with_its_name_and_the_mend(organiser, stand):
    huge = upload(png_head(10_000, 10_000), "huge.png")

    answer = enter(organiser, ADD, {"image": huge, "stand": stand.pk})

    assert complaints(answer)["image"] == [
        "“huge.png” has 100 megapixels; at most 40 are taken. Save it smaller, as a"
        " JPEG about 4000 pixels wide."
    ]


def test_a_photo_is_on_a_stand_once(organiser, stand):
    sent = {"image": upload(jpeg()), "stand": stand.pk}
    enter(organiser, ADD, sent)

    again = enter(organiser, ADD, {**sent, "image": upload(jpeg(comment=b"again"))})

    assert complaints(again) == {"": ["This photo is already there."]}
    elsewhere = StandFactory(exhibition=stand.exhibition)
    there = {"image": upload(jpeg()), "stand": elsewhere.pk}
    assert complaints(enter(organiser, ADD, there)) == {}


def test_one_photo_twice_in_one_form_is_refused(organiser, stand):
    change = reverse("admin:exhibitors_stand_change", args=[stand.pk])
    rows = {**row_of(stand, jpeg(), 0), **row_of(stand, jpeg(), 1)}

    answer = enter(organiser, change, {"photos-TOTAL_FORMS": "2", **rows})

    assert complaints(answer) == {"": ["This photo is already there."]}
    assert not Photo.objects.exists()


def test_files_go_after_the_commit_and_not_before(
    organiser, exhibition, django_capture_on_commit_callbacks
):
    exhibit = ExhibitFactory(exhibition=exhibition)
    photo = PhotoFactory(exhibition=exhibition, exhibit=exhibit)
    name = photo.image.name

    with django_capture_on_commit_callbacks() as after:
        organiser.post(page(photo, "delete"), {"post": "yes"})
    assert default_storage.exists(name)
    for call in after:
        call()

    assert not default_storage.exists(name)
    assert DiscardedFile.objects.get().binned_at is not None


def test_photos_without_a_text_are_shown_and_found(organiser, exhibition):
    def photo(**texts):
        exhibit = ExhibitFactory(exhibition=exhibition)
        return PhotoFactory(exhibition=exhibition, exhibit=exhibit, **texts)

    mute, english, both = (
        photo(),
        photo(alt_en="Hall"),
        photo(alt_en="Rug", alt_ru="Ковёр"),
    )

    def found(value):
        return {*organiser.get(LIST, {"text": value}).context["cl"].result_list}

    assert found("none") == {mute}
    assert found("ru") == {mute, english}
    assert found("az") == {mute, english, both}
    shown = organiser.get(LIST).content.decode()
    assert shown.count("No text for those who cannot see it") == 1


def test_the_focus_is_set_by_numbers_too(organiser, exhibition):
    exhibit = ExhibitFactory(exhibition=exhibition)
    photo = PhotoFactory(exhibition=exhibition, exhibit=exhibit)

    answer = enter(organiser, page(photo), {"focus_x": "0.2", "focus_y": "0.75"})

    assert complaints(answer) == {}
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (0.2, 0.75)
    assert "data-photo-focus" in organiser.get(page(photo)).content.decode()
    wrong = enter(organiser, page(photo), {"focus_x": "1.2"})
    assert complaints(wrong) == {"": ["The focus lies between 0 and 1."]}
