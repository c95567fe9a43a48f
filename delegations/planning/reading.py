"""Fields of a problem's JSON: taken out one by one, each complaint naming its place."""

from collections.abc import Mapping, Sequence
from typing import Any

from delegations.planning.ranges import Range, Ranges, merged

# Numbers are small enough for sums of their products; times may be as far below zero.
MOST = 1_000_000_000


class BadProblem(ValueError):  # noqa: N818 - as the command line says it
    """The problem cannot be read; the message names the field and the mend."""


class Reader:
    """An object of the JSON and where it stands, for messages."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise BadProblem(f"{where or 'problem'}: must be an object")
        self.value = value
        self.where = where

    def at(self, key: str) -> str:
        """Return the place of a key, as in ``delegations[2].window``."""
        return f"{self.where}.{key}" if self.where else key

    def has(self, key: str) -> bool:
        """Return whether a key is there and not null."""
        return self.value.get(key) is not None

    def get(self, key: str) -> Any:
        """Return a required value."""
        if key not in self.value:
            raise BadProblem(f"{self.at(key)}: is missing")
        return self.value[key]

    def whole(self, key: str, default: int | None = None, least: int = 0) -> int:
        """Return a whole number."""
        if default is not None and not self.has(key):
            return default
        return whole(self.get(key), self.at(key), least)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.value[key] if self.has(key) else default
        if not isinstance(value, bool):
            raise BadProblem(f"{self.at(key)}: must be true or false")
        return value

    def text(self, key: str) -> str:
        """Return an id."""
        return text(self.get(key), self.at(key))

    def items(self, key: str) -> Sequence[Any]:
        """Return a list, empty where the key is missing or null."""
        return items(self.value[key], self.at(key)) if self.has(key) else ()

    def objects(self, key: str) -> "list[Reader]":
        """Return a reader for each object of a list."""
        return [
            Reader(value, f"{self.at(key)}[{place}]")
            for place, value in enumerate(self.items(key))
        ]

    def range(self, key: str) -> Range:
        """Return ``[from, to]``."""
        return pair(self.get(key), self.at(key))

    def ranges(self, key: str) -> Ranges:
        """Return a list of ``[from, to]``, those that touch made one."""
        return merged(
            pair(value, f"{self.at(key)}[{place}]")
            for place, value in enumerate(self.items(key))
        )

    def known(self, key: str, ids: Mapping[str, int]) -> int:
        """Return the index of an id."""
        return known(self.get(key), ids, self.at(key))

    def all_known(self, key: str, ids: Mapping[str, int]) -> tuple[int, ...]:
        """Return the indices of a list of ids, each once."""
        return tuple(
            dict.fromkeys(
                known(value, ids, f"{self.at(key)}[{place}]")
                for place, value in enumerate(self.items(key))
            )
        )


def items(value: object, where: str) -> Sequence[Any]:
    """Return a list, or complain."""
    if not isinstance(value, list):
        raise BadProblem(f"{where}: must be a list")
    return value


def whole(value: object, where: str, least: int = 0) -> int:
    """Return a whole number of at least ``least``, or complain."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadProblem(f"{where}: must be a whole number")
    if value < least:
        raise BadProblem(f"{where}: must be at least {least}")
    if value > MOST:
        raise BadProblem(f"{where}: must be at most {MOST}")
    return value


def text(value: object, where: str) -> str:
    """Return a text, or complain."""
    if not isinstance(value, str):
        raise BadProblem(f"{where}: must be a text")
    return value


def pair(value: object, where: str) -> Range:
    """Return ``[from, to]`` in order, or complain."""
    ends = items(value, where)
    if len(ends) != 2:
        raise BadProblem(f"{where}: must be [from, to]")
    first, last = (
        whole(end, f"{where}[{place}]", -MOST) for place, end in enumerate(ends)
    )
    if last < first:
        raise BadProblem(f"{where}: ends before it begins")
    return first, last


def known(value: object, ids: Mapping[str, int], where: str) -> int:
    """Return the index of an id, or complain."""
    name = text(value, where)
    if name not in ids:
        raise BadProblem(f"{where}: “{name}” is unknown")
    return ids[name]


def numbered(readers: Sequence[Reader]) -> dict[str, int]:
    """Return the index of each object's id, or complain of one given twice."""
    return named([(reader.text("id"), reader.at("id")) for reader in readers])


def named(names: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the index of each name of ``(name, where)``, or complain of a double."""
    ids: dict[str, int] = {}
    for name, where in names:
        if name in ids:
            raise BadProblem(f"{where}: “{name}” is given twice")
        ids[name] = len(ids)
    return ids
