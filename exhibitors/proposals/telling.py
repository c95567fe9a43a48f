"""Mail to those who proposed: what was decided, after the commit."""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from exhibitors.models import Proposal

logger = logging.getLogger(__name__)


def tell_sent_back(proposal: Proposal, address: str) -> int:
    """Write to all whose texts are in it, with the remark; return how many are told."""
    text = _(
        "The organisers ask you to change what you proposed about %(name)s:\n\n"
        "%(remark)s\n\nYour texts are kept. Go on with them here:\n%(address)s\n"
    )
    subject = _("Sent back: %(name)s") % {"name": proposal.name}
    said = {"name": proposal.name, "remark": proposal.remark, "address": address}
    return _tell(proposal, subject, text % said)


def tell_published(proposal: Proposal, address: str) -> int:
    """Write to all whose texts are in it that visitors see them now."""
    text = _("Visitors now see what you proposed about %(name)s.\n\n%(address)s\n")
    subject = _("Published: %(name)s") % {"name": proposal.name}
    return _tell(proposal, subject, text % {"name": proposal.name, "address": address})


def _tell(proposal: Proposal, subject: str, text: str) -> int:
    wanted = {pk for entry in proposal.entries for pk in entry["by"].values()}
    people = get_user_model().objects.filter(
        pk__in={*wanted, proposal.author_id}, is_active=True
    )
    readers = sorted(people.values_list("email", flat=True))
    for reader in readers:
        send_later(reader, subject, text)
    return len(readers)


def send_later(to: str, subject: str, text: str) -> None:
    """Send a letter once the transaction of now is committed.

    Nothing is sent where the installation keeps its mail to itself; what the mail
    server does not take is logged, without the address.
    """
    if settings.SENDS_MAIL:
        transaction.on_commit(_sender(to, " ".join(subject.split()), text))


def _sender(to: str, subject: str, text: str) -> Callable[[], None]:
    def send() -> None:
        try:
            send_mail(subject, text, None, [to])
        except (SMTPException, OSError) as error:
            logger.warning("A letter was not sent: %s", type(error).__name__)

    return send
