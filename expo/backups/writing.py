"""A backup taken while the site runs: one file, whole or not there at all."""

import os
import tempfile
import zipfile
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from expo.backups import manifests
from expo.backups.manifests import DUMP, FORMAT, MANIFEST, Manifest
from expo.backups.programs import BackupError, run


def back_up(path: Path) -> Manifest:
    """Write everything into a ZIP file, and return what it holds.

    The database is dumped as it is at one moment; photographs follow. The file appears
    under its name when it is complete. Raises BackupError.
    """
    if path.exists():
        raise BackupError(f"{path} is there already")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            part = Path(folder) / "backup.zip"
            manifest = _write(part, Path(folder) / DUMP)
            _settle(part)
            part.rename(path)
            _settle(path.parent)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}") from error
    return manifest


def _write(path: Path, dump: Path) -> Manifest:
    counts, migrations = _dump(dump)
    sums: dict[str, str] = {}
    # Stored: the dump and photographs are compressed already.
    with zipfile.ZipFile(path, "x", zipfile.ZIP_STORED) as zip_:
        _put(zip_, DUMP, dump, sums)
        dump.unlink()
        for folder in manifests.folders():
            for name, file in folder.files():
                _put(zip_, name, file, sums)
        made_at = timezone.now().isoformat(timespec="seconds")
        manifest = Manifest(FORMAT, made_at, _server(), counts, migrations, sums)
        zip_.writestr(MANIFEST, manifest.as_json())
    path.chmod(0o600)
    return manifest


@transaction.atomic
def _dump(path: Path) -> tuple[dict[str, int], list[str]]:
    """Dump the database, and return rows and migrations of the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    run("pg_dump", "--format=custom", f"--file={path}", f"--snapshot={snapshot}")
    with connection.cursor() as cursor:
        counts = manifests.count_rows(cursor)
    return counts, manifests.applied_migrations()


def _put(zip_: zipfile.ZipFile, name: str, file: Path, sums: dict[str, str]) -> None:
    try:
        source = file.open("rb")
    except FileNotFoundError:
        # Removed since it was listed.
        return
    entry = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
    with source, zip_.open(entry, "w", force_zip64=True) as target:
        sums[name] = manifests.sum_of(source, target)


def _server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _settle(path: Path) -> None:
    """Have the disk hold what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
