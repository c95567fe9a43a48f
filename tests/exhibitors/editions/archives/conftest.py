"""The demonstration with photos, accounts, secrets and marks."""

import pytest

from tests.demonstration import load_demonstration
from tests.exhibitors.editions.archives.furnishing import furnished


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def speca(db, media):
    return furnished(load_demonstration())
