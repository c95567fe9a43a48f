"""Many photos come in at once, wait for their texts, and are saved together."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from exhibitors.models import Photo, WaitingPhoto
from exhibitors.models.waiting import private_storage
from exhibitors.uploads import waiting
from exhibitors.uploads.trees import files_below
from tests.entering import form_of
from tests.exhibitors.uploads.files import exif, jpeg, png_head, upload
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/admin/exhibitors/photo/add-many/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def stand(exhibition):
    return StandFactory(exhibition=exhibition, number="B-14", country_id="KZ")


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    return client


def send(client, *files, **more):
    return client.post(PAGE, {"files": list(files), **more}, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def save(client, **typed):
    """Save the rows as the page shows them, with what is typed in the first."""
    values = form_of(client.get(PAGE))
    first = f"w{WaitingPhoto.objects.first().pk}"
    changes = {f"{first}-{name}": value for name, value in typed.items()}
    sent = {**values, **changes, "save": "1"}
    sent.pop("of", None)
    return client.post(PAGE, sent)


def problems(answer):
    return [problem for row in answer.context["rows"] for problem in row.problems]


def test_what_is_wrong_with_one_file_stops_no_other(organiser, stand):
    answer = send(
        organiser,
        upload(jpeg(), "a.jpg"),
        upload(b"a letter", "b.jpg"),
        upload(png_head(10_000, 10_000), "c.png"),
        upload(jpeg(colour="green"), "d.jpg"),
    )

    assert [row.name for row in WaitingPhoto.objects.all()] == ["a.jpg", "d.jpg"]
    bad_b, bad_c, good = told(answer)
    assert "“b.jpg”" in bad_b
    assert "“c.png” has 100 megapixels" in bad_c
    assert good == "2 files were taken."


def test_a_script_sends_each_by_itself_with_its_folder(organiser, stand):
    answer = organiser.post(
        PAGE,
        {"files": upload(jpeg(), "1.jpg"), "path": "B-14/1.jpg"},
        headers={"accept": "application/json"},
    )

    assert answer.json() == {"problems": [], "archive": None}
    assert WaitingPhoto.objects.get().name == "B-14/1.jpg"
    row = organiser.get(PAGE).context["rows"][0]
    assert [target.pk for target in row.found] == [stand.pk]


def test_a_script_reads_why_a_file_was_not_taken(organiser):
    answer = organiser.post(
        PAGE,
        {"files": upload(b"<svg></svg>", "drawing.svg")},
        headers={"accept": "application/json"},
    )

    assert "Save it as a PNG" in answer.json()["problems"][0]


def test_rows_are_saved_at_once_with_their_texts(organiser, exhibition, stand):
    carpet = ExhibitFactory(exhibition=exhibition, slug="carpet", stand=stand)
    send(
        organiser,
        upload(jpeg(exif=exif(6)), "B-14_1.jpg"),
        upload(jpeg(colour="green"), "carpet.jpg"),
    )

    answer = save(
        organiser, alt_en="The hall", alt_ru="Зал", alt_az="Zal", credit="Agency"
    )

    assert answer.status_code == 302
    hall, rug = Photo.objects.order_by("pk")
    assert (hall.stand, hall.exhibit, rug.stand, rug.exhibit) == (
        stand,
        None,
        None,
        carpet,
    )
    assert (hall.alt_en, hall.alt_ru, hall.alt_az) == ("The hall", "Зал", "Zal")
    assert (hall.credit, hall.is_published) == ("Agency", True)
    assert (hall.width, hall.height) == (40, 60)
    assert b"Secret" not in hall.image.open().read()
    assert not WaitingPhoto.objects.exists()


def test_files_that_waited_are_gone_after_the_commit(
    organiser, stand, django_capture_on_commit_callbacks
):
    send(organiser, upload(jpeg(), "B-14.jpg"))
    name = WaitingPhoto.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        save(organiser)

    assert Photo.objects.get().image.storage.exists(Photo.objects.get().image.name)
    assert not private_storage().exists(name)


def test_what_nobody_placed_keeps_all_from_being_saved(organiser, stand):
    send(
        organiser,
        upload(jpeg(), "B-14.jpg"),
        upload(jpeg(colour="green"), "holiday.jpg"),
    )

    answer = save(organiser, alt_en="Typed already")

    assert problems(answer) == ["Say which stand or exhibit it shows."]
    assert "Typed already" in answer.content.decode()
    assert not Photo.objects.exists()


def test_what_is_said_for_all_counts_where_nothing_else_is_said(organiser, stand):
    send(organiser, upload(jpeg(), "1.jpg"), upload(jpeg(colour="green"), "2.jpg"))
    values = form_of(organiser.get(PAGE))
    keys = [row.pk for row in WaitingPhoto.objects.all()]

    organiser.post(
        PAGE,
        {
            **values,
            "save": "1",
            "shows_all": "B-14",
            "credit_all": "Agency",
            f"w{keys[0]}-credit": "Ministry",
        },
    )

    photos = Photo.objects.order_by("position")
    assert [photo.credit for photo in photos] == ["Ministry", "Agency"]
    assert [photo.position for photo in photos] == [0, 1]


def test_a_row_can_be_left_out_and_all_removed(organiser, stand):
    send(organiser, upload(jpeg(), "B-14.jpg"), upload(jpeg(colour="green"), "2.jpg"))
    save(organiser, leave_out="on")
    assert not Photo.objects.exists()

    organiser.post(PAGE, {"remove": "1"})

    assert not WaitingPhoto.objects.exists()


def test_the_same_photo_is_not_stored_twice_on_one_record(organiser, stand):
    send(organiser, upload(jpeg(), "B-14.jpg"))
    save(organiser)
    assert "is already waiting" not in str(
        told(send(organiser, upload(jpeg(comment=b"sent again"), "B-14 (2).jpg")))
    )

    answer = save(organiser)

    assert problems(answer) == ["This photo is already there."]
    assert Photo.objects.count() == 1
    assert len([*files_below(default_storage, f"photos/{stand.exhibition_id}")]) == 1


def test_a_file_sent_twice_waits_once(organiser):
    send(organiser, upload(jpeg(), "a.jpg"))
    kept = {*files_below(private_storage(), "waiting")}

    answer = send(organiser, upload(jpeg(), "a.jpg"))

    assert told(answer) == ["“a.jpg” is already waiting below."]
    assert {*files_below(private_storage(), "waiting")} == kept


def test_no_more_wait_than_fit(organiser, monkeypatch):
    monkeypatch.setattr(waiting.limits, "MOST_WAITING", 1)

    answer = send(organiser, upload(jpeg(), "a.jpg"), upload(jpeg(60, 41), "b.jpg"))

    assert "1 photos are waiting" in told(answer)[0]


def test_photos_are_added_from_the_page_of_a_stand(organiser, stand):
    button = reverse("admin:exhibitors_stand_add_photos", args=[stand.pk])
    assert (
        button
        in organiser.get(
            reverse("admin:exhibitors_stand_change", args=[stand.pk])
        ).content.decode()
    )
    page = organiser.get(button, follow=True)
    assert page.request["QUERY_STRING"] == f"of={stand.code}"

    send(organiser, upload(jpeg(), "holiday.jpg"), of=stand.code)
    save(organiser)

    assert Photo.objects.get().stand == stand


def test_from_the_page_of_a_stand_its_exhibits_are_known_by_name(
    organiser, exhibition, stand
):
    carpet = ExhibitFactory(exhibition=exhibition, slug="carpet", stand=stand)
    ExhibitFactory(exhibition=exhibition, slug="coin")
    for place, name in enumerate(["carpet.jpg", "coin.jpg", "hall.jpg"]):
        send(organiser, upload(jpeg(60 + place, 40), name), of=stand.code)

    save(organiser)

    shown = [(p.stand, p.exhibit) for p in Photo.objects.order_by("pk")]
    assert shown == [(None, carpet), (stand, None), (stand, None)]


def test_a_small_photo_is_taken_with_a_warning(organiser, stand):
    send(organiser, upload(jpeg(30, 20), "a.jpg"), upload(jpeg(320, 20), "b.jpg"))

    rows = organiser.get(PAGE).context["rows"]

    warning = "Small: 30 × 20 points; it will look blurred."
    assert [row.small for row in rows] == [warning, ""]
    assert warning in organiser.get(PAGE).content.decode()
