"""Loads that are killed half-way leave nothing."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as site
from django.db import connection

from exhibitors.models import Exhibition, Stand
from exhibitors.uploads.trash import sweep
from tests.exhibitors.editions.archives.files import archive_of
from tests.factories import exhibitors
from tests.processes import on_this_database

pytestmark = pytest.mark.django_db(transaction=True)

# Sleeps where all rows and files are written, and nothing is committed.
LOAD = """
import sys, time
from pathlib import Path
import django
from django.conf import settings
on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
settings.STORAGES["default"] = on_disk
django.setup()
from exhibitors.editions.archives import loading, proving
def wait():
    print("written", flush=True)
    time.sleep(60)
proving.prove = wait
loading.load(Path(sys.argv[1]), slug="other")
"""


def test_a_killed_load_leaves_nothing(media, tmp_path, monkeypatch):
    home = exhibitors.ExhibitionFactory(slug="small")
    stand = exhibitors.StandFactory(exhibition=home)
    exhibitors.PhotoFactory(exhibition=home, exhibit=None, stand=stand)
    path = archive_of(home, tmp_path)
    on_this_database(monkeypatch)
    before = {file for file in media.rglob("*") if file.is_file()}

    with subprocess.Popen(
        [sys.executable, "-c", LOAD, str(path)],
        stdout=subprocess.PIPE,
        cwd=site.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "expo.settings.test",
            "EXPO_DATA_DIR": str(tmp_path),
        },
    ) as process:
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    wait_for_the_end()

    assert list(Exhibition.objects.values_list("slug", flat=True)) == ["small"]
    assert Stand.objects.count() == 1
    left = {file for file in media.rglob("*") if file.is_file()} - before
    for file in left:
        os.utime(file, (0, 0))
    assert sweep() == len(left) == 1
    assert {file for file in media.rglob("*") if file.is_file()} == before


def wait_for_the_end():
    """Wait until PostgreSQL has noticed that the process is gone."""
    with connection.cursor() as cursor:
        for _try in range(100):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.1)
    raise AssertionError("the killed process holds on to the database")
