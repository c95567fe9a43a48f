"""The app that wires the project together."""

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils.translation import gettext_lazy as _


class ExpoConfig(AppConfig):
    """Accounts and the wiring of the project."""

    name = "expo"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Have letters about accounts sent with the others, and sign-ins noted."""
        from delegations import letters  # noqa: PLC0415
        from expo import editions  # noqa: F401, PLC0415

        letters.KINDS.append(self.get_model("AccountLetter"))
        # The process that plans a day has no pages, and nobody signs in to it.
        if apps.is_installed("django.contrib.sessions"):
            from expo.accounts import sessions  # noqa: PLC0415

            user_logged_in.connect(sessions.note_sign_in, dispatch_uid="expo.noted")
            user_logged_out.connect(sessions.note_sign_out, dispatch_uid="expo.forgot")
