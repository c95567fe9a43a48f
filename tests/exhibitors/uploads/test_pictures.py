"""Photos are taken by what is in them, made anew, and nothing else comes along."""

import io
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from exhibitors.uploads import limits, pictures
from exhibitors.uploads.pictures import checked
from tests.exhibitors.uploads.files import (
    exif,
    jpeg,
    jpeg_of_size,
    picture,
    png_head,
    profile,
    upload,
    written,
)

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 100
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + b"\0" * 100


def opened(clean):
    return Image.open(io.BytesIO(clean.content))


def halves(image):
    """Return the colours left and right, to the nearest full one."""
    width, height = image.size
    return [
        tuple(round(part / 255) for part in image.getpixel((x, height // 2)))
        for x in (width // 4, width * 3 // 4)
    ]


RED, BLUE = (1, 0, 0), (0, 0, 1)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (jpeg(), "a.jpg"),
        (jpeg(progressive=True), "progressive.jpg"),
        (jpeg(), "named-wrongly.png"),
        (written(picture(), "PNG"), "a.png"),
        (written(picture(mode="P"), "PNG"), "palette.png"),
        (written(picture(mode="RGBA"), "PNG"), "alpha.png"),
        (written(picture(), "WEBP", lossless=True), "a.webp"),
        (written(picture(mode="RGBA"), "WEBP", lossless=True), "alpha.webp"),
        (written(picture(), "WEBP"), "lossy.webp"),
        (written(picture(mode="P"), "GIF"), "still.gif"),
        (written(picture(mode="CMYK"), "JPEG"), "print.jpg"),
        (jpeg(icc_profile=b"no profile"), "odd-profile.jpg"),
        (jpeg(icc_profile=profile()), "profile-of-other-mode.jpg"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_ordinary_picture_becomes_one_kind_of_jpeg(content, name):
    clean = checked(upload(content, name))

    image = opened(clean)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (60, 40))
    assert (clean.width, clean.height) == (60, 40)
    assert halves(image) == [RED, BLUE]
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_second_picture_of_a_phones_file_is_left_out():
    content = written(
        picture(), "MPO", save_all=True, append_images=[picture(colour="green")]
    )

    image = opened(checked(upload(content)))

    assert (image.format, halves(image)) == ("JPEG", [RED, BLUE])


def test_sixteen_bits_a_pixel_keep_their_brightness():
    deep = Image.new("I;16", (30, 20), 128 * 257)

    image = opened(checked(upload(written(deep, "PNG"))))

    assert image.getpixel((10, 10)) == (128, 128, 128)


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA"])
def test_what_lets_through_lies_on_white(mode):
    see_through = Image.new("RGBA", (30, 20), (0, 0, 0, 0)).convert(mode)
    if mode == "P":
        see_through.info["transparency"] = see_through.getpixel((0, 0))

    image = opened(checked(upload(written(see_through, "PNG"))))

    assert image.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_on_its_side_is_turned(kind):
    content = written(picture(), kind, exif=exif(6))

    image = opened(checked(upload(content)))

    assert image.size == (40, 60)
    assert image.getpixel((20, 5))[0] > 200
    assert image.getpixel((20, 55))[2] > 200


def test_notes_of_the_camera_and_all_behind_the_picture_are_gone():
    content = jpeg(exif=exif(), comment=b"a comment", icc_profile=profile())
    content += b"PK\3\4 a program" + b"%PDF-1.7 a document"

    clean = checked(upload(content))

    for trace in (b"Exif", b"Secret", b"comment", b"ICC", b"PK\3\4", b"%PDF", b"http"):
        assert trace not in clean.content
    assert not opened(clean).getexif()


def test_a_picture_that_is_a_program_too_is_only_a_picture():
    content = written(picture(mode="P"), "GIF", comment=b"<script>alert(1)</script>")
    content += b"PK\3\4META-INF/MANIFEST.MF"

    clean = checked(upload(content, "applet.gif"))

    assert b"script" not in clean.content
    assert b"META-INF" not in clean.content


def test_a_photo_is_known_again_whatever_else_is_in_its_file():
    first = checked(upload(jpeg()))
    again = checked(upload(jpeg(exif=exif(), comment=b"sent by somebody else")))
    other = checked(upload(jpeg(colour="green")))

    assert first.digest == again.digest != other.digest
    assert first.as_file().name != again.as_file().name


def test_a_large_photo_is_kept_smaller():
    clean = checked(upload(jpeg(9000, 90)))

    assert (clean.width, clean.height) == (4096, 41)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.jpg", "empty"),
        (b"Dear all, see the photo", "letter.jpg", "other"),
        (b"<html><script>1</script></html>", "page.jpg", "other"),
        (SVG, "drawing.jpg", "drawing"),
        (b"%PDF-1.7\n" + jpeg(), "both.jpg", "document"),
        (b"II*\0" + b"\0" * 50, "scan.jpg", "document"),
        (b"PK\3\4" + jpeg(), "photos.jpg", "archive"),
        (HEIC, "IMG_0001.HEIC", "phone"),
        (AVIF, "photo.avif", "avif"),
        (jpeg()[:-300], "half.jpg", "broken"),
        (b"\xff\xd8\xff" + b"\0" * 900, "corrupt.jpg", "broken"),
        (written(picture(), "PNG")[:-40], "half.png", "broken"),
        (written(picture(), "WEBP")[:80], "half.webp", "broken"),
        (png_head(100, 100), "hollow.png", "broken"),
        (png_head(0, 10), "flat.png", "broken"),
        (png_head(10_000, 10_000), "hundred.png", "large"),
        (png_head(60_000, 60_000), "bomb.png", "large"),
        (jpeg_of_size(10_000, 10_000), "hundred.jpg", "large"),
        (jpeg_of_size(65_000, 65_000), "bomb.jpg", "large"),
        (b"GIF89a\xff\xff\xff\xff\0\0\0" + b"\0" * 50, "bomb.gif", "large"),
        (
            b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xfe\x3f\0\xfe\x3f\0",
            "bomb.webp",
            "large",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_photo_is_refused_by_name(content, name, code):
    with pytest.raises(ValidationError) as refused:
        checked(upload(content, name))

    assert refused.value.code == code
    assert f"“{name}”" in refused.value.messages[0]


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_refused(kind):
    content = written(
        picture(), kind, save_all=True, append_images=[picture(colour="green")]
    )

    with pytest.raises(ValidationError) as refused:
        checked(upload(content))

    assert refused.value.code == "moving"


def test_a_picture_that_is_gone_over_too_often_is_refused():
    content = jpeg(progressive=True)
    at = content.index(b"\xff\xda")
    content = content[:at] + content[at:-2] * 100 + content[-2:]

    with pytest.raises(ValidationError) as refused:
        checked(upload(content))

    assert refused.value.code == "broken"


def test_a_heavy_file_is_not_even_opened():
    file = upload(jpeg())
    file.size = limits.MOST_BYTES + 1

    never = patch.object(pictures.Image, "open", side_effect=AssertionError)
    with never, pytest.raises(ValidationError) as refused:
        checked(file)

    assert refused.value.code == "heavy"


def test_nothing_is_decoded_of_a_picture_that_is_too_large():
    never = patch.object(Image.Image, "load", side_effect=AssertionError)
    with never, pytest.raises(ValidationError) as refused:
        checked(upload(png_head(10_000, 10_000), "hundred.png"))

    assert "100 megapixels" in refused.value.messages[0]
