"""Send the letters that wait."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from delegations.letters import deliver


class Command(BaseCommand):
    """Try every letter that was not sent yet; exit 1 when one of them failed."""

    help = "Sends the letters that wait. Run it every minute or so."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SENDS_MAIL:
            self.stderr.write(
                "No mail leaves this installation: letters are read in the admin."
            )
            return
        sent, failed = deliver()
        self.stderr.write(f"{sent} sent, {failed} failed.")
        if failed:
            raise CommandError("Some letters were not sent: see the admin.")
