"""A file of the chain's hashes, kept elsewhere: what was said once cannot be unsaid.

Whoever owns the database can write a whole new chain, or cut off its end; the lines
that another machine keeps tell.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exhibitors.history.verifying import Fault
from exhibitors.models import HistoryTransaction


class AnchorError(Exception):
    """The file is none of anchors."""


@dataclass(frozen=True)
class Anchor:
    """The hash that a transaction had when it was written down."""

    number: int
    hash: str


def anchors(path: Path) -> list[Anchor]:
    """Return the lines of a file, in their order; none where there is no file."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="ascii").splitlines()
    return [_anchor(number, line) for number, line in enumerate(lines, 1) if line]


def _anchor(place: int, line: str) -> Anchor:
    try:
        number, digest, _at = line.split(" ", 2)
        if len(bytes.fromhex(digest)) == 32:
            return Anchor(int(number), digest)
    except ValueError:
        pass
    raise AnchorError(f"line {place} is no anchor: {line[:80]}")


def compared(given: list[Anchor]) -> list[Fault]:
    """Return what the chain no longer has as it was anchored, the earliest first."""
    numbers = [anchor.number for anchor in given]
    kept = {
        number: bytes(digest).hex()
        for number, digest in HistoryTransaction.objects.filter(
            number__in=numbers
        ).values_list("number", "hash")
    }
    faults = []
    for anchor in sorted(given, key=lambda anchor: anchor.number):
        if anchor.number not in kept:
            sentence = f"transaction {anchor.number}, once anchored, is missing"
            faults.append(Fault(anchor.number, sentence))
        elif kept[anchor.number] != anchor.hash:
            sentence = f"transaction {anchor.number} is not the one once anchored"
            faults.append(Fault(anchor.number, sentence))
    return faults


def extend(path: Path, given: list[Anchor], end: Anchor, at: datetime) -> bool:
    """Add the chain's end to the file; return whether it was not there yet."""
    if any(anchor.number >= end.number for anchor in given):
        return False
    with path.open("a", encoding="ascii") as lines:
        lines.write(f"{end.number} {end.hash} {at.isoformat()}\n")
    return True
