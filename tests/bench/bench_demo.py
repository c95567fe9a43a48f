"""The demonstration as a newcomer starts it: time, memory, weight, Lighthouse.

    python -m tests.bench.bench_demo [--lighthouse]

Starts it twice in a scratch data folder, on the embedded PostgreSQL: seconds until
/healthz answers, and the memory of all its processes (PSS). Then the bytes that a
first visit takes over the line, by language; with --lighthouse (needs npm and a
Chromium) the four scores of some pages on a simulated phone.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

LIGHTHOUSE = "lighthouse@13.5.0"
PATHS = ("", "stands/", "stands/kazakhstan/", "countries/kz/", "plan/", "exhibits/")
MARK = "EXPO_BENCH_DEMO"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: str, port: int) -> tuple[subprocess.Popen, float]:
    """Start the demonstration; return it with the seconds until it answered."""
    environment = {
        name: value for name, value in os.environ.items() if name != "DATABASE_URL"
    }
    environment |= {"EXPO_DATA_DIR": folder, "PORT": str(port), MARK: folder}
    begun = time.perf_counter()
    server = subprocess.Popen(
        ["make", "demo"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return server, time.perf_counter() - begun
    raise SystemExit("The demonstration ended before it answered.")


def memory(folder: str) -> float:
    """Return the proportional memory of all processes of the demonstration, in MB."""
    parents, own = {}, set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            about = [(process / name).read_bytes() for name in ("environ", "cmdline")]
            told = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[process.name] = told[1]
        if any(folder.encode() in text for text in about):
            own.add(process.name)
    # Those of the database name only what they do; their parent names the folder.
    own |= {name for name, parent in parents.items() if parent in own}
    return sum(_proportional(name) for name in own) / 1024


def _proportional(process: str) -> int:
    """Return the kilobytes of a process, none if it has just ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(row.split()[1]) for row in told if row.startswith("Pss:"))


def weigh(base: str) -> None:
    """Print the bytes of a first visit to each page, as the browser counts them."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        for language in ("en", "ru", "az"):
            for path in PATHS:
                context = browser.new_context(viewport={"width": 390, "height": 844})
                page = context.new_page()
                session = context.new_cdp_session(page)
                session.send("Network.enable")
                sizes: list[float] = []
                session.on(
                    "Network.loadingFinished",
                    lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]),
                )
                page.goto(f"{base}/{language}/speca-2023/{path}")
                page.wait_for_load_state("networkidle")
                kilobytes = sum(sizes) / 1000
                sys.stdout.write(
                    f"{language} {path or 'home':<22}{kilobytes:>7.0f} kB\n"
                )
                context.close()
        browser.close()


def lighthouse(base: str) -> None:
    """Print the scores of pages on a simulated phone, of 100."""
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    for path in PATHS[:4]:
        done = subprocess.run(
            [
                *("npx", "--yes", LIGHTHOUSE, f"{base}/en/speca-2023/{path}"),
                *("--quiet", "--output=json"),
                "--chrome-flags=--headless=new --no-sandbox",
            ],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        kinds = json.loads(done.stdout)["categories"].values()
        scores = ", ".join(f"{kind['id']} {kind['score'] * 100:.0f}" for kind in kinds)
        sys.stdout.write(f"{path or 'home':<22}{scores}\n")


def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        port = free_port()
        for turn in ("first", "second"):
            server, seconds = start(folder, port)
            base = f"http://127.0.0.1:{port}"
            urllib.request.urlopen(f"{base}/en/speca-2023/").read()
            used = memory(folder)
            sys.stdout.write(f"{turn} start: {seconds:.1f} s, {used:.0f} MB\n")
            if turn == "second":
                weigh(base)
                if "--lighthouse" in sys.argv:
                    lighthouse(base)
            os.killpg(server.pid, signal.SIGINT)
            server.wait()
            time.sleep(2)


if __name__ == "__main__":
    main()
