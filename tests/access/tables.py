"""The tables: a line an object, a word a role, a letter an attempt."""

from pathlib import Path

# The columns of the tables.
ROLES = (
    "anonymous",
    "host",
    "pavilion",
    "neighbour",
    "protocol",
    "organiser",
    "elsewhere",
    "everywhere",
)
# Asked to sign in, refused, not there, wrong method, not understood.
REFUSED = frozenset("lx-mb")

FOLDER = Path(__file__).with_name("tables")
NAMES = ("models", "actions", "autocompletes", "places")
Table = dict[str, list[str]]


def read(name: str) -> Table:
    """Return the words of a table by line."""
    found: Table = {}
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            words = line.split()
            found[" ".join(words[: -len(ROLES)])] = words[-len(ROLES) :]
    return found


def written(table: Table) -> str:
    """Return a table as its file has it."""
    widest = max(map(len, table), default=0)
    length = max((len(word) for words in table.values() for word in words), default=0)
    length = max(length, *map(len, ROLES)) if length > 2 else length
    lines = [
        f"{key:{widest}}  " + " ".join(f"{word:{length}}" for word in words)
        for key, words in sorted(table.items())
    ]
    return "\n".join(line.rstrip() for line in [f"# {' '.join(ROLES)}", *lines]) + "\n"


def totals() -> tuple[int, int]:
    """Return how many attempts the tables name, and how many of them are refused."""
    letters = "".join(
        word for name in NAMES for words in read(name).values() for word in words
    )
    return len(letters), sum(letter in REFUSED for letter in letters)
