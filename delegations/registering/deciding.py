"""Registrations as organisers decide on them: invited, sent back, closed."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from delegations.letters import deliver_soon
from delegations.models import Letter, Registration
from delegations.preparing.drafts import refuse
from exhibitors import clock

Status = Registration.Status


def locked(registration: Registration, seen: int) -> Registration:
    """Return the registration as it is now, kept from others until the commit.

    Raises ScheduleConflict where it is no longer the one that was seen.
    """
    rows = Registration.objects.select_for_update(of=("self",))
    row = rows.select_related("exhibition").get(pk=registration.pk)
    if row.version != seen:
        raise refuse(
            _("“%(registration)s” was changed while you looked at it. Look again.")
            % {"registration": row}
        )
    return row


def decide(row: Registration, status: str, reader: Any) -> None:
    """Write a decision."""
    row.status, row.decided_at, row.decided_by = status, clock.now(), reader
    row.version += 1
    row.save()


def invite(registration: Registration, address: str) -> Letter:
    """Write the letter with the secret link, in the language of the embassy."""
    if not registration.email:
        raise refuse(_("Give the e-mail address of the embassy first."))
    with translation.override(registration.language):
        subject = _("Registration of your delegation: %(exhibition)s")
        text = _(
            "Please register your delegation for %(exhibition)s here:\n\n"
            "%(address)s\n\n"
            "The link is secret: whoever has it can read and change what you enter. "
            "You can save a draft, come back, and change it after you have sent it in."
        )
        names = {"exhibition": registration.exhibition.name, "address": address}
        return _letter(
            registration, subject % names, _dated(registration, text % names)
        )


def send_back(
    registration: Registration, seen: int, remark: str, reader: Any, address: str
) -> None:
    """Return a registration to its embassy with a remark, by e-mail if there is one."""
    if not remark.strip():
        raise refuse(_("Say what the embassy should change."))
    with transaction.atomic():
        row = locked(registration, seen)
        if row.sent is None:
            raise refuse(_("Nothing has been sent in yet."))
        # No text in PostgreSQL has a zero character.
        row.remark = remark.replace("\0", "").strip()
        decide(row, Status.RETURNED, reader)
        if row.email:
            with translation.override(row.language):
                subject = _("Please complete the registration of your delegation")
                text = _("%(remark)s\n\nYour registration: %(address)s")
                names = {"remark": row.remark, "address": address}
                _letter(row, subject, text % names)


def close(registration: Registration, seen: int, reader: Any) -> None:
    """Close a registration: its link says so from now on; what it says is kept."""
    with transaction.atomic():
        decide(locked(registration, seen), Status.CLOSED, reader)


def _letter(registration: Registration, subject: str, text: str) -> Letter:
    deliver_soon()
    return Letter.objects.create(
        exhibition=registration.exhibition,
        to=registration.email,
        subject=subject[:300],
        text=text,
        language=registration.language,
    )


def _dated(registration: Registration, text: str) -> str:
    if registration.expires_on is None:
        return text
    last = translation.gettext("The link is open until %(day)s.")
    day = f"{registration.expires_on:%d.%m.%Y}"
    return f"{text}\n\n{last % {'day': day}}"
