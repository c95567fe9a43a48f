"""The app that holds the exhibition itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    """Exhibition, areas, countries, organisations, stands and exhibits."""

    name = "exhibitors"
    verbose_name = _("Exhibition")
