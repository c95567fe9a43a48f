"""The app that holds delegations and their schedule."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    """Delegations, people, visits and stops."""

    name = "delegations"
    verbose_name = _("Delegations")

    def ready(self) -> None:
        """Say what editions and archives take over, and which lists are read in."""
        import_module("delegations.editions")
        import_module("delegations.archiving")
        from delegations.imports import register_kinds  # noqa: PLC0415 - models first

        register_kinds()
