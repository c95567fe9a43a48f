"""What every test rests on."""

import gc
from importlib import import_module

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils import translation


def restore_countries(sender, **_):
    """Write ISO 3166 again after a test on real connections emptied the tables."""
    country = apps.get_model("exhibitors", "Country")
    if sender.label == "exhibitors" and not country.objects.exists():
        import_module("exhibitors.migrations.0002_countries").add_countries(apps, None)


def pytest_configure():
    # Looking for garbage among the objects of a whole site took a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    post_migrate.connect(restore_countries, dispatch_uid="restore_countries")


@pytest.fixture(autouse=True)
def _english():
    """Begin in English, whatever language the page of the test before had."""
    with translation.override("en"):
        yield
