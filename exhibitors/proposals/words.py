"""Two texts compared word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond it a comparison takes seconds; such texts are shown whole.
MOST_WORDS = 3000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """A piece of a text, and whether the other text does not have it."""

    text: str
    differs: bool


def compared(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """Return both texts in pieces, each with what the other lacks marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return _whole(before), _whole(after)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        left.append(("".join(old[first:last]), kind != "equal"))
        right.append(("".join(new[begin:end]), kind != "equal"))
    return _joined(left), _joined(right)


def _whole(text: str) -> list[Part]:
    return [Part(text, differs=True)] if text else []


def _joined(pieces: Iterable[tuple[str, bool]]) -> list[Part]:
    """Return the pieces that say something; a single space between changes is one."""
    found: list[Part] = []
    for text, differs in pieces:
        if not text:
            continue
        if found and found[-1].differs == differs:
            found[-1] = Part(found[-1].text + text, differs)
        else:
            found.append(Part(text, differs))
    return found
