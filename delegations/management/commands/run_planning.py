"""Work on a run of the planner."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delegations.dayplans.working import work
from delegations.models import PlanningRun
from exhibitors.jobs.alive import Busy


class Command(BaseCommand):
    """The process that the application begins for each run; nobody else need."""

    # The site did them; here they would take longer than all else.
    requires_system_checks = ()
    help = "Works on a run of the planner that waits. The application starts it itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, help="number of the run")

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = PlanningRun.objects.filter(state=PlanningRun.State.WAITING)
        run = waiting.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"No run {options['run']} waits.")
        try:
            work(run)
        except Busy as error:
            raise CommandError("Another process works on this run.") from error
