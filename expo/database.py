"""Where the database is: DATABASE_URL, else the embedded PostgreSQL."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.db import OperationalError, connection

from expo.embedded.cluster import DATABASE, ROLE

OLDEST_SERVER = 15


def database_settings(folder: Path) -> dict[str, Any]:
    """Return Django's settings of the default database; nothing is started.

    ``folder`` is the data folder, in which the embedded server lives.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        return dict(
            dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        )
    return {
        "ENGINE": "expo.embedded",
        "NAME": DATABASE,
        "USER": ROLE,
        "HOST": str(folder),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def refuse_old_server() -> None:
    """Raise OperationalError, in one line, when the server is too old."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        major = int(cursor.fetchone()[0]) // 10_000
    if major < OLDEST_SERVER:
        raise OperationalError(
            f"it is PostgreSQL {major}, Expo needs {OLDEST_SERVER} or later"
        )
