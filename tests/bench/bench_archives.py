"""What an archive of 100,000 exhibits costs: written, and loaded proven equal.

    python -m tests.bench.bench_archives [EXHIBITS]

An exhibition of so many exhibits, three a stand, is written into a file, and loaded
under another address. All is rolled back. Peak memory is that of this process while it
does so; that of PostgreSQL does not grow with the rows either, they lie in temporary
tables.
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

from django.db import transaction  # noqa: E402

from exhibitors.editions.archives.loading import load  # noqa: E402
from exhibitors.editions.archives.writing import write  # noqa: E402
from tests.bench.exhibitions import make_exhibition  # noqa: E402

MIB = 1024


def peak() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def measure(exhibits: int, path: Path) -> None:
    """Write an exhibition and load it again, and say how long each takes."""
    exhibition = make_exhibition(exhibits // 3)
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
