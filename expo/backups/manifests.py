"""What a backup holds: counts, migrations, and the sum of every file."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from expo.backups.programs import BackupError

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """The contents of a backup.

    ``counts`` are rows by table, ``migrations`` those applied as "app.name",
    ``files`` the SHA-256 of each file by its name in the backup.
    """

    format: int
    made_at: str
    server: str
    counts: dict[str, int]
    migrations: list[str]
    files: dict[str, str]

    def as_json(self) -> str:
        """Return it as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def read_manifest(text: bytes) -> Manifest:
    """Return what a manifest says; raises BackupError where it is none of ours."""
    try:
        told: Any = json.loads(text)
        found = Manifest(**told)
    except (ValueError, TypeError) as error:
        raise BackupError("its manifest cannot be read") from error
    if found.format != FORMAT:
        raise BackupError(
            f"it is of format {found.format}, this program reads format {FORMAT}"
        )
    return found


def count_rows(cursor: Any) -> dict[str, int]:
    """Return how many rows each table has, by its name, as a cursor sees them."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    counts = {}
    for (table,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
        counts[table] = cursor.fetchone()[0]
    return counts


def applied_migrations() -> list[str]:
    """Return the migrations that the database has, as "app.name"."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Return those migrations of a backup that this program does not have."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    replaced = {
        f"{app}.{name}"
        for migration in loader.disk_migrations.values()
        for app, name in migration.replaces
    }
    return sorted(set(manifest.migrations) - known - replaced)


def sum_of(file: IO[bytes], copy: IO[bytes] | None = None) -> str:
    """Return the SHA-256 of a file, read a piece at a time and perhaps copied."""
    found = hashlib.sha256()
    while piece := file.read(CHUNK):
        found.update(piece)
        if copy is not None:
            copy.write(piece)
    return found.hexdigest()


@dataclass(frozen=True)
class Folder:
    """A folder of uploaded files: its name in a backup, and where the site has it.

    What lies in ``left_out`` is made again, or waits for a day at most.
    """

    name: str
    root: Path
    left_out: str

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield name in the backup and path of every file, in order of names."""
        for path in sorted(self.root.rglob("*")):
            inside = path.relative_to(self.root)
            if path.is_file() and inside.parts[0] != self.left_out:
                yield f"{self.name}/{inside.as_posix()}", path


def folders() -> tuple[Folder, ...]:
    """Return the folders that a backup holds."""
    return (
        Folder("media", Path(settings.MEDIA_ROOT), left_out="pictures"),
        Folder("private", Path(settings.PRIVATE_ROOT), left_out="waiting"),
    )
