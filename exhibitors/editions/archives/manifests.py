"""What an archive holds: counts, migrations, and the sum of every file."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import IO, Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from exhibitors.editions.archives.shapes import shapes

FORMAT = 1
MANIFEST, ROWS, FILES = "manifest.json", "rows/", "files/"
CHUNK = 1 << 20


class ArchiveError(Exception):
    """An archive cannot be written or loaded; one line says why."""


@dataclass(frozen=True)
class Manifest:
    """The contents of an archive.

    ``migrations`` are those applied by app, ``counts`` the rows by table, ``files`` the
    SHA-256 of each file by its name in the archive. ``missing`` names the files that
    rows name and that were not there, ``left_out`` has ``[model, rows, reason]`` of
    each model that is not archived, null where nobody has counted.
    """

    format: int
    made_at: str
    exhibition: str
    migrations: dict[str, list[str]]
    counts: dict[str, int]
    files: dict[str, str]
    missing: list[str]
    left_out: list[list[Any]]

    def as_json(self) -> str:
        """Return it as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def read_manifest(text: bytes) -> Manifest:
    """Return what a manifest says; raises ArchiveError where it is none of ours."""
    try:
        told: Any = json.loads(text)
        form = told.get("format")
        if form != FORMAT:
            raise ArchiveError(
                f"it is of format {form}, this program reads format {FORMAT}"
            )
        found = Manifest(**told)
        _check(found)
    except (ValueError, TypeError, AttributeError) as error:
        raise ArchiveError("its manifest cannot be read") from error
    return found


def _check(found: Manifest) -> None:
    """Raise TypeError where a part is not of its kind."""
    mappings: list[Any] = [found.migrations, found.counts, found.files]
    lists = [found.missing, found.left_out, *found.migrations.values()]
    if not all(isinstance(part, dict) for part in mappings):
        raise TypeError
    if not all(isinstance(part, list) for part in lists):
        raise TypeError
    names = [found.exhibition, found.made_at, *found.files.values(), *found.missing]
    if not all(isinstance(name, str) for name in names):
        raise TypeError


def file_of(table: str) -> str:
    """Return the name of the file that holds the rows of a table."""
    return f"{ROWS}{table}.jsonl"


def applied_migrations() -> dict[str, list[str]]:
    """Return the migrations that the database has of the apps that are archived."""
    found: dict[str, list[str]] = {
        shape.model._meta.app_label: [] for shape in shapes()
    }
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        if app in found:
            found[app].append(name)
    return found


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Return those migrations of an archive that this program does not have."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= {(app, name) for app, name in migration.replaces}
    told = [(app, name) for app, names in manifest.migrations.items() for name in names]
    return sorted(f"{app}.{name}" for app, name in told if (app, name) not in known)


def sum_of(file: IO[bytes], copy: IO[bytes] | None = None) -> str:
    """Return the SHA-256 of a file, read a piece at a time and perhaps copied."""
    found = hashlib.sha256()
    while piece := file.read(CHUNK):
        found.update(piece)
        if copy is not None:
            copy.write(piece)
    return found.hexdigest()
