"""A problem and its plan by their ids, as the explanations look things up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Span = tuple[int, int]


def merged(spans: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Return spans in order; those that touch or overlap are one."""
    found: list[Span] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def within(span: Span, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the parts of spans that lie in one."""
    first, last = span
    cut = ((max(first, start), min(last, end)) for start, end in spans)
    return tuple(piece for piece in cut if piece[0] < piece[1])


def length(spans: Iterable[Span]) -> int:
    """Return how many minutes spans have in all."""
    return sum(end - start for start, end in spans)


@dataclass(frozen=True, slots=True)
class Call:
    """A stop that a plan makes: whose, where, and from when to when."""

    stop: str
    delegation: str
    stand: str
    start: int
    end: int
    bay: int
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """What the explanations of a plan start from; times are minutes of the day."""

    problem: Mapping[str, Any]
    plan: Mapping[str, Any]

    @cached_property
    def wishes(self) -> dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """The delegation and the stop as they were asked for, by the stop's id."""
        return {
            stop["id"]: (delegation, stop)
            for delegation in self.problem["delegations"]
            for stop in delegation["stops"]
        }

    @cached_property
    def delegations(self) -> dict[str, Mapping[str, Any]]:
        """The delegations by their ids."""
        return {row["id"]: row for row in self.problem["delegations"]}

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The stops made, in the order of time."""
        rows = sorted(self.plan["stops"], key=lambda row: (row["start"], row["end"]))
        return tuple(self._call(row) for row in rows)

    @cached_property
    def calls_of(self) -> dict[str, list[Call]]:
        """The stops made by delegation, in the order of time."""
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self.calls:
            found[call.delegation].append(call)
        return found

    @cached_property
    def calls_at(self) -> dict[str, list[Call]]:
        """The stops made by stand, in the order of time."""
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self.calls:
            found[call.stand].append(call)
        return found

    @cached_property
    def calls_with(self) -> dict[str, list[Call]]:
        """The stops made by official who receives there, in the order of time."""
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self.calls:
            for host in call.hosts:
                found[host].append(call)
        return found

    @cached_property
    def open(self) -> dict[str, tuple[Span, ...]]:
        """When stands are open, by their ids."""
        rows = self.problem["stands"]
        return {row["id"]: merged(row.get("open") or ()) for row in rows}

    def minutes(self, start: str, end: str) -> int:
        """Return how long the walk from a place to another takes."""
        if self._rows is None or start == end:
            return 0
        table = self.problem["walk"]["minutes"]
        return int(table[self._rows[start]][self._rows[end]])

    @cached_property
    def _rows(self) -> dict[str, int] | None:
        walk = self.problem.get("walk")
        return {place: row for row, place in enumerate(walk["ids"])} if walk else None

    def _call(self, row: Mapping[str, Any]) -> Call:
        delegation, stop = self.wishes[row["id"]]
        return Call(
            row["id"],
            delegation["id"],
            stop["stand"],
            row["start"],
            row["end"],
            row.get("bay") or 1,
            tuple(stop.get("hosts") or ()),
        )
