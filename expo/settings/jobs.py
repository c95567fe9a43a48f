"""A process that does long work: the settings in use, without the apps of pages.

It begins within a third of a second so; with them it would take more than one.
EXPO_SETTINGS names the settings in use.
"""

import os
from importlib import import_module

_PAGES = (
    "unfold",
    "django.contrib.admin",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
)
_used = import_module(os.environ["EXPO_SETTINGS"])

globals().update({name: getattr(_used, name) for name in dir(_used) if name.isupper()})
INSTALLED_APPS = [name for name in _used.INSTALLED_APPS if name not in _PAGES]
