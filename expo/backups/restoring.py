"""A backup brought back: checked whole, loaded beside what is there, then exchanged.

Nothing is overwritten. The database and the folders of files that were in use stay
under another name, which is said; a process killed half-way leaves the site as it was.
"""

import shutil
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psycopg2  # type: ignore[import-untyped]
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg2 import sql

from exhibitors.models import HistoryEvent
from exhibitors.models.recording.tables import PRIVILEGES
from expo.backups import manifests
from expo.backups.manifests import DUMP, MANIFEST, Folder, Manifest
from expo.backups.programs import BackupError, run

# The longest name of a database.
LONGEST = 63
TRIES = 50


@dataclass(frozen=True)
class Restored:
    """What was brought back, and under which names the old things are kept."""

    manifest: Manifest
    old_database: str
    old_folders: tuple[Path, ...]


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of the site's database and files.

    A database with an exhibition in it is replaced only where ``replace`` says so.
    Raises BackupError; then the site is as it was.
    """
    with _opened(path) as zip_:
        manifest = _checked(zip_)
        if not replace and _is_in_use():
            raise BackupError("there is data in the database: say --replace")
        stamp = f"{timezone.now():%Y%m%d%H%M%S}"
        folders = manifests.folders()
        _remove_new(folders)
        new_database = _name("restored", stamp)
        _drop_left_over()
        try:
            _load(zip_, manifest, new_database)
            for folder in folders:
                _extract(zip_, manifest, folder)
        except BaseException:
            _drop(new_database)
            _remove_new(folders)
            raise
    with _closed_site():
        old_database = _name("before", stamp)
        _exchange(new_database, old_database)
        old = [_exchange_folder(folder, stamp) for folder in folders]
    kept = tuple(path for path in old if path is not None)
    return Restored(manifest, old_database, kept)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as zip_:
            yield zip_
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BackupError(f"there is no file {path}") from error
    except zipfile.BadZipFile as error:
        raise BackupError(f"{path} is no whole backup: {error}") from error


def _checked(zip_: zipfile.ZipFile) -> Manifest:
    """Return the manifest of a backup whose every file is as it was written."""
    names = set(zip_.namelist())
    if MANIFEST not in names:
        raise BackupError("it has no manifest: it is no backup of Expo")
    manifest = manifests.read_manifest(zip_.read(MANIFEST))
    if names - {MANIFEST} != set(manifest.files) or DUMP not in names:
        raise BackupError("its files are not those that its manifest names")
    for name, known in manifest.files.items():
        if not _is_safe(name):
            raise BackupError(f"the name {name!r} leads out of it")
        with zip_.open(name) as file:
            if manifests.sum_of(file) != known:
                raise BackupError(f"{name} was altered since it was written")
    if unknown := manifests.unknown_migrations(manifest):
        raise BackupError(
            f"it is of a later version of Expo: {unknown[0]} is not known here"
        )
    return manifest


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    known = {folder.name for folder in manifests.folders()}
    return name == DUMP or (
        parts[0] in known and ".." not in parts and "\\" not in name
    )


def _is_in_use() -> bool:
    if "exhibitors_exhibition" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM exhibitors_exhibition)")
        return bool(cursor.fetchone()[0])


def _name(word: str, stamp: str) -> str:
    end = f"_{word}_{stamp}"
    return f"{connection.settings_dict['NAME']}"[: LONGEST - len(end)] + end


def _load(zip_: zipfile.ZipFile, manifest: Manifest, database: str) -> None:
    """Make a database of the dump; it has as many rows as the backup says."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    dump: Path = settings.DATA_DIR / f".{database}.dump"
    with _elsewhere("postgres") as cursor:
        # Without what somebody put into the template.
        made = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        cursor.execute(made.format(sql.Identifier(database)))
    try:
        with zip_.open(DUMP) as source, dump.open("xb") as target:
            dump.chmod(0o600)
            shutil.copyfileobj(source, target, manifests.CHUNK)
        run(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            # Of roles that this server need not have.
            "--no-privileges",
            str(dump),
            database=database,
        )
    finally:
        dump.unlink(missing_ok=True)
    with _elsewhere(database) as cursor:
        found = manifests.count_rows(cursor)
        if HistoryEvent._meta.db_table in found:
            cursor.execute(PRIVILEGES)
    if found != manifest.counts:
        table = min(t for t, n in manifest.counts.items() if found.get(t) != n)
        raise BackupError(
            f"{table} has {found.get(table, 0)} rows of {manifest.counts[table]}"
        )


