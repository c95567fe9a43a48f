"""Walks between all stands of sites of 10, 150 and 2,000: time, memory, a kept read.

    python -m tests.bench.bench_walking

Two halls of each size: stands apart, with aisles all around each, where most can be
seen; and rows of twenty, back to back, as exhibitions build them. ``all`` is the time
from drawings to the table of all pairs, and ``cpu`` the processor's share of it, as
others may use the machine; ``kept`` that of a process which reads what another has
worked out, ``again`` that of asking once more. Each runs in a process of its own, so
that its memory is its own. Needs a database with its tables: ``manage.py migrate``.
"""

import math
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.db import connection  # noqa: E402

from exhibitors.models import Area, Exhibition, PlanFeature, SiteWalks, Stand  # noqa: E402
from exhibitors.queries import walking  # noqa: E402
from exhibitors.site.walking import walks_of  # noqa: E402

SIZES = (10, 150, 2000)
ROUNDS = 15
Outline = list[list[float]]


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]


def apart(count: int) -> tuple[Outline, list[Outline]]:
    """Return a hall of stands of 4 × 4 m with aisles of 3 m, and these."""
    across = math.ceil(math.sqrt(count))
    side = 3 + 7 * across
    stands = [
        rectangle(3 + 7 * (n % across), 3 + 7 * (n // across), 4, 4)
        for n in range(count)
    ]
    return rectangle(0, 0, side, side), stands


def in_rows(count: int) -> tuple[Outline, list[Outline]]:
    """Return a hall of blocks of 2 × 10 stands of 3 × 3 m, and these."""
    blocks = math.ceil(count / 20)
    across = max(1, round(math.sqrt(blocks / 4)))
    stands = []
    for n in range(count):
        block, place = divmod(n, 20)
        x = 3 + 34 * (block % across) + 3 * (place % 10)
        y = 3 + 9 * (block // across) + 3 * (place // 10)
        stands.append(rectangle(x, y, 3, 3))
    deep = math.ceil(blocks / across)
    return rectangle(0, 0, 3 + 34 * across, 3 + 9 * deep), stands


def make_site(hall: Outline, stands: list[Outline]) -> Exhibition:
    """Return an exhibition with one hall and its stands."""
    exhibition = Exhibition.objects.create(
        slug="bench-walking",
        name="Bench",
        start_on="2026-01-01",
        end_on="2026-01-02",
        timezone="Asia/Baku",
    )
    area = Area.objects.create(
        exhibition=exhibition, slug="hall", name="Hall", outline=hall
    )
    for kind, points in [("gate", [hall[0]]), ("wall", [*hall, hall[0]])]:
        PlanFeature.objects.create(
            exhibition=exhibition, area=area, kind=kind, points=points
        )
    Stand.objects.bulk_create(
        Stand(
            exhibition=exhibition, slug=f"s-{n}", name=f"S{n}", area=area, outline=each
        )
        for n, each in enumerate(stands)
    )
    return exhibition


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def measure(exhibition: Exhibition) -> list[float]:
    """Return what the columns tell: seconds, and megabytes."""
    site = walking.site_drawing(exhibition)
    before, own = memory(), time.process_time()
    all_pairs = seconds(lambda: walks_of(site))
    own, used = time.process_time() - own, memory() - before
    walking.walks(exhibition)
    walking._MEMO.clear()
    kept = seconds(lambda: walking.walks(exhibition))
    again = [seconds(lambda: walking.walks(exhibition)) for _ in range(ROUNDS)]
    walks = walking.walks(exhibition)
    first, *_, last = [place for place in walks.places if place.kind == "stand"]
    walks.route(first, last)
    route = [seconds(lambda: walks.route(first, last)) for _ in range(ROUNDS)]
    times = [kept, statistics.median(again), statistics.median(route)]
    return [all_pairs, own, used, *times]


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_own_process(exhibition: Exhibition) -> list[float]:
    """Return what a fresh process measures."""
    readable, writable = os.pipe()
    # The child opens a connection of its own.
    connection.close()
    child = os.fork()
    if child == 0:
        line = " ".join(map(str, measure(exhibition)))
        os.write(writable, line.encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as answer:
        found = [float(number) for number in answer.read().split()]
    os.waitpid(child, 0)
    return found


def forget() -> None:
    Stand.objects.filter(exhibition__slug="bench-walking").delete()
    Exhibition.objects.filter(slug="bench-walking").delete()


def main() -> None:
    """Print a line for each site."""
    out = sys.stdout.write
    out(
        f"{'stands':<15}{'all s':>8}{'cpu s':>7}{'MB':>6}{'kept ms':>9}{'again ms':>10}"
    )
    out(f"{'route ms':>10}{'row kB':>8}\n")
    for name, draw in [("apart", apart), ("in rows", in_rows)]:
        for size in SIZES:
            forget()
            exhibition = make_site(*draw(size))
            try:
                took, own, used, *times = in_own_process(exhibition)
                row = SiteWalks.objects.get(exhibition=exhibition)
            finally:
                forget()
            kilobytes = (len(row.tables) + len(row.ways)) / 1024
            kept, again, route = (1000 * each for each in times)
            out(f"{size:>5} {name:<9}{took:8.2f}{own:7.2f}{used:6.0f}")
            out(f"{kept:9.1f}{again:10.2f}")
            out(f"{route:10.2f}{kilobytes:8.0f}\n")


if __name__ == "__main__":
    main()
