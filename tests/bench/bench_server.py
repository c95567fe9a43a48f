"""Pages on the production server, beside a constant Django view on the same one.

    python -m tests.bench.bench_server

Makes a scratch database with exhibitions of 50 and of 1,000 stands, serves it by
Granian with two workers, with and without the page cache, and asks each page over
kept connections. Prints requests a second, the median answer and the ratio of the
requests to those of the constant view in the same run.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from tests.bench.exhibitions import make_exhibition  # noqa: E402

CLIENTS = 4
SECONDS = 3.0
PORT = 18_123
PAGES = {
    "constant view": "/constant",
    "home, 50 stands": "/en/bench-50/",
    "stands, 50": "/en/bench-50/stands/",
    "stands, 1,000": "/en/bench-1000/stands/",
    "stand": "/en/bench-50/stands/s-1/",
    "exhibit": "/en/bench-50/exhibits/e-s-1-1/",
}


def ask(path: str) -> list[float]:
    """Return the seconds each answer took, asked one after another for a while."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()
    times = []
    with socket.create_connection(("127.0.0.1", PORT)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        end = time.perf_counter() + SECONDS
        while (start := time.perf_counter()) < end:
            line.sendall(request)
            _read(line)
            times.append(time.perf_counter() - start)
    return times


def _read(line: socket.socket) -> None:
    """Read one whole answer."""
    answer = line.recv(65_536)
    while b"\r\n\r\n" not in answer:
        answer += line.recv(65_536)
    head, _gap, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.decode())
    length = next(
        int(row.split(b":")[1])
        for row in head.lower().split(b"\r\n")
        if row.startswith(b"content-length")
    )
    left = length - len(body)
    while left > 0:
        left -= len(line.recv(65_536))


@contextmanager
def serving(database: str, folder: str, *, is_cached: bool):
    """Serve the scratch database as in production."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "EXPO_BENCH_DATABASE": database,
        "EXPO_BENCH_STATIC": folder,
        "EXPO_BENCH_UNCACHED": "" if is_cached else "1",
        # That of this process, so that it can sign sessions in.
        "EXPO_SECRET_KEY": settings.SECRET_KEY,
        "EXPO_ALLOWED_HOSTS": "localhost",
        "EXPO_SECURE": "0",
    }
    collect = ["-m", "django", "collectstatic", "--noinput", "-v0"]
    subprocess.run([sys.executable, *collect], check=True, env=environment)
    command = ["-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += [
        "--blocking-threads",
        "2",
        "--port",
        str(PORT),
        "--log-level",
        "warning",
    ]
    server = subprocess.Popen(
        [sys.executable, *command, "expo.wsgi:application"], env=environment
    )
    try:
        _wait()
        yield
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _attempt in range(100):
        try:
            socket.create_connection(("127.0.0.1", PORT)).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")


def measure(label: str, path: str, constant: float | None) -> float:
    """Print a page's figures; return its requests a second."""
    with ProcessPoolExecutor(CLIENTS) as pool:
        list(pool.map(ask, [path] * CLIENTS))  # warms up
        asked = list(pool.map(ask, [path] * CLIENTS))
    rate = sum(len(times) for times in asked) / SECONDS
    median = statistics.median(time for times in asked for time in times) * 1000
    ratio = rate / constant if constant else 1.0
    sys.stdout.write(f"{label:<24}{rate:>12.0f}{median:>10.2f}{ratio:>9.2f}\n")
    return rate


def main() -> None:
    """Print a table with the page cache and one without."""
    database = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for stands in (50, 1000):
            make_exhibition(stands)
        for is_cached in (True, False):
            with (
                TemporaryDirectory() as folder,
                serving(database, folder, is_cached=is_cached),
            ):
                title = "cached" if is_cached else "uncached"
                sys.stdout.write(
                    f"{title:<24}{'requests/s':>12}{'ms':>10}{'ratio':>9}\n"
                )
                constant = None
                for label, path in PAGES.items():
                    rate = measure(label, path, constant)
                    constant = constant or rate
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


if __name__ == "__main__":
    main()
