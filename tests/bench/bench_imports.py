"""Time and memory of reading in lists of 3,000 and 100,000 exhibits.

    python -m tests.bench.bench_imports [--rows N]… [--formats csv,json,xlsx]

A new exhibition each time; every 50th line is at a new stand of a new company in one
of ten halls. ``check`` is the trial, ``apply`` the application, ``again`` the trial of
the same list once it is there, ``undo`` the taking back: seconds of the clock, and of
the processor in Python alone, each in a process of its own, so that its peak memory is
its own; ``idle`` is what a process takes that has read a list of ten lines. Beside it
the bare way: the same exhibits by one COPY from rows in memory, with all constraints
and triggers of the table, and by Django's ``bulk_create``.
"""

import argparse
import csv
import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

import xlsxwriter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.files.base import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from exhibitors.imports import service  # noqa: E402
from exhibitors.models import Exhibit, Exhibition, ImportRun  # noqa: E402

SLUG = "bench-imports"
HEADER = ("Key", "Name", "Stand", "Hall", "Company", "Country", "Quantity", "About")
# In an order in which none is referred to any more.
TABLES = (
    *("importrow", "importrecord", "exhibit", "exhibitor", "stand", "organisation"),
    *("area", "importrun", "revision", "exhibition"),
)
COUNTRIES = ("Kazakhstan", "Узбекистан", "TJ", "Azərbaycan", "Türkiye")


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a list."""
    for number in range(count):
        place = number // 50
        yield (
            f"key-{number}",
            f"Exhibit number {number}",
            f"B-{place}",
            f"Hall {place % 10}",
            f"Company {place}",
            COUNTRIES[place % 5],
            str(number % 9 + 1),
            f"What exhibit {number} is for, in a sentence of some length. " * 2,
        )


def write_list(path: Path, count: int) -> None:
    """Write a list in the format that its name says."""
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADER, *rows(count)])
    elif path.suffix == ".json":
        names = [name.lower() for name in HEADER]
        with path.open("w", encoding="utf-8") as file:
            listed = [dict(zip(names, row, strict=True)) for row in rows(count)]
            json.dump({"exhibits": listed}, file, ensure_ascii=False)
    else:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([HEADER, *rows(count)]):
                sheet.write_row(number, 0, row)


def exhibition() -> Exhibition:
    """Return a new exhibition."""
    forget()
    day = date(2023, 11, 22)
    return Exhibition.objects.create(
        slug=SLUG, name="Bench", start_on=day, end_on=day, timezone="Asia/Baku"
    )


def forget() -> None:
    """Remove the exhibition and all in it, quicker than Django would."""
    home = "SELECT id FROM exhibitors_exhibition WHERE slug = %s"
    run = f"SELECT id FROM exhibitors_importrun WHERE exhibition_id IN ({home})"
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            column, which = "exhibition_id", home
            if table in ("importrow", "importrecord"):
                column, which = "run_id", run
            if table == "exhibition":
                column = "id"
            cursor.execute(
                f"DELETE FROM exhibitors_{table} WHERE {column} IN ({which})", [SLUG]
            )


Taken = tuple[float, float, float]


def apart(work: Callable[[], object]) -> Taken:
    """Return seconds, those of the processor and peak MB of work in a fresh process."""
    connection.close()
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        began, busy = time.perf_counter(), time.process_time()
        work()
        seconds = time.perf_counter() - began
        busy = time.process_time() - busy
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writable, f"{seconds} {busy} {peak}".encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as answer:
        seconds, busy, peak = answer.read().split()
    os.waitpid(child, 0)
    return float(seconds), float(busy), float(peak)


def goes_on(_done: int, _total: int) -> bool:
    """Let a run go on."""
    return False


def new_run(path: Path) -> int:
    """Return the key of a new run over a list."""
    home = Exhibition.objects.get(slug=SLUG)
    with path.open("rb") as file:
        return service.new_run(home, None, "exhibits", File(file), path.name).pk


def measure(path: Path) -> Iterator[tuple[str, Taken]]:
    """Yield what each step of an import takes."""
    exhibition()
    key = new_run(path)

    def step(verb: Callable[..., None], pk: int) -> Callable[[], None]:
        run = ImportRun.objects.get(pk=pk)
        run.by_program = True
        return lambda: verb(run, goes_on)

    yield "check", apart(step(service.check, key))
    yield "apply", apart(step(service.apply, key))
    again = new_run(path)
    yield "again", apart(step(service.check, again))
    same = ImportRun.objects.get(pk=again).counts["same"]
    yield "undo", apart(step(service.undo, key))
    left = Exhibit.objects.filter(exhibition__slug=SLUG).count()
    if same != ImportRun.objects.get(pk=key).total or left:
        sys.exit(f"{path.name}: {same} unchanged, {left} left")


def bare(count: int) -> Iterator[tuple[str, Taken]]:
    """Yield what the same exhibits take by COPY and by bulk_create."""
    for name, work in (("COPY", copied), ("bulk_create", created)):
        home = exhibition().pk
        yield name, apart(lambda work=work, home=home: work(home, count))


def copied(home: int, count: int) -> None:
    """Write exhibits by one COPY."""
    text = io.StringIO()
    for number, row in enumerate(rows(count)):
        cells = (home, row[0], "{}", f"e-{number}", "product", row[1], row[1], row[7])
        text.write("\t".join(map(str, (*cells, "reported", row[6], number))))
        text.write(f"\t\t\tb{number:07}\tt\n")
    text.seek(0)
    columns = (
        "exhibition_id, key, illustrative, slug, kind, name, name_en, description, "
        "stand_basis, quantity, position, quantity_note, maker_role, code, is_published"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert(f"COPY exhibitors_exhibit ({columns}) FROM STDIN", text)


def created(home: int, count: int) -> None:
    """Write exhibits by Django."""
    with transaction.atomic():
        Exhibit.objects.bulk_create(
            (
                Exhibit(
                    exhibition_id=home,
                    key=row[0],
                    slug=f"e-{number}",
                    name=row[1],
                    description=row[7],
                    quantity=int(row[6]),
                )
                for number, row in enumerate(rows(count))
            ),
            batch_size=1_000,
        )


def report(title: str, found: Iterator[tuple[str, Taken]]) -> None:
    """Print a line a step, as soon as it is known."""
    for name, (seconds, busy, peak) in found:
        line = (
            f"{title:<12} {name:<12}{seconds:9.2f} s{busy:9.2f} s CPU{peak:6.0f} MB\n"
        )
        sys.stdout.write(line)
        sys.stdout.flush()


def main() -> None:
    """Print the figures of each size and format."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="*", default=[3_000, 100_000])
    parser.add_argument("--formats", default="csv,json,xlsx")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    with TemporaryDirectory() as folder:
        settings.PRIVATE_ROOT = folder
        try:
            small = Path(folder) / "idle.csv"
            write_list(small, 10)
            report("idle", measure(small))
            for count in asked.rows:
                for ending in asked.formats.split(","):
                    path = Path(folder) / f"list.{ending}"
                    write_list(path, count)
                    report(f"{count} {ending}", measure(path))
                report(str(count), bare(count))
        finally:
            forget()


if __name__ == "__main__":
    main()
