"""For the type checker only: without the managers that modeltranslation makes.

They are created at run time, where django-stubs finds no class to read. The admin,
whose language tabs rest on modeltranslation, is installed but not discovered.
"""

from expo.settings.test import *  # noqa: F403
from expo.settings.test import INSTALLED_APPS as _APPS

_INSTEAD = {"django.contrib.admin": "django.contrib.admin.apps.SimpleAdminConfig"}

INSTALLED_APPS = [_INSTEAD.get(app, app) for app in _APPS if app != "modeltranslation"]
