"""The app that holds delegations and their schedule."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    """Delegations, people, visits and stops."""

    name = "delegations"
    verbose_name = _("Delegations")

    def ready(self) -> None:
        """Make the kinds of lists known that can be read in."""
        from delegations.imports import register_kinds  # noqa: PLC0415 - models first

        register_kinds()
