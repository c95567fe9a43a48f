"""Files as people send them, good and bad, made as the tests run."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms


def picture(width=60, height=40, mode="RGB", colour="red"):
    """Return a picture that is blue on its right half."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("blue", (width // 2, 0, width, height))
    return image.convert(mode)


def written(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(width=60, height=40, colour="red", **options):
    return written(picture(width, height, colour=colour), "JPEG", **options)


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


def exif(orientation=1):
    """Return what a camera writes: how it was held, and where."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "Secret camera"
    notes.get_ifd(0x8825)[2] = (40.0, 24.0, 33.0)
    return notes.tobytes()


def profile():
    """Return a profile of other colours than those of screens."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def png_head(width, height, depth=8, colour=2):
    """Return a PNG that only says how large it is, with nearly nothing in it."""

    def chunk(name, body):
        total = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", total)

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def jpeg_of_size(width, height):
    """Return a small JPEG whose head says that it is larger."""
    content = bytearray(jpeg())
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)
