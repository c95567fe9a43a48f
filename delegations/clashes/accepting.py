"""Clashes that somebody looked at and leaves as they are."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from delegations.clashes.findings import Finding
from delegations.models import AcceptedClash
from exhibitors.models import Exhibition


def accept(finding: Finding, user: Any, reason: str = "") -> AcceptedClash:
    """Leave a clash as it is: it stays listed, and blocks no longer.

    Accepting again keeps who did so first, and why. Raises ValidationError for what
    is forbidden, for a reason that is too long, and for none where it blocks a release.
    """
    # No text in PostgreSQL has a zero character.
    reason = reason.replace("\0", "").strip()
    if finding.level == "forbid":
        raise ValidationError(_("What is forbidden cannot be left as it is."))
    if finding.level == "block" and not reason:
        raise ValidationError(_("Say why it may stay."))
    if len(reason) > (AcceptedClash._meta.get_field("reason").max_length or 0):
        raise ValidationError(_("Give a shorter reason."))
    row, _is_new = AcceptedClash.objects.get_or_create(
        exhibition_id=finding.exhibition,
        fingerprint=finding.fingerprint,
        defaults={
            "on": finding.on,
            "sentence": finding.sentence,
            "reason": reason,
            "user": user,
        },
    )
    return row


def reopen(finding: Finding) -> bool:
    """Take back that a clash was accepted; return whether it was."""
    rows = AcceptedClash.objects.filter(
        exhibition=finding.exhibition, fingerprint=finding.fingerprint
    )
    return rows.delete()[0] > 0


def accepted_on(exhibition: Exhibition, on: date) -> dict[str, AcceptedClash]:
    """Return what was accepted of a day, by fingerprint, with who did."""
    rows = AcceptedClash.objects.filter(exhibition=exhibition, on=on)
    return {row.fingerprint: row for row in rows.select_related("user")}
