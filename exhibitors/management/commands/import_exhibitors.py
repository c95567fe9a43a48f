"""Read a list into an exhibition."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError

from exhibitors.imports import mapping as mappings
from exhibitors.imports import service
from exhibitors.imports.asking import recover, turn_of
from exhibitors.imports.fields import kind_named, kinds
from exhibitors.imports.folding import fold
from exhibitors.imports.shapes import ImportRefused
from exhibitors.imports.tables import letter
from exhibitors.jobs.alive import give_back
from exhibitors.jobs.watching import has_turn
from exhibitors.models import Exhibition, ImportRow, ImportRun

_SHOWN = 20
LEFT_OUT = 3


class Command(BaseCommand):
    help = (
        "Read a list (CSV, XLSX, JSON) into an exhibition, all of it or nothing. The "
        "same list twice changes nothing. With --partial lines that are refused are "
        "left out; the exit status is then 3."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("exhibition", help="address of the exhibition")
        parser.add_argument("file", type=Path, help="list: CSV, XLSX or JSON")
        parser.add_argument(
            "--kind",
            choices=[kind.name for kind in kinds()],
            default="",
            help="what the lines are; guessed from the headings without it",
        )
        parser.add_argument(
            "--mapping",
            type=Path,
            help="JSON: the field of each column, by its heading, letter or number",
        )
        parser.add_argument("--sheet", default="", help="sheet, or list in JSON")
        parser.add_argument(
            "--partial", action="store_true", help="leave out lines that are refused"
        )
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="add new records as drafts, which visitors do not see",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report, but write nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        run = self._run_of(options)
        turn = turn_of(run.exhibition_id)
        has_turn(turn, lambda: False)
        try:
            recover(run.exhibition_id)
            self._read(run, options)
        except ImportRefused as refusal:
            sentence = service.problem_text(refusal.problem)
            raise CommandError(f"Refused, nothing written.\n{sentence}") from refusal
        finally:
            give_back(turn)
            if options["dry_run"] or run.state != ImportRun.State.APPLIED:
                run.file.delete(save=False)
                run.delete()
        if run.counts.get("refused"):
            sys.exit(LEFT_OUT)

    def _run_of(self, options: dict[str, Any]) -> ImportRun:
        exhibition = Exhibition.objects.filter(slug=options["exhibition"]).first()
        if exhibition is None:
            raise CommandError(f"There is no exhibition “{options['exhibition']}”.")
        path = options["file"]
        try:
            with path.open("rb") as file:
                run = service.new_run(
                    exhibition, None, options["kind"], File(file), path.name
                )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except ImportRefused as refusal:
            raise CommandError(service.problem_text(refusal.problem)) from refusal
        run.sheet = options["sheet"]
        run.as_drafts = options["drafts"]
        return run

    def _read(self, run: ImportRun, options: dict[str, Any]) -> None:
        if options["mapping"]:
            run.mapping = _mapping_in(options["mapping"], run)
        service.check(run, self._tell)
        self._report(run, options)
        is_partial = options["partial"]
        if run.counts["refused"] and not is_partial:
            raise CommandError(
                "Refused, nothing written. Mend these lines, or leave "
                "them out with --partial."
            )
        if not options["dry_run"]:
            service.apply(run, self._tell, allow_partial=is_partial)

    def _tell(self, done: int, total: int) -> bool:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} of {total}", ending="")
        return False

    def _report(self, run: ImportRun, options: dict[str, Any]) -> None:
        if options["verbosity"] == 0:
            return
        if options["dry_run"]:
            self.stderr.write("Dry run: nothing was written.")
        told = ", ".join(
            f"{count} {action.replace('_', ' ')}"
            for action, count in run.counts.items()
            if count
        )
        self.stderr.write(f"{run.kind}: {told or 'no lines'}")
        if not run.counts["new"] and not run.counts["changed"]:
            self.stderr.write("Nothing to change.")
        self._problems(run)

    def _problems(self, run: ImportRun) -> None:
        refused = run.rows.filter(action=ImportRow.Action.REFUSED).order_by("number")
        for row in refused[:_SHOWN]:
            for problem in row.problems:
                sentence = service.problem_text(problem)
                self.stderr.write(f"{problem['cell']}: {sentence}")
        if (more := run.counts["refused"] - _SHOWN) > 0:
            self.stderr.write(f"… and {more} lines more.")


def _mapping_in(path: Path, run: ImportRun) -> dict[str, str]:
    """Return the mapping of a file, by the numbers of the columns."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error
    if not isinstance(told, dict):
        raise CommandError(f"{path}: not an object of headings and fields.")
    found = service.overview(run)
    run.kind, run.sheet = found.kind, found.sheet
    names = {fold(column.heading): column.number for column in found.columns}
    letters = {letter(column.number): column.number for column in found.columns}
    mapping = {}
    for heading, name in told.items():
        number = names.get(fold(heading), letters.get(heading.upper()))
        if number is None:
            raise CommandError(f"{path}: there is no column “{heading}”.")
        mapping[str(number)] = str(name or "")
    mappings.by_column(kind_named(run.kind), mapping)
    return mapping
