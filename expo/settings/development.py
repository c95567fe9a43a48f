"""A developer's machine."""

from expo.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development-only-and-never-a-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
