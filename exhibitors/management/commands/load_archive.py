"""Load an exhibition from an archive."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exhibitors.editions.archives.loading import Loaded, load
from exhibitors.editions.archives.manifests import ArchiveError
from exhibitors.editions.archives.shapes import derived_columns

LEFT_OUT = 3


class Command(BaseCommand):
    help = (
        "Load an exhibition from an archive, under new keys, all of it or nothing. The "
        "file is checked whole first; what was loaded is read again and compared with "
        "it row by row. No account is made: roles of unknown addresses are left out, "
        "and secret addresses are new. Exit status 0: done, and equal; 1: refused, "
        "nothing written; 2: usage; 3: done, and equal but for what was left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ZIP that archive_exhibition wrote")
        parser.add_argument("--slug", default="", help="another address")
        parser.add_argument(
            "--dry-run", action="store_true", help="do all of it, and take it back"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load(
                options["file"], slug=options["slug"], dry_run=options["dry_run"]
            )
        except ArchiveError as error:
            raise CommandError(f"Refused, nothing written: {error}.") from error
        if options["verbosity"] > 0:
            self._say(loaded, is_dry=options["dry_run"])
        if loaded.fitted.has_left_outs or loaded.manifest.missing:
            sys.exit(LEFT_OUT)

    def _say(self, loaded: Loaded, *, is_dry: bool) -> None:
        for proof in loaded.proofs:
            self.stderr.write(
                f"{proof.name}: {proof.rows:,} rows, equal, sha256 {proof.digest}"
            )
        self._say_what_differs(loaded)
        rows = sum(proof.rows for proof in loaded.proofs)
        done = "Dry run, nothing written; it would be" if is_dry else "Loaded"
        self.stderr.write(
            f"{done} {loaded.slug!r}: {rows:,} rows, equal to the archive of "
            f"{loaded.manifest.exhibition!r} of {loaded.manifest.made_at}."
        )

    def _say_what_differs(self, loaded: Loaded) -> None:
        """Name all that the comparison does not cover."""
        fitted, manifest = loaded.fitted, loaded.manifest
        if loaded.slug != manifest.exhibition:
            self.stderr.write(f"address: {loaded.slug}, not {manifest.exhibition}")
        for name in derived_columns():
            self.stderr.write(f"worked out by the database: {name}")
        for what, counted in (
            ("made anew, it was taken", fitted.anew),
            ("made anew, it is secret", fitted.secret),
            ("emptied, there is no such account", fitted.emptied),
            ("left out, there is no such account", fitted.dropped),
        ):
            for name, number in counted.items():
                self.stderr.write(f"{what}: {name} of {number:,} rows")
        for name in manifest.missing:
            self.stderr.write(f"left out: {name}: the archive has no such file")
        for name, number, reason in manifest.left_out:
            if number:
                self.stderr.write(f"not archived: {number:,} of {name}: {reason}")
