"""What is no archive, was altered, or does not fit: refused, and nothing written."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from exhibitors.editions.archives import files
from exhibitors.editions.archives.loading import load
from exhibitors.editions.archives.manifests import ArchiveError
from exhibitors.models import Exhibition, Photo, Stand
from tests.exhibitors.editions.archives.files import altered, archive_of, contents
from tests.factories import delegations, exhibitors

STANDS = "rows/exhibitors_stand.jsonl"


@pytest.fixture
def small(db, media):
    home = exhibitors.ExhibitionFactory(slug="small")
    stand = exhibitors.StandFactory(exhibition=home)
    exhibitors.PhotoFactory(exhibition=home, exhibit=None, stand=stand)
    return home


@pytest.fixture
def path(small, tmp_path):
    return archive_of(small, tmp_path)


def refused(path, media, slug="other"):
    """Return why a load is refused; nothing is left of it."""
    before = sorted(media.rglob("*"))
    with pytest.raises(ArchiveError) as caught:
        load(path, slug=slug)
    assert not Exhibition.objects.exclude(slug="small").exists()
    assert (Stand.objects.count(), Photo.objects.count()) == (1, 1)
    assert sorted(media.rglob("*")) == before
    return str(caught.value)


def change_row(files, table, **columns):
    name = f"rows/{table}.jsonl"
    first, *others = files[name].splitlines()
    row = {**json.loads(first), **columns}
    files[name] = b"\n".join([json.dumps(row).encode(), *others]) + b"\n"


def test_a_file_that_is_no_archive(media, small, tmp_path):
    for content in (b"", b"PK\5\6", b"no zip at all"):
        (tmp_path / "broken.zip").write_bytes(content)
        assert (
            "broken.zip is no whole archive" in refused(tmp_path / "broken.zip", media)
            or content == b"PK\5\6"
        )
    assert "there is no file" in refused(tmp_path / "absent.zip", media)
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as zip_:
        zip_.writestr("stand.jpg", b"x")
    assert "no manifest" in refused(tmp_path / "photos.zip", media)


def test_a_file_cut_short(media, path):
    path.write_bytes(path.read_bytes()[:-100])

    assert "no whole archive" in refused(path, media)


@pytest.mark.parametrize("start", ["files/", "rows/exhibitors_stand"])
def test_an_altered_file_is_named(media, path, start):
    def change(files, manifest):
        name = next(name for name in files if name.startswith(start))
        files[name] = files[name][:-2] + b"!\n"

    reason = refused(altered(path, change, sums=False), media)

    assert start in reason
    assert "was altered" in reason


def test_a_later_migration_is_named(media, path):
    def change(files, manifest):
        manifest["migrations"]["exhibitors"].append("9999_tomorrow")

    assert "exhibitors.9999_tomorrow is not known" in refused(
        altered(path, change), media
    )


def test_another_format(media, path):
    def change(files, manifest):
        manifest["format"] = 2

    assert "of format 2, this program reads format 1" in refused(
        altered(path, change), media
    )


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b'{"format": 1}', b'{"format": 1, "files": 3}']
)
def test_a_manifest_that_is_none(media, path, manifest, tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as zip_:
        zip_.writestr("manifest.json", manifest)

    assert "manifest cannot be read" in refused(other, media)


def test_a_taken_address_unless_another_is_given(media, path):
    assert "say --slug" in refused(path, media, slug="")
    assert "used by the site" in refused(path, media, slug="admin")
    assert "is no address" in refused(path, media, slug="No Address")


@pytest.mark.parametrize(
    "name",
    ["../out.jpg", "files/../../out.jpg", "/etc/out.jpg", "files\\..\\out.jpg",
     "files//out.jpg", "C:/out.jpg", "files/out\n.jpg"],
)  # fmt: skip
def test_a_name_that_leads_out(media, path, name):
    def change(files, manifest):
        files[name] = b"x"

    assert "leads out of it" in refused(altered(path, change), media)


def test_a_file_that_is_no_picture(media, path):
    def change(files, manifest):
        files["files/photos/1/page.html"] = b"<script>"

    assert "nothing that an exhibition has" in refused(altered(path, change), media)


def test_a_file_that_no_manifest_names(media, path):
    def change(files, manifest):
        files["files/more.jpg"] = b"x"

    assert "not those that its manifest names" in refused(
        altered(path, change, sums=False), media
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice(media, path):
    with zipfile.ZipFile(path, "a") as zip_:
        zip_.writestr(STANDS, b"")

    assert "is in it twice" in refused(path, media)


@pytest.mark.parametrize("line", [b"{", b"[]", b"{}", b'{"id": null}', b"\xff\n"])
def test_a_broken_line_is_named(media, path, line):
    def change(files, manifest):
        files[STANDS] += line

    assert f"{STANDS}, line 2" in refused(altered(path, change), media)


def test_a_row_of_other_columns(media, path):
    def more(files, manifest):
        change_row(files, "exhibitors_stand", colour="red")

    def less(files, manifest):
        row = json.loads(files[STANDS])
        del row["slug"]
        files[STANDS] = json.dumps(row).encode()

    assert "Stand has no colour" in refused(altered(path, more), media)
    reason = refused(altered(path, less), media)
    assert "Stand without slug: it is of an earlier version" in reason


def test_another_number_of_rows(media, path):
    def change(files, manifest):
        files[STANDS] = b""

    assert "exhibitors.Stand has 0 rows of 1" in refused(altered(path, change), media)


def test_rows_that_name_what_is_not_there(media, path):
    for columns, named in (
        ({"parent_id": 999999}, "its parent_id 999999 is not there"),
        ({"country_id": "QQ"}, "its country_id QQ is not there"),
        ({"sectors": [999999]}, "its sectors 999999 is not there"),
    ):
        reason = refused(
            altered(
                path, lambda f, m, c=columns: change_row(f, "exhibitors_stand", **c)
            ),
            media,
        )
        assert named in reason


def test_a_row_cannot_name_one_of_another_exhibition(media, path, small):
    other = Stand.objects.get()

    def change(files, manifest):
        change_row(files, "exhibitors_stand", id=other.pk + 1, parent_id=other.pk)

    assert "is not there" in refused(altered(path, change), media)


def test_a_photo_without_its_file(media, path):
    def change(files, manifest):
        change_row(files, "exhibitors_photo", image="photos/1/another.jpg")

    assert "there is no file photos/1/another.jpg" in refused(
        altered(path, change), media
    )


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("exhibitors_stand", {"slug": "No Slug"}),
        ("exhibitors_stand", {"bays": "many"}),
        ("exhibitors_exhibition", {"timezone": "Nowhere"}),
        ("exhibitors_photo", {"focus_x": 7}),
        ("exhibitors_stand", {"name": "\0"}),
    ],
)
def test_values_that_the_database_refuses(media, path, table, columns):
    changed = altered(path, lambda files, _: change_row(files, table, **columns))

    assert "the database refuses it" in refused(changed, media)


def test_what_is_not_equal_once_loaded_is_named(media, path):
    """PostgreSQL writes a day in one way, however it was given."""
    day = {"start_on": "22 Nov 2023"}
    changed = altered(path, lambda f, _: change_row(f, "exhibitors_exhibition", **day))

    reason = refused(changed, media)

    assert "exhibitors.Exhibition" in reason
    assert "start_on is '2023-11-22' once it is loaded, and '22 Nov 2023'" in reason


def test_a_row_that_a_trigger_changes_is_not_equal(media, small, tmp_path):
    visit = delegations.VisitFactory(exhibition=small)
    assert visit.status == "draft"
    changed = altered(
        archive_of(small, tmp_path),
        lambda files, _: change_row(files, "delegations_visit", is_counted=False),
    )

    assert "delegations.Visit" in refused(changed, media)


def test_a_file_that_is_not_equal_once_loaded_is_named(media, path, monkeypatch):
    real = files.sum_of
    monkeypatch.setattr(files, "sum_of", lambda file: real(file)[::-1])

    assert "exhibitors.Photo" in refused(path, media)


def test_the_commands_say_so(media, path, small, tmp_path):
    with pytest.raises(CommandError, match=r"Refused, nothing written: .*already"):
        call_command("load_archive", path)
    with pytest.raises(CommandError, match=r"No archive was written: .*is there"):
        call_command("archive_exhibition", "small", path)
    with pytest.raises(CommandError, match="There is no exhibition 'none'"):
        call_command("archive_exhibition", "none", tmp_path / "none.zip")
    said = io.StringIO()
    call_command("load_archive", path, slug="other", stderr=said)
    assert "exhibitors.Stand: 1 rows, equal, sha256 " in said.getvalue()
    assert "address: other, not small" in said.getvalue()


def test_files_that_were_gone_are_said_and_stay_gone(media, small, tmp_path):
    photo = Photo.objects.get()
    photo.image.storage.delete(photo.image.name)
    path, said = tmp_path / "gone.zip", io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("archive_exhibition", "small", path, stderr=said)
    assert ended.value.code == 3
    assert f"left out: {photo.image.name}" in said.getvalue()
    with pytest.raises(SystemExit) as ended:
        call_command("load_archive", path, slug="other", verbosity=0)
    assert ended.value.code == 3
    copy = Photo.objects.get(exhibition__slug="other")
    assert not copy.image.storage.exists(copy.image.name)
    assert copy.image.name != photo.image.name


def test_models_left_out_are_said_with_the_reason(media, small, tmp_path):
    exhibitors.ProposalFactory(exhibition=small, country_id="KZ")
    said = io.StringIO()

    call_command("archive_exhibition", "small", tmp_path / "a.zip", stderr=said)

    assert "left out: 1 of exhibitors.Proposal: it names rows" in said.getvalue()
    manifest = json.loads(contents(tmp_path / "a.zip")["manifest.json"])
    assert ["exhibitors.Proposal", 1] in [row[:2] for row in manifest["left_out"]]
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
