"""The app that wires the project together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpoConfig(AppConfig):
    """Accounts and the wiring of the project."""

    name = "expo"
    verbose_name = _("Accounts")
