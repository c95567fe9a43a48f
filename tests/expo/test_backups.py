"""Backups taken from and brought back to a site of its own, by the commands."""

import json
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.expo.embedded_process import ROOT, environment, keeper, serve, wait_until

pytestmark = pytest.mark.server

ROWS = "SELECT count(*) FROM exhibitors_stand"


def manage(folder, *arguments):
    """Run a command on the site of a data folder; return how it ended."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment(
            DJANGO_SETTINGS_MODULE="expo.settings.production",
            EXPO_SECRET_KEY="backup" * 10,
            EXPO_ALLOWED_HOSTS="localhost",
            EXPO_SECURE="0",
            EXPO_DATA_DIR=str(folder),
        ),
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A data folder with the demonstration and one photograph, and its backup."""
    folder = tmp_path_factory.mktemp("site")
    assert manage(folder, "demo", "--prepare-only").returncode == 0
    for name in (
        "media/photos/1/stand.jpg",
        "media/pictures/1/small.webp",
        "private/imports/1/list.csv",
        "private/waiting/1/upload.jpg",
    ):
        photo = folder / name
        photo.parent.mkdir(parents=True)
        photo.write_bytes(b"a picture")
    done = manage(folder, "backup", folder / "first.zip")
    assert (done.returncode, done.stdout) == (0, "")
    yield folder
    assert wait_until(lambda: keeper(folder) is None)


@pytest.fixture
def user(site):
    """A process that uses the site's database meanwhile."""
    with serve(site) as process:
        yield process


def altered(site, change):
    """Return a copy of the backup with its files changed by a function."""
    path = site / "altered.zip"
    with zipfile.ZipFile(site / "first.zip") as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)
    return path


def with_manifest(files, change):
    manifest = json.loads(files["manifest.json"])
    change(manifest)
    files["manifest.json"] = json.dumps(manifest).encode()


def test_it_holds_the_database_and_photographs_but_nothing_made_from_them(site):
    with zipfile.ZipFile(site / "first.zip") as zip_:
        manifest = json.loads(zip_.read("manifest.json"))
        names = zip_.namelist()

    assert names == [
        "database.dump",
        "media/photos/1/stand.jpg",
        "private/imports/1/list.csv",
        "manifest.json",
    ]
    assert manifest["counts"]["exhibitors_exhibition"] == 1
    assert (site / "first.zip").stat().st_mode & 0o777 == 0o600


def test_what_is_lost_comes_back_and_what_there_was_is_kept(site, user):
    stands = user.ask(ROWS)
    user.ask("UPDATE exhibitors_stand SET name_en = 'lost' RETURNING 1")
    (site / "media/photos/1/stand.jpg").write_bytes(b"another")

    refused = manage(site, "restore", site / "first.zip")
    done = manage(site, "restore", "--replace", site / "first.zip")

    assert (refused.returncode, done.returncode) == (1, 0)
    assert "say --replace" in refused.stderr
    # A process that used the old database comes back to the new one.
    assert wait_until(lambda: user.ask(ROWS) == stands)
    assert user.ask(f"{ROWS} WHERE name_en = 'lost'") == "0"
    assert (site / "media/photos/1/stand.jpg").read_bytes() == b"a picture"
    (kept,) = site.glob("media.before-*")
    assert (kept / "photos/1/stand.jpg").read_bytes() == b"another"
    assert (
        user.ask("SELECT count(*) FROM pg_database WHERE datname ~ '^expo_before_'")
        == "1"
    )
    assert not (site / "maintenance").exists()
    may = "has_table_privilege('exhibitors_historyevent', {})"
    assert user.ask(f"SELECT {may.format(repr('INSERT'))}") == "True"
    assert user.ask(f"SELECT {may.format(repr('UPDATE'))}") == "False"


def damaged(files):
    files["media/photos/1/stand.jpg"] += b"!"


def leading_out(files):
    files["media/../out"] = files.pop("media/photos/1/stand.jpg")

    def rename(manifest):
        sums = manifest["files"]
        sums["media/../out"] = sums.pop("media/photos/1/stand.jpg")

    with_manifest(files, rename)


def from_later(files):
    with_manifest(files, lambda m: m["migrations"].append("exhibitors.0999_later"))


def short_of_rows(files):
    def more(manifest):
        manifest["counts"]["exhibitors_stand"] += 1

    with_manifest(files, more)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (damaged, "media/photos/1/stand.jpg was altered"),
        (leading_out, "leads out of it"),
        (from_later, "exhibitors.0999_later is not known here"),
        (short_of_rows, "exhibitors_stand has"),
        (lambda files: files.pop("database.dump"), "not those that its manifest names"),
        (lambda files: files.pop("manifest.json"), "is no backup of Expo"),
    ],
)
def test_what_is_not_whole_is_refused_and_changes_nothing(site, user, change, reason):
    databases = user.ask("SELECT count(*) FROM pg_database")

    done = manage(site, "restore", "--replace", altered(site, change))

    assert (done.returncode, done.stdout) == (1, "")
    assert reason in done.stderr
    assert user.ask("SELECT count(*) FROM pg_database") == databases
    assert user.ask(ROWS) != "0"
    assert not (site / "media.new").exists()


def test_no_file_is_written_over(site):
    done = manage(site, "backup", site / "first.zip")

    assert done.returncode == 1
    assert "is there already" in done.stderr


def test_it_is_brought_back_into_an_empty_folder(site, tmp_path):
    done = manage(tmp_path, "restore", site / "first.zip")

    with serve(tmp_path) as user, serve(site) as before:
        assert done.returncode == 0, done.stderr
        assert user.ask(ROWS) == before.ask(ROWS)
    assert wait_until(lambda: keeper(tmp_path) is None)
    shutil.rmtree(tmp_path)
