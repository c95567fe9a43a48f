"""Bring a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from expo.backups.programs import BackupError
from expo.backups.restoring import Restored, restore


class Command(BaseCommand):
    help = (
        "Put a backup in the place of the database and the uploaded files. It is "
        "checked whole first; what was in use is kept under another name. Migrations "
        "that came since are applied."
    )
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ZIP file that backup wrote")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also where there is an exhibition in the database",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            restored = restore(options["file"], replace=options["replace"])
        except BackupError as error:
            raise CommandError(f"Nothing was changed: {error}.") from error
        call_command("migrate", verbosity=0, interactive=False)
        self._say(restored)

    def _say(self, restored: Restored) -> None:
        manifest = restored.manifest
        self.stderr.write(
            f"Restored what was backed up at {manifest.made_at}: "
            f"{sum(manifest.counts.values()):,} rows, "
            f"{len(manifest.files) - 1:,} files."
        )
        self.stderr.write(
            f"The database before is kept as {restored.old_database}; remove it with "
            f'DROP DATABASE "{restored.old_database}".'
        )
        for folder in restored.old_folders:
            self.stderr.write(f"The files before are in {folder}.")
