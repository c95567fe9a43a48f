"""Take the embedded database over from an older version of PostgreSQL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from expo.embedded.places import EmbeddedError
from expo.embedded.upgrading import upgrade


class Command(BaseCommand):
    help = (
        "Move the embedded database to the version of PostgreSQL that is installed. "
        "The old data stays beside it. The site must not run meanwhile."
    )
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--old-programs",
            type=Path,
            required=True,
            help="folder of the old version's programs, with its postgres",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.DATABASES["default"]["ENGINE"] != "expo.embedded":
            raise CommandError("DATABASE_URL names a database that is not embedded.")
        try:
            done = upgrade(settings.DATA_DIR, options["old_programs"])
        except EmbeddedError as error:
            raise CommandError(f"Nothing was changed: {error}.") from error
        call_command("migrate", verbosity=0, interactive=False)
        self.stderr.write(
            f"PostgreSQL {done.before} → {done.after}: {done.rows:,} rows of "
            f"{done.tables} tables. The old data is kept in {done.kept}; remove it "
            "when all is well."
        )
