"""Where the database is: DATABASE_URL, else the embedded PostgreSQL."""

import os
from pathlib import Path
from typing import Any

import dj_database_url


def database_settings(folder: Path) -> dict[str, Any]:
    """Return Django's settings of the default database."""
    return dict(dj_database_url.parse(os.environ["DATABASE_URL"]))
