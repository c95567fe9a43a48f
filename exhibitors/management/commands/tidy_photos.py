"""Keeps the folders of photos in order; run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from exhibitors.uploads.trash import tidy


class Command(BaseCommand):
    help = (
        "Move the files of deleted photos to the trash, remove what has been there for"
        " 30 days, what waited for more than a day, and files that no row names."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = tidy()
        self.stderr.write(
            f"{done.binned} to the trash, {done.forgotten} removed from it,"
            f" {done.expired} no longer waiting, {done.astray} astray."
        )
