"""Archives are opened with care, and their names are read whatever wrote them."""

import stat
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError

from exhibitors.uploads import archives, limits
from tests.exhibitors.uploads.files import jpeg
from tests.exhibitors.uploads.zips import archive, named_in, zipped


def offered(content):
    with archives.opened(archive(content), "photos.zip") as packed:
        return archives.contents(packed)


def names(content):
    return [name for name, _entry in offered(content).entries]


def refusal_of(content):
    with pytest.raises(ValidationError) as refused:
        archives.opened(archive(content), "photos.zip")
    assert "“photos.zip”" in refused.value.messages[0]
    return refused.value.code


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Стенд Казахстана/Ковёр.jpg"),
        ("cp866", "Стенд Казахстана/Ковёр 1.jpg"),
        ("cp866", "Стенд №5/1.jpg"),
        ("cp437", "Stand Köln/Bücher.jpg"),
        ("cp437", "café.jpg"),
        ("utf-8", "Xalça/Şəki.jpg"),
    ],
)
def test_names_are_read_whatever_wrote_them(encoding, name):
    assert names(named_in({name: b"1"}, encoding)) == [name]


def test_names_marked_as_utf8_and_those_told_beside_are_read():
    assert names(zipped({"Ковёр.jpg": b"1"})) == ["Ковёр.jpg"]
    entry = zipfile.ZipInfo("kovjor.jpg")
    told = "Ковёр.jpg".encode()
    total = zipfile.crc32(b"kovjor.jpg")
    entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(told), 1, total) + told

    assert names(zipped({entry: b"1"})) == ["Ковёр.jpg"]


def test_what_systems_leave_is_passed_over_in_silence():
    content = zipped(
        {
            "B-14/1.jpg": b"1",
            "__MACOSX/B-14/._1.jpg": b"1",
            "B-14/.DS_Store": b"1",
            "B-14/Thumbs.db": b"1",
            "B-14/": b"",
        }
    )

    assert names(content) == ["B-14/1.jpg"]
    assert offered(content).problems == []


def entry_of(name, **attributes):
    entry = zipfile.ZipInfo(name)
    for attribute, value in attributes.items():
        setattr(entry, attribute, value)
    return entry


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (entry_of("../../etc/passwd.jpg"), "points out"),
        (entry_of("/etc/passwd.jpg"), "points out"),
        (entry_of("C:/windows.jpg"), "points out"),
        (entry_of("a/..\\..\\b.jpg"), "points out"),
        (entry_of("l.jpg", external_attr=(stat.S_IFLNK | 0o777) << 16), "is a link"),
        (entry_of("x.jpg", compress_type=zipfile.ZIP_LZMA), "unusual"),
        (entry_of("x.jpg", compress_type=zipfile.ZIP_BZIP2), "unusual"),
    ],
)
def test_what_is_no_plain_file_is_left_out_by_name(entry, word):
    content = offered(zipped({entry: b"1", "good.jpg": b"1"}))

    assert [name for name, _entry in content.entries] == ["good.jpg"]
    assert len(content.problems) == 1
    assert word in content.problems[0]


def test_an_entry_with_a_password_is_left_out():
    packed = bytearray(zipped({"a.jpg": b"1"}))
    for at in (6, packed.index(b"PK\1\2") + 8):
        packed[at] |= 1

    assert "password" in offered(bytes(packed)).problems[0]


@pytest.mark.parametrize("content", [b"", b"no archive", zipped({"a": b"1"})[:-30]])
def test_what_is_no_archive_is_refused(content):
    assert refusal_of(content) == "broken"


def test_an_archive_of_nothing_is_refused():
    assert refusal_of(zipped({"folder/": b""})) == "nothing"


def test_too_many_entries_are_refused():
    files = {f"{place}.jpg": b"" for place in range(limits.MOST_ENTRIES + 1)}

    assert refusal_of(zipped(files)) == "large"


def test_a_table_of_contents_is_measured_before_it_is_read():
    packed = bytearray(zipped({"a.jpg": b"1"}))
    at = packed.rindex(b"PK\5\6")
    packed[at + 12 : at + 16] = struct.pack("<I", 2**31)

    assert refusal_of(bytes(packed)) == "large"


def with_long_end(content, size=None):
    """Return an archive with the end that those beyond four gigabytes have."""
    at = content.rindex(b"PK\5\6")
    count, length, offset = struct.unpack_from("<HII", content, at + 10)
    length = length if size is None else size
    end = struct.pack(
        "<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, offset
    )
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, at, 1)
    return content[:at] + end + locator + content[at:]


def test_the_long_form_of_an_end_is_read_and_measured_too():
    packed = zipped({"a.jpg": b"1"})

    assert names(with_long_end(packed)) == ["a.jpg"]
    assert refusal_of(with_long_end(packed, size=2**40)) == "large"
    without_end = with_long_end(packed).replace(b"PK\6\6", b"PK\0\0")
    assert refusal_of(without_end) == "broken"


def test_entries_packed_into_the_same_bytes_are_refused():
    packed = bytearray(zipped({"a.jpg": jpeg(), "b.jpg": jpeg(colour="green")}))
    second = packed.rindex(b"PK\1\2")
    packed[second + 42 : second + 46] = struct.pack("<I", 10)

    assert refusal_of(bytes(packed)) == "bomb"


def test_no_more_of_an_entry_is_read_than_a_picture_may_have(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    content = zipped({"bomb.jpg": b"\0" * 100_000, "liar.jpg": b"\0" * 900})

    with archives.opened(archive(content), "photos.zip") as packed:
        bomb, liar = (entry for _name, entry in archives.contents(packed).entries)
        with pytest.raises(ValidationError) as refused:
            archives.read(packed, bomb, "bomb.jpg")
        assert len(archives.read(packed, liar, "liar.jpg")) == 900
    assert refused.value.code == "heavy"


def test_a_damaged_entry_is_refused_by_name():
    packed = bytearray(zipped({"photo.jpg": jpeg()}))
    packed[60] ^= 0xFF

    opened = archives.opened(archive(bytes(packed)), "photos.zip")
    with opened, pytest.raises(ValidationError) as refused:
        archives.read(opened, opened.infolist()[0], "photo.jpg")
    assert refused.value.code == "broken"
