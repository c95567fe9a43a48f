"""Make the next edition of an exhibition."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from exhibitors.editions.cloning import NewEdition, clone, counts
from exhibitors.editions.parts import usual_parts
from exhibitors.models import Exhibition


class Command(BaseCommand):
    help = (
        "Make the next edition of an exhibition, unpublished, all of it or nothing. "
        "Dates move with the first day. Visits, stops, inquiries, calendar addresses, "
        "logs and history are never taken over; people, delegations, roles and what "
        "rests on them only where --parts names them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("exhibition", help="slug of the exhibition that was")
        parser.add_argument("slug", help="slug of the new one")
        parser.add_argument("--starts", type=date.fromisoformat, required=True)
        parser.add_argument("--name", default="", help="name in English; else the same")
        parser.add_argument(
            "--parts", help="names with commas; without: all that is not private"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        source = Exhibition.objects.filter(slug=options["exhibition"]).first()
        if source is None:
            raise CommandError(f"There is no exhibition {options['exhibition']!r}.")
        names: dict[str, Any] = {}
        if options["name"]:
            names = {"en": options["name"], "ru": None, "az": None}
        asked = options["parts"]
        parts = usual_parts() if asked is None else [*filter(None, asked.split(","))]
        wanted = NewEdition(names, options["slug"], options["starts"], parts)
        try:
            made = clone(source, wanted)
        except ValidationError as error:
            sentences = " ".join(error.messages)
            raise CommandError(f"Refused, nothing written. {sentences}") from error
        if options["verbosity"] > 0:
            for name, number in counts(made.exhibition).items():
                self.stderr.write(f"{name}: {number}")
            if made.lost_files:
                self.stderr.write(f"photos without a file: {made.lost_files}")
