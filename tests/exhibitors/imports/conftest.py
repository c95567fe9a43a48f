"""Uploaded lists are kept in a folder that goes with the test."""

import pytest


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
