"""Take the second factor off an account."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from expo.accounts import factors, sessions
from expo.models import User


class Command(BaseCommand):
    """For who has lost phone and spare codes, where no organiser can help."""

    help = "Takes the second factor off the account EMAIL, and tells its owner."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        account = User.objects.filter(email__iexact=options["email"]).first()
        if account is None:
            raise CommandError("There is no account with this address.")
        with transaction.atomic():
            had_one = factors.take_off(account)
            sessions.end(account.sign_ins.all())
        if not had_one:
            raise CommandError("This account has no second factor.")
        self.stderr.write("Taken off; all sessions of the account have ended.")
