"""Invitations: written, sent again, withdrawn, taken up."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from exhibitors.models import RoleAssignment
from exhibitors.models.fields import secret_token
from expo.accounts import letters
from expo.models import Invitation, User
from expo.models.invitations import expiry


class NotOpen(Exception):  # noqa: N818
    """The invitation was taken up, was withdrawn or is too old."""


def digest_of(secret: str) -> str:
    """Return under what a secret is kept."""
    return sha256(secret.encode()).hexdigest()


def found(secret: str) -> Invitation | None:
    """Return the invitation that a link belongs to, open or not."""
    rows = Invitation.objects.select_related("invited_by")
    return rows.filter(digest=digest_of(secret)).first()


def account_of(invitation: Invitation) -> User | None:
    """Return the account that has the address already."""
    return User.objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def send(invitation: Invitation, absolute: Callable[[str], str]) -> None:
    """Write the letter with a fresh link, which alone is valid from now on.

    Who has an account gets the roles at once. Whoever invites is told the same.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at:
        raise NotOpen
    secret = secret_token()
    row.digest, row.expires_at = digest_of(secret), expiry()
    row.save(update_fields=["digest", "expires_at"])
    account = account_of(row)
    if account is not None and account.is_active:
        _give(row, account)
    letters.write(
        "invitation",
        to=row.email,
        language=row.language if account is None else account.language,
        account=account,
        invitation=row,
        name=account.name if account else row.name,
        inviter=row.invited_by,
        roles=roles_of(row),
        address=absolute(reverse("accounts:invitation", args=[secret])),
        valid_until=row.expires_at,
        has_account=account is not None and account.has_usable_password(),
    )


@transaction.atomic
def withdraw(invitation: Invitation) -> None:
    """End an invitation that was not taken up, and take back what it gave."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at:
        raise NotOpen
    for invited in row.roles.select_related("given"):
        # One that somebody has changed since is another role, and not theirs to take.
        if invited.given is not None:
            of_now = RoleAssignment.objects.filter(**invited.scope)
            of_now.filter(pk=invited.given.pk).delete()
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    row.letters.update(text="")


@transaction.atomic
def take_up(invitation: Invitation, **entered: str) -> User:
    """Return the account of an invitation, made where there is none, with its roles.

    ``entered`` are name and password; they count for an account that has no password.
    Raises NotOpen where somebody was quicker.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not row.is_open:
        raise NotOpen
    account = account_of(row)
    if account is None:
        account = User.objects.create_user(
            row.email, None, name=entered.get("name", ""), language=row.language
        )
    elif not account.is_active:
        raise NotOpen
    if not account.has_usable_password() and "password" in entered:
        account.name = entered.get("name") or account.name
        account.set_password(entered["password"])
        account.save()
    _give(row, account)
    row.accepted_at = timezone.now()
    row.save(update_fields=["accepted_at"])
    return account


def roles_of(invitation: Invitation) -> list[Any]:
    """Return the roles that an invitation gives, with what their names need."""
    links = ("exhibition", "country", "organisation", "stand")
    return list(invitation.roles.select_related(*links))


def _give(invitation: Invitation, account: User) -> None:
    for invited in invitation.roles.all():
        role, is_new = RoleAssignment.objects.get_or_create(
            user=account, **invited.scope
        )
        if is_new:
            invited.given = role
            invited.save(update_fields=["given"])
