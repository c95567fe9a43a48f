"""Work on a list that is read in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from exhibitors.imports.working import work
from exhibitors.jobs.alive import Busy
from exhibitors.models import ImportRun


class Command(BaseCommand):
    """The process that the application begins for each step; nobody else need."""

    # The site did them; here they would take longer than all else.
    requires_system_checks = ()
    help = (
        "Checks, applies or undoes an import, as was asked of it. "
        "The application starts it itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, help="number of the import")
        parser.add_argument("language", nargs="?", default="en", help="of its messages")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = ImportRun.objects.exclude(task="").select_related("exhibition", "user")
        run = asked.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"Nothing is asked of import {options['run']}.")
        try:
            with translation.override(options["language"]):
                work(run)
        except Busy as error:
            raise CommandError("Another process works on this import.") from error
