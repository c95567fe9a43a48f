"""The app that holds the exhibition itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    """Exhibition, areas, countries, organisations, stands and exhibits."""

    name = "exhibitors"
    verbose_name = _("Exhibition")

    def ready(self) -> None:
        """Make the kinds of lists known that can be read in."""
        from exhibitors.imports.kinds import register_kinds  # noqa: PLC0415 - models first

        register_kinds()
