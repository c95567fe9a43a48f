"""Accounts, and what belongs to them."""

from expo.models.factors import SecondFactorRule
from expo.models.invitations import Invitation, InvitedRole
from expo.models.letters import AccountLetter
from expo.models.sign_ins import SignIn
from expo.models.users import User, UserManager

__all__ = [
    "AccountLetter",
    "Invitation",
    "InvitedRole",
    "SecondFactorRule",
    "SignIn",
    "User",
    "UserManager",
]
