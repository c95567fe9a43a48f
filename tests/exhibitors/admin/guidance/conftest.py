"""An exhibition, and a way to sign in to its admin."""

from tests.exhibitors.admin.access.conftest import exhibition, sign_in

__all__ = ["exhibition", "sign_in"]
