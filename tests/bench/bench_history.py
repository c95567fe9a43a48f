"""What the history costs: inserts with and without it, and its verification.

    python -m tests.bench.bench_history

10,000 exhibits are inserted in batches of 1,000 with the triggers of the history and
with those alone disabled; every other trigger of the table runs in both. Then 100,000
events are verified, of rows changed by one statement a thousand. All is rolled back.
Peak memory is that of this process, whose part is constant.
"""

import os
import resource
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from exhibitors.history.verifying import verify  # noqa: E402
from exhibitors.models import Exhibit, Exhibition  # noqa: E402
from tests.bench.exhibitions import make_exhibition  # noqa: E402

ROWS, BATCH, ROUNDS, EVENTS = 10_000, 1_000, 3, 100_000
TRIGGERS = [f"exhibit_recorded_{name}" for name in ("insert", "update", "delete")]
MOST_TIMES, MOST_SECONDS = 3.0, 60.0


def switch(how: str) -> None:
    """Enable or disable the triggers of the history on exhibits."""
    seal()
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"ALTER TABLE exhibitors_exhibit {how} TRIGGER {name}")


def seal() -> None:
    """Run what waits for the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def insert(exhibition: Exhibition, start: int) -> float:
    """Return the seconds that inserting the exhibits takes, sealing included."""
    rows = [
        Exhibit(exhibition=exhibition, slug=f"h-{start + n}", name=f"Exhibit {n}")
        for n in range(ROWS)
    ]
    begun = time.perf_counter()
    Exhibit.objects.bulk_create(rows, batch_size=BATCH)
    seal()
    return time.perf_counter() - begun


def inserts(exhibition: Exhibition) -> tuple[float, float]:
    """Return the median seconds without and with the history, taken in turns."""
    without, within = [], []
    for turn in range(ROUNDS):
        switch("DISABLE")
        without.append(insert(exhibition, 2 * turn * ROWS))
        switch("ENABLE")
        within.append(insert(exhibition, (2 * turn + 1) * ROWS))
    return statistics.median(without), statistics.median(within)


def verified(exhibition: Exhibition) -> tuple[float, int]:
    """Return the seconds that verifying takes, and how many events there were."""
    keys = list(Exhibit.objects.of(exhibition).values_list("pk", flat=True))
    held = ROUNDS * ROWS
    for position in range(1, (EVENTS - held) // BATCH + 1):
        start = position * BATCH % len(keys)
        some = keys[start : start + BATCH]
        Exhibit.objects.filter(pk__in=some).update(position=position)
        seal()
    begun = time.perf_counter()
    verdict = verify()
    taken = time.perf_counter() - begun
    if verdict.faults:
        sys.exit(f"{verdict.first}")
    return taken, verdict.events


def main() -> int:
    """Print the figures; return 1 where the history costs too much."""
    out = sys.stdout.write
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        exhibition = make_exhibition(1)
        without, within = inserts(exhibition)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds, events = verified(exhibition)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        transaction.set_rollback(True)
    times = within / without
    out(f"{ROWS} exhibits without history  {without:6.2f} s\n")
    out(f"{ROWS} exhibits with history     {within:6.2f} s  {times:4.2f} ×\n")
    out(f"{events} events verified        {seconds:6.2f} s")
    out(f"  {(peak - before) // 1024} MB more memory\n")
    return int(times > MOST_TIMES or seconds > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
