"""A public server: every secret from the environment, nothing assumed."""

import os

from expo.environment import flag, required, words
from expo.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = required("EXPO_SECRET_KEY", "fifty or more random characters")
ALLOWED_HOSTS = words("EXPO_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = words("EXPO_TRUSTED_ORIGINS")

# Off only where nothing but this machine connects, as in the demonstration.
_IS_SECURE = flag("EXPO_SECURE", default=True)
SECURE_SSL_REDIRECT = _IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _IS_SECURE
SECURE_HSTS_PRELOAD = _IS_SECURE
SESSION_COOKIE_SECURE = _IS_SECURE
CSRF_COOKIE_SECURE = _IS_SECURE
BEHIND_PROXY = flag("EXPO_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "expo.storage.StaticFiles"},
    "private": PRIVATE_FILES,  # noqa: F405
}

# The demonstration keeps its mail to itself: letters are read in the admin.
SENDS_MAIL = flag("EXPO_EMAIL", default=_IS_SECURE)
EMAIL_HOST = os.environ.get("EXPO_EMAIL_HOST", "localhost")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EXPO_EMAIL_FROM", "expo@localhost")

LOGGING = {
    **LOGGING,  # noqa: F405
    "filters": {"without_secrets": {"()": "expo.logs.WithoutSecrets"}},
    "handlers": {
        **LOGGING["handlers"],  # noqa: F405
        "console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
