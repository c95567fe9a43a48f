"""Photos come in fitting sizes and formats, upright, without what a camera wrote."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from exhibitors import images
from exhibitors.models import Photo
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    PhotoFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibit():
    return ExhibitFactory(exhibition=ExhibitionFactory(slug="baku"), slug="coin")


def photo_of(exhibit, width=2000, height=1000, **fields):
    """Return a photo, red on its left and blue on its right half."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0110] = "A camera"
    exif[0x0112] = fields.pop("orientation", 1)
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return PhotoFactory(
        exhibition=exhibit.exhibition,
        exhibit=exhibit,
        image=ContentFile(file.getvalue(), "photo.jpg"),
        **fields,
    )


def address(photo, file_name):
    return f"/media/pictures/{photo.pk}/{images.stamp(photo)}/{file_name}"


def opened(client, photo, file_name):
    response = client.get(address(photo, file_name))
    assert response.status_code == 200
    return Image.open(io.BytesIO(b"".join(response.streaming_content)))


@pytest.mark.parametrize(
    ("file_name", "size"),
    [
        ("card-320.avif", (320, 240)),
        ("card-640.webp", (640, 480)),
        ("card-960.jpg", (960, 720)),
        ("whole-480.avif", (480, 240)),
        ("whole-1600.jpg", (1600, 800)),
    ],
)
def test_each_shape_width_and_format(client, exhibit, file_name, size):
    image = opened(client, photo_of(exhibit), file_name)

    assert image.size == size
    assert image.format.lower().replace("jpeg", "jpg") == file_name.split(".")[1]


@pytest.mark.parametrize(("focus", "colour"), [(0.0, 0), (1.0, 2)])
def test_a_card_is_cut_around_the_focus(client, exhibit, focus, colour):
    photo = photo_of(exhibit, 4000, 1000, focus_x=focus)

    image = opened(client, photo, "card-320.jpg").convert("RGB")

    for x in (10, 310):
        assert image.getpixel((x, 120))[colour] > 200


def test_it_is_turned_upright_and_says_nothing_of_the_camera(client, exhibit):
    photo = photo_of(exhibit, orientation=6)

    image = opened(client, photo, "whole-480.jpg")

    assert (photo.width, photo.height) == (1000, 2000)
    assert image.size == (480, 960)
    assert not image.getexif()


def test_a_rendition_is_made_once(client, exhibit, monkeypatch):
    photo = photo_of(exhibit)
    opened(client, photo, "card-320.webp")
    monkeypatch.setattr(images, "_made", None)

    assert opened(client, photo, "card-320.webp").size == (320, 240)


def test_the_page_offers_them_without_moving_the_layout(client, exhibit):
    photo = photo_of(exhibit, alt="A gold coin")

    got = page(client.get("/en/baku/exhibits/coin/"))

    kinds = [source["type"] for source in got.all("source")]
    assert kinds == ["image/avif", "image/webp"]
    picture = next(image for image in got.all("img") if image["alt"] == "A gold coin")
    assert (picture["width"], picture["height"]) == ("1600", "800")
    assert f"{address(photo, 'whole-960.jpg')} 960w" in picture["srcset"]


def test_cards_show_the_first_photo(client, exhibit):
    photo_of(exhibit, alt="Second", position=2)
    photo_of(exhibit, alt="First", position=1)
    stand = StandFactory(exhibition=exhibit.exhibition)
    PhotoFactory(
        exhibition=exhibit.exhibition, stand=stand, exhibit=None, alt="The stand"
    )

    exhibits = page(client.get("/en/baku/exhibits/"))
    stands = page(client.get("/en/baku/stands/"))

    for got, text in ((exhibits, "First"), (stands, "The stand")):
        shown = [image["alt"] for image in got.all("img") if "photo" in image["class"]]
        assert shown == [text]


def test_nothing_wider_than_the_photo_is_offered(exhibit):
    photo = photo_of(exhibit, 700, 700)

    assert images.widths(photo, "card") == (320, 640)
    assert images.widths(photo, "whole") == (480,)
    assert images.widths(photo_of(exhibit, 40, 30), "card") == (320,)


@pytest.mark.parametrize(
    "file_name", ["card-321.webp", "card-320.gif", "other-320.jpg", "..", "card-320"]
)
def test_other_sizes_are_not_made(client, exhibit, file_name):
    assert client.get(address(photo_of(exhibit), file_name)).status_code == 404


def test_a_new_focus_has_a_new_address(client, exhibit):
    photo = photo_of(exhibit)
    before = address(photo, "card-320.webp")
    Photo.objects.filter(pk=photo.pk).update(focus_x=0.1)

    assert client.get(before).status_code == 404


@pytest.mark.parametrize("hidden", ["photo", "exhibit"])
def test_what_is_not_published_has_no_picture(client, exhibit, hidden):
    photo = photo_of(exhibit)
    row = {"photo": photo, "exhibit": exhibit}[hidden]
    row.is_published = False
    row.save()

    assert client.get(address(photo, "card-320.webp")).status_code == 404


def test_a_file_that_is_no_picture_is_not_found(client, exhibit, caplog):
    photo = photo_of(exhibit)
    photo.image.storage.delete(photo.image.name)
    photo.image.storage.save(photo.image.name, ContentFile(b"no picture"))

    assert client.get(address(photo, "card-320.webp")).status_code == 404
    assert "cannot be made smaller" in caplog.text
