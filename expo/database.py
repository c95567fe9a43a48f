"""Where the database is: DATABASE_URL, else the embedded PostgreSQL."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from expo.embedded.cluster import DATABASE, ROLE


def database_settings(folder: Path) -> dict[str, Any]:
    """Return Django's settings of the default database; nothing is started.

    ``folder`` is the data folder, in which the embedded server lives.
    """
    shared = {"conn_max_age": 60, "conn_health_checks": True}
    url = os.environ.get("DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, **shared))
    return {
        "ENGINE": "expo.embedded",
        "NAME": DATABASE,
        "USER": ROLE,
        "HOST": str(folder),
        "CONN_MAX_AGE": shared["conn_max_age"],
        "CONN_HEALTH_CHECKS": shared["conn_health_checks"],
    }
