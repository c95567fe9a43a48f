"""Django's PostgreSQL backend on the embedded server, started on first use."""

import time
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base
from django.utils.asyncio import async_unsafe

from expo.embedded.places import EmbeddedError
from expo.embedded.server import ensure_running

RETRY_SECONDS = 10.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects to the server of the folder in HOST; waits while it restarts."""

    display_name = "PostgreSQL (embedded)"

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection, after up to ten seconds when the server was killed."""
        folder = Path(conn_params["host"])
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            try:
                params = {**conn_params, "host": str(ensure_running(folder))}
                return super().get_new_connection(params)
            except EmbeddedError as error:
                raise OperationalError(f"The embedded database: {error}.") from error
            except base.Database.OperationalError:  # type: ignore[attr-defined]
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
