"""The present moment, which a demonstration may set."""

import os
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone


def _offset() -> timedelta:
    """Return how far EXPO_NOW, read when the process starts, is from now."""
    text = os.environ.get("EXPO_NOW", "")
    if not text:
        return timedelta()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"EXPO_NOW is {text!r}: {error}") from error
    if moment.tzinfo is None:
        raise ImproperlyConfigured("EXPO_NOW needs a zone: 2023-11-24T10:00+04:00")
    return moment - timezone.now()


_OFFSET = _offset()


def now() -> datetime:
    """Return the present moment, from where EXPO_NOW started the clock."""
    return timezone.now() + _OFFSET


def shown(moment: datetime) -> datetime:
    """Return what this clock shows at a moment that was noted by the real one."""
    return moment + _OFFSET
