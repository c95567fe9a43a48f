"""Reading settings from the environment, loud on bad values."""

import os

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def required(name: str, hint: str) -> str:
    """Return a variable; raises ImproperlyConfigured with the hint without it."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {hint}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return a variable that is on or off; anything else is refused."""
    value = os.environ.get(name, "").lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    if value:
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")
    return default


def words(name: str) -> list[str]:
    """Return the comma-separated values of a variable, without blanks."""
    return [
        word.strip() for word in os.environ.get(name, "").split(",") if word.strip()
    ]
