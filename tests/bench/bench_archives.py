"""What an archive of 100,000 exhibits costs: written, and loaded proven equal.

    python -m tests.bench.bench_archives [EXHIBITS]

An exhibition of so many exhibits, three a stand, is written into a file, and loaded
under another address. All is rolled back. Peak memory is that of this process; its rows
are made by PostgreSQL, so that it is not the making that is measured.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.db import connection, transaction  # noqa: E402

from exhibitors.editions.archives.loading import load  # noqa: E402
from exhibitors.editions.archives.writing import write  # noqa: E402
from exhibitors.models import Exhibition  # noqa: E402
from tests.bench.exhibitions import make_exhibition  # noqa: E402

MIB = 1024
# A row again, with another key, address and code.
AGAIN = """
INSERT INTO {table} SELECT r.* FROM {table} t, {each},
LATERAL jsonb_populate_record(NULL::{table}, to_jsonb(t) || jsonb_build_object(
  'id', nextval(pg_get_serial_sequence('{table}', 'id')), 'slug', 'n-' || {number},
  'code', 'n' || {number} {more})) r
WHERE t.id = (SELECT min(id) FROM {table} WHERE exhibition_id = %s)
"""


def peak() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def make_large_exhibition(exhibits: int) -> Exhibition:
    """Return an exhibition of so many exhibits, made in the database."""
    exhibition = make_exhibition(1)
    stands = AGAIN.format(
        table="exhibitors_stand",
        each="generate_series(2, %s) n",
        number="n",
        more=", 'number', 'N' || n",
    )
    shown = AGAIN.format(
        table="exhibitors_exhibit",
        each="(SELECT id AS at, row_number() OVER () AS n FROM exhibitors_stand, "
        "generate_series(1, 3) WHERE exhibition_id = %s) s",
        number="s.n",
        more=", 'stand_id', s.at",
    )
    with connection.cursor() as cursor:
        cursor.execute(stands, [exhibits // 3, exhibition.pk])
        cursor.execute(shown, [exhibition.pk, exhibition.pk])
    return exhibition


def measure(exhibits: int, path: Path) -> None:
    """Write an exhibition and load it again, and say how long each takes."""
    exhibition = make_large_exhibition(exhibits)
    begun, before = time.perf_counter(), peak()
    manifest = write(exhibition, path)
    written = time.perf_counter()
    rows, size = sum(manifest.counts.values()), path.stat().st_size / MIB / MIB
    sys.stdout.write(
        f"{rows:,} rows written in {written - begun:.1f} s, {size:.1f} MiB; "
        f"peak {before:.0f} MiB before, {peak():.0f} MiB after\n"
    )
    loaded = load(path, slug="again")
    done = time.perf_counter()
    same = sum(proof.rows for proof in loaded.proofs)
    sys.stdout.write(
        f"{same:,} rows loaded and proven equal in {done - written:.1f} s; "
        f"peak {peak():.0f} MiB\n"
    )


def main() -> None:
    """Measure, and leave nothing."""
    exhibits = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        measure(exhibits, Path(folder) / "archive.zip")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
