"""The demonstration with photos, accounts, secrets and marks."""

import pytest

from tests.demonstration import load_demonstration
from tests.exhibitors.editions.archives.furnishing import furnished


@pytest.fixture
def media(settings, tmp_path):
    """A folder for photos, on the disk so that nothing hides from a test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": on_disk}
    return settings.MEDIA_ROOT


@pytest.fixture
def speca(db, media):
    return furnished(load_demonstration())
