"""Settings from the environment, and production's demands."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from expo.environment import flag, required, words
from tests.expo.embedded_process import ROOT, environment


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("off", False), ("TRUE", True), ("", True)]
)
def test_a_flag_is_on_or_off(monkeypatch, value, meaning):
    monkeypatch.setenv("EXPO_X", value)
    assert flag("EXPO_X", default=True) is meaning


def test_a_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("EXPO_X", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="EXPO_X is 'perhaps': write 1 or 0"):
        flag("EXPO_X", default=True)


def test_words_are_split_at_commas(monkeypatch):
    monkeypatch.setenv("EXPO_X", "a.example, b.example ,")
    assert words("EXPO_X") == ["a.example", "b.example"]


def test_what_is_required_and_missing_is_named(monkeypatch):
    monkeypatch.delenv("EXPO_X", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set EXPO_X: fifty characters"):
        required("EXPO_X", "fifty characters")


def check_production(**variables):
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment(DJANGO_SETTINGS_MODULE="expo.settings.production", **variables),
        text=True,
        capture_output=True,
        check=False,
    )


def test_production_passes_djangos_own_check():
    key = "k7" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2
    done = check_production(EXPO_SECRET_KEY=key, EXPO_ALLOWED_HOSTS="expo.example")
    assert done.returncode == 0, done.stderr


def test_production_without_a_secret_says_so_in_its_last_line():
    done = check_production(EXPO_SECRET_KEY="")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "Set EXPO_SECRET_KEY: fifty or more random characters."
    )
