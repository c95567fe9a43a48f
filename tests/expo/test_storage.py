"""Static files of production: every name has the sum of its contents."""

import re

from django.core.management import call_command
from django.test import override_settings

PRODUCTION = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "expo.storage.StaticFiles"},
}
SUM = re.compile(r"\.[0-9a-f]{12}\.js$")


def test_modules_import_one_another_by_names_with_sums(tmp_path):
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=PRODUCTION):
        call_command("collectstatic", interactive=False, verbosity=0)

    served = [
        path for path in (tmp_path / "js/board").iterdir() if SUM.search(path.name)
    ]
    asked = {
        name
        for path in served
        for name in re.findall(r'from "\./([^"]+)"', path.read_text())
    }
    assert asked
    assert {name for name in asked if not SUM.search(name)} == set()
    assert asked <= {path.name for path in served}
