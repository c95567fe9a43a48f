"""Accounts."""

import factory
from factory.django import DjangoModelFactory

from expo.models import AccountLetter, Invitation, InvitedRole, User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("secret")


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    digest = factory.Sequence(str)
    invited_by = factory.SubFactory(UserFactory)


class InvitedRoleFactory(DjangoModelFactory):
    class Meta:
        model = InvitedRole

    invitation = factory.SubFactory(InvitationFactory)
    role = "protocol_officer"


class AccountLetterFactory(DjangoModelFactory):
    class Meta:
        model = AccountLetter

    kind = "reset"
    account = factory.SubFactory(UserFactory)
    to = factory.SelfAttribute("account.email")
    subject = "A letter"
    text = "Read it."
