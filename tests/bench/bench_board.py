"""The board of a day with 60 delegations of 10 stops, on the server and in Chromium.

    python -m tests.bench.bench_board

Makes a scratch database. Prints the median answer of Django's test client in
milliseconds and how much of it the processor worked, queries and bytes, of the page
and of a refresh with and without news, beside a constant view of the same run; then,
in a real browser against a server in a thread, the first paint, when all cards have
their place, and the time of one step of a drag: the work of the script, and the frame
with layout and paint.
"""

import json
import os
import shutil
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
django.setup()

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from psycopg2.extras import DateTimeTZRange  # noqa: E402

from delegations.models import Delegation, Stop, Visit  # noqa: E402
from delegations.schedule import write  # noqa: E402
from exhibitors.models import Role, RoleAssignment, Stand  # noqa: E402
from expo.models import User  # noqa: E402
from tests.bench.exhibitions import make_exhibition  # noqa: E402

DELEGATIONS, STOPS, ROUNDS = 60, 10, 15
DAY = date(2026, 1, 1)
MORNING = datetime(2026, 1, 1, 6, tzinfo=UTC)
STEPS = 60


def make_day() -> tuple[str, User]:
    """Return the exhibition's slug and an officer, with 600 stops that do not clash."""
    exhibition = make_exhibition(DELEGATIONS)
    stands = list(Stand.objects.filter(exhibition=exhibition).order_by("pk"))
    span = DateTimeTZRange(MORNING, MORNING + timedelta(hours=8), "[)")
    for number in range(DELEGATIONS):
        delegation = Delegation.objects.create(
            exhibition=exhibition,
            slug=f"d-{number}",
            name=f"Delegation {number}",
            size=12,
            rank=number + 1,
        )
        visit = Visit.objects.create(
            exhibition=exhibition, delegation=delegation, on=DAY, span=span
        )
        Stop.objects.bulk_create(
            Stop(
                exhibition=exhibition,
                visit=visit,
                position=place,
                stand=stands[(number + place) % DELEGATIONS],
                planned=_times(place),
            )
            for place in range(STOPS)
        )
    officer = User.objects.create_user("officer@example.org", "officer-of-the-bench")
    RoleAssignment.objects.create(
        user=officer, role=Role.PROTOCOL_OFFICER, exhibition=exhibition
    )
    return exhibition.slug, officer


def _times(place: int) -> DateTimeTZRange:
    start = MORNING + timedelta(minutes=45 * place)
    return DateTimeTZRange(start, start + timedelta(minutes=25), "[)")


def measure(client: Client, path: str) -> tuple[float, float, int, int]:
    """Return milliseconds, those of the processor, queries and bytes of an answer."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    queries = len(captured)
    if answer.status_code not in (200, 204):
        raise SystemExit(f"{path} answered {answer.status_code}")
    times, work = [], []
    for _round in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        client.get(path)
        times.append(time.perf_counter() - start)
        work.append(time.process_time() - begun)
    ms, cpu = (statistics.median(found) * 1000 for found in (times, work))
    return ms, cpu, queries, len(answer.content)


def move_one() -> None:
    """Write one move, as another officer would."""
    stop = Stop.objects.order_by("pk").first()
    assert stop is not None
    start = stop.planned.lower + timedelta(minutes=2)
    stop.planned = DateTimeTZRange(start, start + timedelta(minutes=20), "[)")
    write([stop], action="move")


def seen_at(client: Client, board: str) -> str:
    """Return the state that a page was drawn at."""
    text = client.get(board).content.decode()
    config = text.split('id="board-config" type="application/json">')[1]
    return str(json.loads(config.split("</script>")[0])["seen"])


def serve(client: Client, board: str) -> None:
    """Print what the server takes."""
    constant, *_rest = measure(client, "/healthz")
    seen = seen_at(client, board)
    paths = {
        "page, 600 stops": board,
        "refresh, nothing new": f"{board}state/?since={seen}",
    }
    rows = {name: measure(client, path) for name, path in paths.items()}
    move_one()
    rows["refresh, one move"] = measure(client, f"{board}state/?since={seen}")
    sys.stdout.write(
        f"{'board':<24}{'ms':>9}{'CPU ms':>9}{'queries':>9}{'bytes':>10}"
        f"{'× constant':>12}\n"
    )
    for name, (ms, cpu, queries, size) in rows.items():
        sys.stdout.write(
            f"{name:<24}{ms:>9.1f}{cpu:>9.1f}{queries:>9}{size:>10}"
            f"{ms / constant:>12.0f}\n"
        )


def drag(page: Page) -> dict[str, float]:
    """Return milliseconds of a page in a browser: its drawing, and a step of a drag."""
    page.wait_for_selector(".board.is-live")
    page.wait_for_timeout(500)
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    drawn = page.evaluate("performance.getEntriesByName('board-drawn')[0].startTime")
    page.evaluate(_COUNT_FRAMES)
    box = page.locator("#board .slot").nth(4).bounding_box()
    assert box is not None
    x, y = box["x"] + 40, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + step * 3, y)
        page.wait_for_timeout(16)
    page.keyboard.press("Escape")
    page.mouse.up()
    steps = page.evaluate(
        "performance.getEntriesByName('board-drag').map((row) => row.duration)"
    )
    frames = page.evaluate("window.frames_taken")
    return {
        "first paint": paint,
        "all cards placed": drawn,
        "step of a drag, script": statistics.median(steps),
        "step of a drag, worst": max(steps),
        "frame while dragging": statistics.median(frames),
        "frame, 95 of 100": sorted(frames)[int(len(frames) * 0.95)],
    }


_COUNT_FRAMES = """() => {
  window.frames_taken = [];
  let last = performance.now();
  const step = (now) => {
    window.frames_taken.push(now - last);
    last = now;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""


def paint(session: str, board: str) -> None:
    """Print what a browser takes."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write("There is no Chromium here.\n")
        return
    thread: Any = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    base = f"http://127.0.0.1:{thread.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        context = browser.new_context(
            base_url=base, viewport={"width": 1440, "height": 900}
        )
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        page = context.new_page()
        page.goto(board)
        page.wait_for_timeout(300)
        page.goto(board)
        for name, ms in drag(page).items():
            sys.stdout.write(f"{name:<24}{ms:>9.1f}\n")
        browser.close()
    thread.terminate()


def main() -> None:
    """Print the figures of the board."""
    database = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        slug, officer = make_day()
        client = Client()
        client.force_login(officer)
        board = f"/en/{slug}/delegations/board/{DAY}/"
        serve(client, board)
        paint(client.cookies["sessionid"].value, board)
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


if __name__ == "__main__":
    main()
