"""The app that holds the exhibition itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from exhibitors.history.acting import stay_told


class ExhibitorsConfig(AppConfig):
    """Exhibition, areas, countries, organisations, stands and exhibits."""

    name = "exhibitors"
    verbose_name = _("Exhibition")

    def ready(self) -> None:
        """Have history know who is at work on every connection."""
        stay_told()
