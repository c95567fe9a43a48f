"""Files of one test are none of another's."""

import pytest
from django.core.files.storage import default_storage

from exhibitors.models.waiting import private_storage
from exhibitors.uploads.trees import remove_folder


@pytest.fixture(autouse=True)
def _no_files():
    for folder in ("photos", "pictures"):
        remove_folder(default_storage, folder)
    for folder in ("waiting", "trash"):
        remove_folder(private_storage(), folder)