def _new(folder: Folder) -> Path:
    """Return where a folder's files are put until all are there."""
    return folder.root.with_name(f"{folder.root.name}.new")


def _remove_new(folders: Iterable[Folder]) -> None:
    for folder in folders:
        shutil.rmtree(_new(folder), ignore_errors=True)


def _extract(zip_: zipfile.ZipFile, manifest: Manifest, folder: Folder) -> None:
    _new(folder).mkdir(mode=0o700, parents=True)
    for name in manifest.files:
        first, _, rest = name.partition("/")
        if first != folder.name:
            continue
        path = _new(folder) / rest
        path.parent.mkdir(parents=True, exist_ok=True)
        with zip_.open(name) as source, path.open("xb") as target:
            shutil.copyfileobj(source, target, manifests.CHUNK)


@contextmanager
def _elsewhere(database: str) -> Iterator[psycopg2.extensions.cursor]:
    """Yield a cursor on another database of the same server, each statement alone."""
    connection.ensure_connection()
    driver = connection.connection
    told = {**driver.get_dsn_parameters(), "dbname": database}
    secret = {"password": driver.info.password} if driver.info.password else {}
    try:
        other = psycopg2.connect(**told, **secret)
    except psycopg2.OperationalError as error:
        line = str(error).strip().splitlines()[0]
        raise BackupError(
            f"the database {database} cannot be reached: {line}"
        ) from error
    try:
        other.autocommit = True
        with other.cursor() as cursor:
            yield cursor
    except psycopg2.Error as error:
        raise BackupError(str(error).strip().splitlines()[0]) from error
    finally:
        other.close()


def _drop(database: str) -> None:
    with _elsewhere("postgres") as cursor:
        gone = sql.SQL("DROP DATABASE IF EXISTS {}")
        cursor.execute(gone.format(sql.Identifier(database)))


def _drop_left_over() -> None:
    """Remove what a restore that was killed has left."""
    with _elsewhere("postgres") as cursor:
        pattern = _name("restored", "%").replace("_", r"\_")
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]
        )
        left = [name for (name,) in cursor.fetchall()]
    for name in left:
        _drop(name)


@contextmanager
def _closed_site() -> Iterator[None]:
    """Keep the site closed for maintenance, unless it is closed already."""
    sign: Path = settings.MAINTENANCE_SIGN
    was_closed = sign.exists()
    sign.touch()
    try:
        yield
    finally:
        if not was_closed:
            sign.unlink(missing_ok=True)


def _exchange(new: str, old: str) -> None:
    """Give the site's name to the new database, and another to the one it had."""
    now = str(connection.settings_dict["NAME"])
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with _elsewhere("postgres") as cursor:
        connection.close()
        # One string is one transaction: both names change, or neither.
        exchange = sql.SQL("; ").join(
            rename.format(sql.Identifier(one), sql.Identifier(other))
            for one, other in ((now, old), (new, now))
        )
        for _try in range(TRIES):
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND pid <> pg_backend_pid()",
                [now],
            )
            try:
                cursor.execute(exchange)
            except psycopg2.errors.ObjectInUse:
                # Somebody came back in between.
                time.sleep(0.2)
                continue
            return
        raise BackupError("the site's processes do not let go of the database")


def _exchange_folder(folder: Folder, stamp: str) -> Path | None:
    root = folder.root
    old = root.with_name(f"{root.name}.before-{stamp}") if root.exists() else None
    if old is not None:
        root.rename(old)
    _new(folder).rename(root)
    return old
