"""Time and memory of exporting 500, 2,000 and 10,000 stops in each format.

    python -m tests.bench.bench_exports [STOPS]…

Beside each stands the bare writer, which writes the same file from what is in memory
already: for CSV the csv module from rows of text, for the calendar icalendar from
texts and times, for JSON the json module from its values, for spreadsheets XlsxWriter
from rows, for PDF typst from its values. ``file`` is our writer from a programme in
memory, ``export`` all of it: reading, what the view shows, writing, the log. Each runs
in a process of its own, so that its peak memory is its own; the quickest of three
counts, and once only what takes long. Seconds of writers are those of the processor,
seconds of whole exports those of the clock.
"""

import os
import resource
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.db import connection  # noqa: E402

from delegations.exports.files import export  # noqa: E402
from delegations.models import Visit  # noqa: E402
from delegations.programme import Selection, programme  # noqa: E402
from exhibitors.models import Exhibition  # noqa: E402
from tests.bench import bare_writers, schedules  # noqa: E402

SIZES = (500, 2_000, 10_000)
# Repeat what takes less than so many seconds.
TIMES, LONG = 3, 4
FORMATS = ("csv", "ics", "json", "xlsx", "pdf", "zip")


def whole_export(file_format: str) -> Callable[[], int]:
    """Return what exports everything, and the length of its file."""
    exhibition = Exhibition.objects.get(slug=schedules.SLUG)
    return lambda: len(export(Selection(exhibition), file_format).content)


def only_read() -> Callable[[], int]:
    """Return what reads the programme, as every export does first."""
    exhibition = Exhibition.objects.get(slug=schedules.SLUG)
    return lambda: len(programme(Selection(exhibition)).items)


def measure(
    make: Callable[[], Callable[[], int]], clock: Callable[[], float]
) -> tuple[float, float, int]:
    """Return seconds, peak memory in MB and bytes, in a fresh process.

    What ``make`` prepares is not counted in the seconds.
    """
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        run = make()
        began = clock()
        size = run()
        seconds = clock() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writable, f"{seconds} {peak} {size}".encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as answer:
        seconds, peak, size = answer.read().split()
    os.waitpid(child, 0)
    return float(seconds), float(peak), int(size)


def best(
    make: Callable[[], Callable[[], int]],
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, int]:
    """Return the quickest of three: others disturb, nothing makes one quicker."""
    found = [measure(make, clock)]
    while len(found) < TIMES and found[0][0] < LONG:
        found.append(measure(make, clock))
    return min(found)


def report(stops: int) -> None:
    """Print a line a format for a schedule of some stops."""
    out = sys.stdout.write
    out(f"{stops} stops: read in {best(only_read)[0]:.3f} s\n")
    out("         export s  peak MB     kB   file s   bare s  file/bare  export/bare\n")
    for name in FORMATS:
        seconds, peak, size = best(lambda name=name: whole_export(name))
        line = f"  {name:<6}{seconds:9.3f}{peak:9.0f}{size / 1024:7.0f}"
        if name in bare_writers.PAIRS:
            ours, theirs = bare_writers.PAIRS[name]
            file = best(ours, time.process_time)[0]
            bare = best(theirs, time.process_time)[0]
            line += f"{file:9.3f}{bare:9.3f}{file / bare:11.2f}{seconds / bare:13.2f}"
        out(f"{line}\n")
        sys.stdout.flush()


def warm_up() -> None:
    """Load what a server has loaded after its first file, as the catalogues.

    Not typst: its threads do not come along into the processes that measure.
    """
    visit = Visit.objects.filter(exhibition__slug=schedules.SLUG).first()
    for name in ("csv", "ics", "json", "xlsx"):
        export(Selection(visit.exhibition, visit=visit), name)


def main() -> None:
    """Print the figures of each size."""
    for stops in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        schedules.forget()
        try:
            schedules.make(stops)
            warm_up()
            # The children open connections of their own.
            connection.close()
            report(stops)
        finally:
            schedules.forget()


if __name__ == "__main__":
    main()
