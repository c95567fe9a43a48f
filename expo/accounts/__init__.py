"""Accounts: invitations, passwords, the second factor, sessions."""
