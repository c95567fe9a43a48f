"""Queries and time of each public page with 10 and with 1,000 stands.

    python -m tests.bench.bench_pages

Works in scratch exhibitions that are removed again. The time is the median of
answers of Django's test client, beside that of a constant view in the same run.
"""

import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.bench.exhibitions import make_exhibition  # noqa: E402

ROUNDS = 15


class _Undo(Exception):  # noqa: N818
    """Takes the scratch exhibition back."""


def measure(client: Client, path: str) -> tuple[int, float]:
    """Return the number of queries of a page and its median in milliseconds."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    # Counted now: the next request forgets them.
    queries = len(captured)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - start)
    return queries, statistics.median(times) * 1000


def main() -> None:
    """Print a row a page."""
    client = Client()
    _none, constant = measure(client, "/healthz")
    sys.stdout.write(
        f"{'page':<28}{'stands':>8}{'queries':>9}{'ms':>9}{'× constant':>12}\n"
    )
    for stands in (10, 1000):
        try:
            with transaction.atomic():
                slug = make_exhibition(stands).slug
                for path in ("", "stands/", "stands/s-1/", "exhibits/e-s-1-1/"):
                    queries, ms = measure(client, f"/en/{slug}/{path}")
                    sys.stdout.write(
                        f"{path or 'home':<28}{stands:>8}{queries:>9}{ms:>9.1f}"
                        f"{ms / constant:>12.0f}\n"
                    )
                raise _Undo
        except _Undo:
            pass


if __name__ == "__main__":
    main()
