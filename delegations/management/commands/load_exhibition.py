"""Load an exhibition from a data file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delegations.loading.problems import RefusedError
from delegations.loading.service import load
from delegations.loading.writing.rows import Tally


class Command(BaseCommand):
    help = (
        "Load an exhibition from a data file, all of it or nothing. The file wins "
        "over what is in the database; loading it again changes nothing. With "
        "--verbosity 2 each changed record is named with its fields."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="data file")
        parser.add_argument(
            "--overlay", type=Path, help="file of illustrative values, marked as such"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report, but write nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            tally = load(
                options["file"], options["overlay"], dry_run=options["dry_run"]
            )
        except RefusedError as refusal:
            raise CommandError(f"Refused, nothing written.\n{refusal}") from refusal
        if options["verbosity"] > 0:
            self._report(tally, options)

    def _report(self, tally: Tally, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            self.stderr.write("Dry run: nothing was written.")
        for collection, counts in tally.counts().items():
            self.stderr.write(
                f"{collection}: {counts['created']} created, "
                f"{counts['changed']} changed, {counts['unchanged']} unchanged"
            )
        if options["verbosity"] > 1:
            for (collection, record), names in tally.changed().items():
                self.stderr.write(f"{collection} › {record}: {', '.join(names)}")
