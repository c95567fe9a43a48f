"""Take a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from expo.backups.programs import BackupError
from expo.backups.writing import back_up


class Command(BaseCommand):
    help = (
        "Write the database and all uploaded files into one, while the site runs. "
        "The file appears when it is complete; it holds everything, so keep it safe."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ZIP file to write; not there yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        try:
            manifest = back_up(path)
        except BackupError as error:
            raise CommandError(f"No backup was written: {error}.") from error
        self.stderr.write(
            f"{path}: {sum(manifest.counts.values()):,} rows of "
            f"{len(manifest.counts)} tables, {len(manifest.files) - 1:,} files, "
            f"{path.stat().st_size:,} bytes"
        )
