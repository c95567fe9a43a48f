"""Letters to the owners of accounts: written in their language, sent afterwards."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from delegations.letters import deliver_soon
from expo.models import AccountLetter, Invitation, User


def write(
    kind: str,
    *,
    to: str,
    language: str,
    account: User | None = None,
    invitation: Invitation | None = None,
    **values: Any,
) -> AccountLetter:
    """Return the letter of a kind, kept to be sent when the transaction is over.

    The first line of its text is the subject.
    """
    with translation.override(language):
        text = render_to_string(f"email/accounts/{kind}.txt", values)
    subject, _gap, body = text.strip().partition("\n")
    letter = AccountLetter.objects.create(
        kind=kind,
        to=to,
        language=language,
        account=account,
        invitation=invitation,
        subject=subject.strip(),
        text=body.strip() + "\n",
    )
    deliver_soon()
    return letter


def write_to(account: User, kind: str, **values: Any) -> AccountLetter:
    """Return a letter to the owner of an account."""
    return write(
        kind,
        to=account.email,
        language=account.language,
        account=account,
        name=account.name or account.email,
        **values,
    )
