"""Labels: what tours on their way have been to, forwards in time, the best ones only.

A label says where a tour is, when it is free, what it has gained and where it has been
(Righini and Salani, 2009, label correcting for orienteering with time windows). In each
slice of time only those go on that promise most: gained so far, and to be gained by the
prices. Without a limit of their number this would prove the optimum.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from delegations.planning.orienteering.field import Field, Flags, Real, Whole
from delegations.planning.orienteering.prices import Prices


@dataclass(frozen=True)
class Labels:
    """Tours on their way, a row each; ``before`` is the label each came from.

    ``paid`` are the tolls of all stops that were ``visited``, ``mark`` is the sum of
    their names: equal for equal stops.
    """

    place: Whole
    time: Whole
    gain: Real
    promise: Real
    before: Whole
    paid: Real
    mark: Whole
    visited: Flags

    def take(self, rows: Whole) -> "Labels":
        """Return some of them."""
        return Labels(
            self.place[rows],
            self.time[rows],
            self.gain[rows],
            self.promise[rows],
            self.before[rows],
            self.paid[rows],
            self.mark[rows],
            self.visited[rows],
        )


def joined(parts: list[Labels]) -> Labels:
    """Return all labels of several parts."""
    return Labels(
        np.concatenate([part.place for part in parts]),
        np.concatenate([part.time for part in parts]),
        np.concatenate([part.gain for part in parts]),
        np.concatenate([part.promise for part in parts]),
        np.concatenate([part.before for part in parts]),
        np.concatenate([part.paid for part in parts]),
        np.concatenate([part.mark for part in parts]),
        np.concatenate([part.visited for part in parts]),
    )


class Search:
    """One way forwards through all slices, with so many labels a slice.

    ``order`` is the best tour that gains more than ``best`` did, None without one. If
    no label was left behind (``is_complete``) no tour gains more.
    """

    def __init__(
        self,
        field: Field,
        prices: Prices,
        names: Whole,
        width: int,
        best: float,
        step: Callable[[], bool],
    ) -> None:
        self.field = field
        self.prices = prices
        self.width = width
        self.best = best
        self.order: tuple[int, ...] | None = None
        self.is_complete = True
        self._names = names
        self._step = step
        self._tolls = float(prices.tolls.sum())
        self._waiting: list[list[Labels]] = [[] for _ in range(field.slices)]
        self._kept: list[tuple[Whole, Whole]] = []
        self._count = 0

    def run(self) -> None:
        """Go through all slices, as long as there may be a further step."""
        field = self.field
        start = Labels(
            np.array([field.count]),
            np.array([field.release]),
            np.zeros(1),
            np.array([np.inf]),
            np.array([-1]),
            np.zeros(1),
            np.zeros(1, dtype=np.int64),
            np.zeros((1, field.count), dtype=np.bool_),
        )
        self._waiting[0].append(start)
        for waiting in self._waiting:
            while waiting:
                if not self._step():
                    self.is_complete = False
                    return
                labels = self._choose(joined(waiting))
                waiting.clear()
                if len(labels.place):
                    self._go_on(labels)

    def _choose(self, labels: Labels) -> Labels:
        """Return the labels that promise most, of equal ones only the first."""
        promising = np.flatnonzero(labels.promise > self.best + 0.5)
        labels = labels.take(promising)
        been = labels.mark + labels.place
        order = np.lexsort((labels.time, -labels.gain, been))
        fresh = np.ones(len(order), dtype=np.bool_)
        fresh[1:] = been[order][1:] != been[order][:-1]
        rows = order[fresh]
        if len(rows) > self.width:
            self.is_complete = False
            rows = rows[np.argsort(-labels.promise[rows], kind="stable")[: self.width]]
        return labels.take(rows)

    def _go_on(self, labels: Labels) -> None:
        """Send labels on to all stops where they may still go."""
        field = self.field
        first = self._count
        self._kept.append((labels.place, labels.before))
        self._count += len(labels.place)
        ends, possible, waits = field.leave(labels.time, labels.place)
        possible &= ~labels.visited
        gains = field.gains(labels.place, waits) + labels.gain[:, None]
        rows, stops = np.nonzero(possible)
        if not len(rows):
            return
        times, gain = ends[rows, stops], gains[rows, stops]
        self._finish(gain + field.finish(stops, times), rows + first, stops)
        slices = field.slice_of(times)
        paid = labels.paid[rows] + self.prices.tolls[stops]
        most = self._to_come(labels.visited, rows, slices, stops)
        promise = gain + most + self._tolls - paid
        going = np.flatnonzero(promise > self.best + 0.5)
        going = going[np.argsort(slices[going], kind="stable")]
        rows, stops = rows[going], stops[going]
        visited = labels.visited[rows]
        visited[np.arange(len(going)), stops] = True
        following = Labels(
            stops,
            times[going],
            gain[going],
            promise[going],
            rows + first,
            paid[going],
            labels.mark[rows] + self._names[stops],
            visited,
        )
        self._distribute(following, slices[going])

    def _to_come(
        self, visited: Flags, rows: Whole, slices: Whole, stops: Whole
    ) -> Real:
        """Return the most to be gained yet, tolls paid: nothing where it has been."""
        prices = self.prices
        towards = prices.towards[slices, stops]
        been = visited[rows, towards] & (towards >= 0)
        result: Real = np.where(
            been, prices.other[slices, stops], prices.best[slices, stops]
        )
        return result

    def _distribute(self, labels: Labels, slices: Whole) -> None:
        borders = np.flatnonzero(np.diff(slices)) + 1
        for rows in np.split(np.arange(len(slices)), borders):
            if len(rows):
                self._waiting[int(slices[rows[0]])].append(labels.take(rows))

    def _finish(self, worth: Real, before: Whole, stops: Whole) -> None:
        """Keep the best tour that ends here."""
        at = int(worth.argmax())
        if worth[at] > self.best + 0.5:
            self.best = float(worth[at])
            self.order = (*self._path(int(before[at])), int(stops[at]))

    def _path(self, label: int) -> tuple[int, ...]:
        """Return the stops on the way to a label."""
        firsts = np.cumsum([0, *(len(place) for place, _ in self._kept)])
        result: list[int] = []
        while label >= 0:
            part = int(np.searchsorted(firsts, label, side="right")) - 1
            place, before = self._kept[part]
            row = label - int(firsts[part])
            result.append(int(place[row]))
            label = int(before[row])
        return tuple(reversed(result[:-1]))
