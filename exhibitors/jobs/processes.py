"""Processes of their own, begun by the site: they outlive the request."""

import os
import subprocess
import sys
import threading

from django.conf import settings


def begin(command: str, *words: str) -> None:
    """Begin one of our management commands, and wait for nothing."""
    used = {
        "EXPO_SETTINGS": os.environ["DJANGO_SETTINGS_MODULE"],
        "DJANGO_SETTINGS_MODULE": settings.JOB_SETTINGS,
    }
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, str(settings.BASE_DIR / "manage.py"), command, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={**os.environ, **used},
        start_new_session=True,
    )
    # Takes note of its end, or the system would keep its entry.
    threading.Thread(target=process.wait, daemon=True).start()
