"""Outgoing mail: written with what it tells about, delivered after the commit."""

import logging
from smtplib import SMTPException
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction

from delegations.models import Letter
from delegations.models.letters import Outgoing
from exhibitors import clock

MOST_ATTEMPTS = 10

# The kinds of letters that are sent; an app above this one adds its own.
KINDS: list[Any] = [Letter]

logger = logging.getLogger(__name__)


def deliver() -> tuple[int, int]:
    """Send the letters that wait; return how many were sent, and how many failed.

    Each in a transaction of its own: a letter that another process sends right now is
    passed over, and none is sent twice unless the process dies between sending and
    noting it. Nothing is sent where the installation keeps its mail to itself.
    """
    if not settings.SENDS_MAIL:
        return 0, 0
    sent, failed = 0, 0
    for kind in KINDS:
        last = 0
        while (letter := _next(kind, last)) is not None:
            last = letter.pk
            if letter.sent_at:
                sent += 1
            else:
                failed += 1
    return sent, failed


@transaction.atomic
def _next(kind: Any, last: int) -> Outgoing | None:
    """Try the first letter after one; return it, None where no more wait."""
    waiting = kind.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, pk__gt=last)
    letter: Outgoing | None = (
        waiting.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    )
    if letter is not None:
        _send(letter)
        letter.save(update_fields=["attempts", "sent_at", "error", "text"])
    return letter


def _send(letter: Outgoing) -> None:
    """Hand a letter to the mail server, and note on it what came of that."""
    letter.attempts += 1
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], connection=get_connection()
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as error:
        letter.error = f"{type(error).__name__}: {error}"
        # Without the address: a log is read by more people than a letter.
        logger.warning("Letter %s was not sent: %s", letter.pk, type(error).__name__)
    else:
        letter.sent_at, letter.error = clock.now(), ""
        letter.once_sent()


def deliver_soon() -> None:
    """Deliver after the transaction of now is committed, without waiting for it.

    What this does not get done, ``manage.py send_letters`` does.
    """
    if settings.SENDS_MAIL:
        transaction.on_commit(lambda: Thread(target=_deliver_apart).start())


def _deliver_apart() -> None:
    try:
        deliver()
    finally:
        connection.close()
