"""Export a schedule to a file."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from delegations.confidentiality import VIEWS
from delegations.exports.files import FORMATS, ExportError, export, write_atomically
from delegations.exports.pdf import SHEETS
from delegations.models import Release
from delegations.programme import Selection
from delegations.selections import NAMED, STATES, Scope, UnknownName
from exhibitors.models import Exhibition


class Command(BaseCommand):
    """Write the chosen stops in a format; exit 1 and write nothing when refused."""

    help = "Exports a schedule; filters combine with AND."

    def add_arguments(self, parser: ArgumentParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("exhibition", help="slug of the exhibition")
        parser.add_argument("--format", required=True, choices=FORMATS)
        for name in NAMED:
            parser.add_argument(f"--{name}", metavar="SLUG")
        parser.add_argument("--visit", type=int, metavar="ID")
        parser.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--language", choices=languages, default="en")
        parser.add_argument("--state", choices=STATES, default="draft")
        parser.add_argument(
            "--confidentiality", choices=list(VIEWS), default="protocol"
        )
        parser.add_argument(
            "--sheet", choices=list(SHEETS), default="", help="of the PDF"
        )
        parser.add_argument("--output", default="-", metavar="FILE|-")

    def handle(self, *args: Any, **options: Any) -> None:
        selection = _selection(options)
        if selection.is_released and not _is_released(selection):
            self.stderr.write("No version of this schedule has been released.")
        try:
            done = export(
                selection,
                options["format"],
                view=options["confidentiality"],
                sheet=options["sheet"],
            )
        except ExportError as error:
            raise CommandError(str(error)) from error
        self._put(options["output"], done.content)
        stops = "stop" if done.stop_count == 1 else "stops"
        self.stderr.write(f"{done.stop_count} {stops} exported.")

    def _put(self, output: str, content: bytes) -> None:
        if output == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        try:
            write_atomically(Path(output), content)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error


def _selection(options: dict[str, Any]) -> Selection:
    exhibition = Exhibition.objects.filter(slug=options["exhibition"]).first()
    if exhibition is None:
        raise CommandError(f"There is no exhibition “{options['exhibition']}”.")
    try:
        return Scope(exhibition).select(
            {name: options[name] or "" for name in NAMED},
            visit=options["visit"],
            day=options["date"],
            language=options["language"],
            state=options["state"],
        )
    except UnknownName as error:
        raise CommandError(error.sentence) from error


def _is_released(selection: Selection) -> bool:
    return Release.objects.filter(exhibition=selection.exhibition).exists()
