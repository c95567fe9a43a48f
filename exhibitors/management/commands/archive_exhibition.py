"""Write an exhibition into one file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exhibitors.editions.archives.manifests import ArchiveError, Manifest
from exhibitors.editions.archives.writing import write
from exhibitors.models import Exhibition

LEFT_OUT = 3


class Command(BaseCommand):
    help = (
        "Write an exhibition into one ZIP file: rows, photos, plan backgrounds, with "
        "the sum of each file. The file appears when it is complete. It holds personal "
        "data, and no password or secret address: keep it safe. Exit status 0: done; "
        "1: refused, nothing written; 2: usage; 3: done, but files of photos are gone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("exhibition", help="slug of the exhibition")
        parser.add_argument("file", type=Path, help="ZIP file to write; not there yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        exhibition = Exhibition.objects.filter(slug=options["exhibition"]).first()
        if exhibition is None:
            raise CommandError(f"There is no exhibition {options['exhibition']!r}.")
        path: Path = options["file"].absolute()
        try:
            manifest = write(exhibition, path)
        except ArchiveError as error:
            raise CommandError(f"No archive was written: {error}.") from error
        if options["verbosity"] > 0:
            self._say(path, manifest)
        if manifest.missing:
            sys.exit(LEFT_OUT)

    def _say(self, path: Path, manifest: Manifest) -> None:
        for name, number, reason in manifest.left_out:
            if number:
                self.stderr.write(f"left out: {number:,} of {name}: {reason}")
        for name in manifest.missing:
            self.stderr.write(f"left out: {name}: the file is not there")
        files = len(manifest.files) - len(manifest.counts)
        self.stderr.write(
            f"{path}: {sum(manifest.counts.values()):,} rows of "
            f"{len(manifest.counts)} models, {files:,} files, "
            f"{path.stat().st_size:,} bytes"
        )
