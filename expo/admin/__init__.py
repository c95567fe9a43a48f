"""The admin's pages of accounts."""

from expo.admin import accounts, factors, invitations, letters

__all__ = ["accounts", "factors", "invitations", "letters"]
