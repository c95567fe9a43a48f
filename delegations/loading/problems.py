"""What is wrong with a file, and where."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[str, ...]

_LONGEST_SAMPLE = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a file, at one place in it."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{' › '.join(self.place)}: {self.message}"


class RefusedError(Exception):
    """A file that cannot be loaded, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise RefusedError when there is any problem."""
    found = list(problems)
    if found:
        raise RefusedError(found)


def sample(value: object) -> str:
    """Return a value as the file writes it, cut to what fits on a line."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
