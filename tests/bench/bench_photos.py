"""What a photo costs that comes in: seconds, and memory beyond an idle process.

    python -m tests.bench.bench_photos

Each kind of file is looked at and made anew in a process of its own, beside Pillow
alone, which decodes the whole file and writes it as JPEG. Then 100 photos of a phone,
one after the other, in one process.
"""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from PIL import Image  # noqa: E402

from exhibitors.uploads.pictures import checked  # noqa: E402

PHONE = "JPEG 12 megapixels"
# Sides in pixels, and how Pillow writes the file.
FILES = {
    PHONE: ((4000, 3000), {"format": "JPEG"}),
    "JPEG 60 megapixels": ((9000, 6700), {"format": "JPEG"}),
    "progressive JPEG 39 megapixels": (
        (7200, 5400),
        {"format": "JPEG", "progressive": True},
    ),
    "PNG 39 megapixels": ((7200, 5400), {"format": "PNG", "compress_level": 1}),
    "JPEG 101 megapixels, refused": ((11000, 9200), {"format": "JPEG"}),
}
PHOTOS = 100
out = sys.stdout.write


def main() -> int:
    """Print a line a kind of file; measure one where it is named."""
    if len(sys.argv) > 2:
        return _measure(sys.argv[1], sys.argv[2])
    out(f"{'file':<34}{'s':>8}{'MiB':>8}{'Pillow s':>10}{'MiB':>8}\n")
    for name in FILES:
        seconds, memory = _alone("ours", name)
        bare_seconds, bare_memory = _alone("bare", name)
        out(f"{name:<34}{seconds:>8}{memory:>8}{bare_seconds:>10}{bare_memory:>8}\n")
    seconds, memory = _alone("many", PHONE)
    out(f"{f'{PHOTOS} of {PHONE}':<34}{seconds:>8}{memory:>8}\n")
    return 0


def _alone(what: str, name: str) -> list[str]:
    command = [sys.executable, "-m", "tests.bench.bench_photos", what, name]
    written = _file(name)
    return (
        subprocess.run(command, input=written, capture_output=True, check=True)
        .stdout.decode()
        .split()
    )


def _file(name: str) -> bytes:
    """Return a picture whose parts differ, as a camera's do."""
    sides, options = FILES[name]
    small = Image.effect_noise((sides[0] // 8, sides[1] // 8), 64).convert("RGB")
    made = io.BytesIO()
    small.resize(sides).save(made, **options)
    return made.getvalue()


def _measure(what: str, name: str) -> int:
    content = sys.stdin.buffer.read()
    times = PHOTOS if what == "many" else 1
    act = _bare if what == "bare" else _ours
    idle, begun = _peak(), time.process_time()
    for _time in range(times):
        act(content, name)
    out(f"{time.process_time() - begun:.2f} {_peak() - idle:.0f}\n")
    return 0


def _ours(content: bytes, name: str) -> None:
    try:
        checked(ContentFile(content, name="photo"), name)
    except ValidationError:
        if not name.endswith("refused"):
            raise


def _bare(content: bytes, _name: str) -> None:
    with Image.open(io.BytesIO(content)) as image:
        image.convert("RGB").save(io.BytesIO(), "JPEG")


def _peak() -> float:
    # Not by getrusage: there a process begins with the peak of the one that began it.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
