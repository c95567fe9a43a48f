"""Bring up the demonstration: data, accounts, server."""

import os
import secrets
import signal
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, transaction

from delegations.models import Release, Visit
from delegations.releases.releasing import Telling, release
from delegations.reporting import AlreadyDrafted, draft_report
from delegations.selections import Scope
from exhibitors.models import Exhibition, Role, RoleAssignment, Stand
from expo.database import refuse_old_server
from expo.models import User
from expo.processes import die_with_parent

FOLDER: Path = settings.BASE_DIR / "exhibitors/demonstration"
DATA = FOLDER / "speca-2023.json"
OVERLAY = FOLDER / "speca-2023-overlay.json"
# The visit whose account visitors read; the others are there to be drafted.
REPORTED = "visit-kazakhstan"
ADDRESS = "127.0.0.1"

ACCOUNTS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("organiser@example.org", "Organiser", Role.ORGANISER, {}),
    (
        "pavilion.kz@example.org",
        "Pavilion of Kazakhstan",
        Role.PAVILION_MANAGER,
        {"country": "KZ"},
    ),
    ("protocol@example.org", "Protocol officer", Role.PROTOCOL_OFFICER, {}),
    (
        "host@example.org",
        "Host of the stand of Kazakhstan",
        Role.STAND_HOST,
        {"stand": "stand-kazakhstan"},
    ),
)


class Command(BaseCommand):
    """Migrate, load the SPECA exhibition, make the accounts, serve."""

    help = "Brings up the demonstration exhibition and serves it."
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare-only", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        port = _port()
        if not options["prepare_only"]:
            _refuse_taken(port)
        try:
            self._step("Preparing the database")
            refuse_old_server()
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            line = str(error).strip().splitlines()[0]
            raise CommandError(f"The database cannot be used: {line}") from error
        self._step("Loading the SPECA exhibition")
        call_command("load_exhibition", DATA, overlay=OVERLAY, verbosity=0)
        publish_report()
        password = os.environ.get("EXPO_DEMO_PASSWORD") or secrets.token_urlsafe(9)
        _make_accounts(password)
        self._release_days(port)
        self._step("Collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        self._say(port, password)
        if not options["prepare_only"]:
            _serve(port)

    def _release_days(self, port: int) -> None:
        """Release what was never released, so that hosts and calendars have it."""
        exhibition = Exhibition.objects.get(slug="speca-2023")
        released = Release.objects.filter(exhibition=exhibition)
        telling = Telling(site=f"http://localhost:{port}/")
        known = set(released.values_list("on", flat=True))
        for on in (day for day in Scope(exhibition).days() if day not in known):
            try:
                release(exhibition, on, None, telling=telling)
            except ValidationError as error:
                self.stderr.write(f"{on} is not released: {'; '.join(error.messages)}")

    def _step(self, text: str) -> None:
        self.stderr.write(f"… {text}", self.style.NOTICE)

    def _say(self, port: int, password: str) -> None:
        lines = [
            "",
            f"  Exhibition   http://localhost:{port}/",
            f"  Admin        http://localhost:{port}/admin/",
            *(f"  Account      {email}" for email, _name, _role, _scope in ACCOUNTS),
            f"  Password     {password}   (of all four)",
            f"  Data         {settings.DATA_DIR}",
            "",
            "  Ctrl-C stops the server; the data stays.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 2**16:
        raise CommandError(f"PORT is {text!r}: write a number up to 65535.")
    return int(text)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken ({error.strerror}): choose another, as in "
                "PORT=8001 make demo."
            ) from error


@transaction.atomic
def _make_accounts(password: str) -> None:
    exhibition = Exhibition.objects.get(slug="speca-2023")
    for email, name, role, scope in ACCOUNTS:
        user, _is_new = User.objects.get_or_create(email=email, defaults={"name": name})
        user.set_password(password)
        user.save()
        stand = scope.get("stand")
        RoleAssignment.objects.get_or_create(
            user=user,
            role=role,
            exhibition=exhibition,
            country_id=scope.get("country"),
            stand=Stand.objects.of(exhibition).get(key=stand) if stand else None,
        )


def publish_report() -> None:
    """Publish the report of the visit that the sources tell of; once only."""
    visit = Visit.objects.get(exhibition__slug="speca-2023", key=REPORTED)
    try:
        report = draft_report(visit)
    except AlreadyDrafted:
        return
    report.is_published = True
    report.full_clean()
    report.save()


def _serve(port: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    # Else workers whose parent was killed would hold the port for ever.
    os.register_at_fork(after_in_child=lambda: die_with_parent(signal.SIGKILL))
    Granian(
        "expo.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    ).serve()
