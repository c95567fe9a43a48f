"""Plan a day's visits."""

import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import capfirst

from delegations.dayplans import runs
from delegations.dayplans.applying import apply
from delegations.dayplans.differences import Difference, StopChange, difference_of
from delegations.dayplans.sentences import Speech
from delegations.dayplans.working import work
from delegations.models import Delegation, PlanningRun
from delegations.models.plannings import LONGEST
from exhibitors.models import Exhibition

WITH_LEFT_OUT = 3
MOST_SEED = 2**31 - 1


class Command(BaseCommand):
    """Exit 0 planned, 1 refused or without a plan, 2 usage, 3 with stops left out."""

    help = (
        "Plans the visits of a day, prints the plan and applies it. Control-C keeps "
        "the best plan so far."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("exhibition", help="slug of the exhibition")
        parser.add_argument("--date", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument(
            "--delegation",
            action="append",
            default=[],
            metavar="SLUG",
            help="only this one; may be given several times",
        )
        parser.add_argument("--time-limit", type=seconds, default=20, metavar="S")
        parser.add_argument("--seed", type=seed, default=0, metavar="N")
        parser.add_argument(
            "--dry-run", action="store_true", help="print the plan, change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        run = self._asked(options)
        with self._cancelled_by_hand():
            work(run, self._tell)
        if self.stderr.isatty():
            self.stderr.write("")
        if not run.has_plan:
            raise CommandError("\n".join(_why(run)))
        found = difference_of(run)
        self._print(found)
        if options["dry_run"]:
            runs.discard(run)
            self.stderr.write("Nothing was changed.")
        else:
            self._apply(run)
        if found.totals.left_out:
            sys.exit(WITH_LEFT_OUT)

    def _asked(self, options: dict[str, Any]) -> PlanningRun:
        exhibition = Exhibition.objects.filter(slug=options["exhibition"]).first()
        if exhibition is None:
            raise CommandError(f"There is no exhibition “{options['exhibition']}”.")
        keys = [_delegation(exhibition, name).pk for name in options["delegation"]]
        try:
            return runs.start(
                exhibition,
                options["date"],
                user=None,
                delegations=keys,
                time_limit=options["time_limit"],
                seed=options["seed"],
                is_spawned=False,
            )
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused

    def _apply(self, run: PlanningRun) -> None:
        try:
            change = apply(run, None)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        done = (
            "Nothing had to be changed." if change is None else "The plan is applied."
        )
        self.stderr.write(done)

    @contextmanager
    def _cancelled_by_hand(self) -> Iterator[None]:
        """Let the first Control-C keep the best plan so far instead of ending all."""

        before = signal.getsignal(signal.SIGINT)

        def cancel(_number: int, _frame: FrameType | None) -> None:
            signal.signal(signal.SIGINT, before)
            self.is_cancelled = True

        self.is_cancelled = False
        signal.signal(signal.SIGINT, cancel)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _tell(self, run: PlanningRun) -> None:
        """Say on a terminal how far the planner is, on one line; pass on a cancel."""
        if self.is_cancelled:
            runs.cancel(run)
        if self.stderr.isatty():
            self.stderr.write(f"\r{_progress(run):<78}", ending="")
            self.stderr.flush()

    def _print(self, found: Difference) -> None:
        """Print the plan as a table, and what is left out with the reasons."""
        for visit in found.visits:
            self.stdout.write(f"{visit.name}  {self._hours(found, visit.span_after)}")
            for stop in visit.stops:
                if stop.after:
                    hours = self._hours(found, (stop.after.start, stop.after.end))
                    self.stdout.write(f"  {hours}  {_where(stop)}  {_MARKS[stop.what]}")
        for visit, stop in found.left_out:
            reason = f": {stop.reason}" if stop.reason else ""
            self.stderr.write(f"Left out: {visit.name}, {_where(stop)}{reason}")
        run, totals = found.run, found.totals
        self.stderr.write(
            f"{_counted(totals.stops, 'stop')} in {_counted(totals.visits, 'visit')}, "
            f"{totals.left_out} left out; {totals.walk} min of walking, "
            f"{totals.wait} min of waiting. "
            f"{capfirst(run.get_verdict_display())}{_gap(run)}"
        )

    def _hours(self, found: Difference, span: Any) -> str:
        local = found.exhibition.local
        return "–".join(f"{local(end):%H:%M}" for end in span) if span else "–"


_MARKS = {"new": "+", "moved": "*", "bay": "*", "same": "", "dropped": "-"}


def seconds(text: str) -> int:
    """Return a time limit; raises ArgumentTypeError beyond what is allowed."""
    return _between(text, 1, LONGEST, "seconds")


def seed(text: str) -> int:
    """Return a seed; raises ArgumentTypeError beyond what is allowed."""
    return _between(text, 0, MOST_SEED, "a number")


def _between(text: str, least: int, most: int, what: str) -> int:
    found = int(text) if text.removeprefix("-").isdecimal() else None
    if found is None or not least <= found <= most:
        sentence = f"“{text}” does not do: give {what} from {least} to {most}."
        raise ArgumentTypeError(sentence)
    return found


def day(text: str) -> date:
    """Return a day; raises ArgumentTypeError for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = f"“{text}” is no day: write it as 2023-11-24, year, month, day."
        raise ArgumentTypeError(sentence) from error


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _delegation(exhibition: Exhibition, name: str) -> Delegation:
    found = Delegation.objects.of(exhibition).named(name)
    if found is None:
        raise CommandError(f"There is no delegation “{name}”.")
    return found


def _where(stop: StopChange) -> str:
    bay = f" ({stop.after.bay})" if stop.after and stop.after.bay > 1 else ""
    return f"{stop.label}{bay}"


def _progress(run: PlanningRun) -> str:
    last = run.progress[-1] if run.progress else None
    if last is None:
        return run.get_state_display()
    return f"{last['seconds']:.1f} s  cost {last['cost']}  bound {last['bound']}"


def _gap(run: PlanningRun) -> str:
    gap = (run.result or {}).get("gap")
    return f", at most {100 * gap:.1f} % above the best." if gap else "."


def _why(run: PlanningRun) -> Iterator[str]:
    """Yield why there is no plan, and what would help."""
    speech = Speech(run)
    conflict = speech.conflict()
    if run.error:
        yield run.error_text
    elif conflict is None:
        yield f"{run.get_verdict_display() or run.get_state_display()}."
    else:
        yield conflict.sentence
        yield from (f"It would be possible so: {offer}" for offer in conflict.offers)
