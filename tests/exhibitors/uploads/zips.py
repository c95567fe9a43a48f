"""Archives as people and attackers pack them."""

import io
import zipfile

from tests.exhibitors.uploads.files import upload


def zipped(files, **options):
    """Return an archive of files by name; names as text, or an entry as made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, **options)
    return packed.getvalue()


def named_in(files, encoding):
    """Return an archive whose names are written as an old program does."""
    placeholders = {}
    for place, (name, content) in enumerate(files.items()):
        raw = name.encode(encoding)
        placeholders[chr(ord("a") + place) * len(raw)] = (raw, content)
    packed = zipped({key: content for key, (_raw, content) in placeholders.items()})
    for key, (raw, _content) in placeholders.items():
        packed = packed.replace(key.encode(), raw)
    return packed


def archive(content, name="photos.zip"):
    file = upload(content, name)
    file.content_type = "application/zip"
    return file
