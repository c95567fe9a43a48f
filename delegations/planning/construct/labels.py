"""Beginnings of a tour, and which of two with the same stops is the better one."""

from dataclasses import dataclass, field

from delegations.planning.construct.job import Path, Span

# rank, cost, stops made (bits), last stop, its earliest end, latest start of the tour,
# least time spent, span, cost but for the time spent, time that the stops still needed
# take, delegations in the way (bits), path
Label = tuple[float, float, int, int, int, int, int, Span, float, int, int, Path | None]
Level = dict[int, list[Label]]


@dataclass(slots=True)
class Found:
    """The cheapest whole tour so far: its cost, its stops in order, its span."""

    cost: float
    order: list[int] = field(default_factory=list)
    span: Span | None = None
    against: int = 0

    def better(self, cost: float, label: Label) -> None:
        """Take a whole tour if it is cheaper."""
        if cost >= self.cost:
            return
        self.cost = cost
        self.span = label[7]
        self.against = label[10]
        self.order = []
        path = label[11]
        while path is not None:
            self.order.append(path[1])
            path = path[0]
        self.order.reverse()


def keep(level: Level, key: int, label: Label) -> None:
    """Keep a beginning unless another with the same stops and end is as good."""
    others = level.get(key)
    if others is None:
        level[key] = [label]
        return
    for other in others:
        if _beats(other, label):
            return
    others[:] = [other for other in others if not _beats(label, other)]
    others.append(label)


def time_to_spare(label: Label) -> int:
    """Return the minutes that what is needed leaves."""
    return label[7][1] - label[4] - label[9]


def _beats(one: Label, other: Label) -> bool:
    """Return whether a beginning is at least as good in every respect."""
    return (
        one[1] <= other[1]
        and one[4] <= other[4]
        and one[5] >= other[5]
        and one[7][1] >= other[7][1]
        and one[8] <= other[8]
    )
