"""Prove that nothing of the history was removed or altered."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from exhibitors.history.anchors import Anchor, AnchorError, anchors, compared, extend
from exhibitors.history.verifying import Verdict, verify


class Command(BaseCommand):
    help = (
        "Compute the chain of the history anew. Exit 0: nothing was removed or "
        "altered; 1: something was, and the first transaction that is wrong is named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor",
            type=Path,
            metavar="FILE",
            help="compare with the hashes in this file, kept elsewhere, and add the "
            "last one to it; without it, a cut-off end is not found",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        verdict = verify()
        path: Path | None = options["anchor"]
        if path:
            self._compare(path, verdict)
        if verdict.first:
            sentences = sorted(verdict.faults, key=lambda fault: fault.number)
            lines = "\n".join(fault.sentence for fault in sentences[:20])
            raise CommandError(f"The history is not what it was.\n{lines}")
        if path and verdict.head:
            end = Anchor(verdict.transactions, verdict.head)
            extend(path, anchors(path), end, timezone.now())
        self.stderr.write(
            f"{verdict.transactions} transactions, {verdict.events} events: whole. "
            f"{verdict.erased} personal values were erased."
        )
        self.stderr.write(f"Last: {verdict.transactions} {verdict.head}")

    def _compare(self, path: Path, verdict: Verdict) -> None:
        try:
            verdict.faults += compared(anchors(path))
            # Refused now rather than after a long way.
            path.parent.mkdir(parents=True, exist_ok=True)
        except (AnchorError, OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: {error}") from error
