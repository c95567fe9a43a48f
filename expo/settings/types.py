"""For the type checker only: without the managers that modeltranslation makes.

They are created at run time, where django-stubs finds no class to read.
"""

from expo.settings.test import *  # noqa: F403
from expo.settings.test import INSTALLED_APPS as _APPS

INSTALLED_APPS = [app for app in _APPS if app != "modeltranslation"]
