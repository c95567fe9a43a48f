"""The app that holds the exhibition itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from exhibitors.history.acting import stay_told


class ExhibitorsConfig(AppConfig):
    """Exhibition, areas, countries, organisations, stands and exhibits."""

    name = "exhibitors"
    verbose_name = _("Exhibition")

    def ready(self) -> None:
        """Tell every connection who is at work; say which lists can be read in."""
        stay_told()
        from exhibitors.imports.kinds import register_kinds  # noqa: PLC0415 - models first

        register_kinds()
