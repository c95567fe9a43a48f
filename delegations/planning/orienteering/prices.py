"""What can still be gained from a place and time on, whatever was visited before.

Tours that may come back to a stop are easy to price slice by slice, backwards in time,
without going straight back (Christofides, Mingozzi and Toth, 1981). Each stop bears a
``toll``, raised where such a tour comes twice and lowered where it does not come at all
(subgradient steps; Held and Karp, 1971), until coming twice hardly pays.
"""

from dataclasses import dataclass

import numpy as np

from delegations.planning.orienteering.field import Field, Real, Whole

NOWHERE = -1


@dataclass(frozen=True)
class Slice:
    """The legs that begin in a slice: rows of places, columns of stops."""

    rows: Whole
    columns: Whole
    into: Whole
    gains: Real
    ends: Real


@dataclass(frozen=True)
class Prices:
    """The most that can be gained from a slice and place on, with the tolls paid.

    ``best`` begins with a leg to ``towards``, ``other`` with another one, to
    ``beside``. The last row of ``best`` and ``other`` is below everything.
    """

    tolls: Real
    best: Real
    towards: Whole
    other: Real
    beside: Whole


class Pricing:
    """Finds prices for tolls. They bound all tours if they are ``exact``.

    They are unless a leg and the stop after it may together take less than a slice.
    """

    def __init__(self, field: Field) -> None:
        self.field = field
        self.is_exact = True
        self.slices = [self._slice(number) for number in range(field.slices)]

    def _slice(self, number: int) -> Slice:
        field = self.field
        time = field.release + number * field.width
        done = field.low + field.duration[:, None] < time + field.width
        done &= field.high + field.duration[:, None] >= time
        rows = np.flatnonzero(done.any(axis=1))
        if number == 0:
            rows = np.append(rows, field.count)
        ends, possible, _ = field.leave(np.full(len(rows), time), rows)
        possible &= rows[:, None] != np.arange(field.count)
        columns = np.flatnonzero(possible.any(axis=0))
        later = field.slice_of(ends)
        self.is_exact &= bool((later[possible] > number).all())
        into = np.where(possible, np.maximum(later, number + 1), -1)
        worth = np.zeros(len(rows))
        stops = rows < field.count
        worth[stops] = field.finish(rows[stops], time)
        gains = field.gains(rows, None)[:, columns]
        return Slice(rows, columns, into[:, columns], gains, worth)

    def price(self, tolls: Real) -> Prices:
        """Return the prices for tolls."""
        shape = (self.field.slices + 2, self.field.count + 1)
        best, other = np.full(shape, -np.inf), np.full(shape, -np.inf)
        towards = np.full(shape, NOWHERE)
        beside = np.full(shape, NOWHERE)
        prices = Prices(tolls, best, towards, other, beside)
        for number in range(len(self.slices) - 1, -1, -1):
            self._price(number, prices)
        return prices

    def _price(self, number: int, prices: Prices) -> None:
        """Price what begins in a slice, where all later ones are priced."""
        this = self.slices[number]
        if not len(this.rows):
            return
        rows, into, columns = this.rows, this.into, this.columns
        straight_back = prices.towards[into, columns] == rows[:, None]
        then = np.where(
            straight_back, prices.other[into, columns], prices.best[into, columns]
        )
        worth = np.column_stack([this.ends, this.gains - prices.tolls[columns] + then])
        stops = np.append(NOWHERE, columns)
        index = np.arange(len(rows))
        for values, choices in (
            (prices.best, prices.towards),
            (prices.other, prices.beside),
        ):
            at = worth.argmax(axis=1)
            values[number, rows] = worth[index, at]
            choices[number, rows] = stops[at]
            worth[index, at] = -np.inf

    def bound(self, prices: Prices) -> float:
        """Return the most that a whole tour can gain, by these prices."""
        return float(prices.best[0, self.field.count] + prices.tolls.sum())

    def visits(self, prices: Prices) -> Whole:
        """Return how often the tour of these prices comes to each stop."""
        field = self.field
        counts = np.zeros(field.count, dtype=np.int64)
        place, before, number = field.count, NOWHERE, 0
        while True:
            stop = int(prices.towards[number, place])
            if stop == before and stop != NOWHERE:
                stop = int(prices.beside[number, place])
            if stop == NOWHERE:
                return counts
            counts[stop] += 1
            this = self.slices[number]
            row = int(np.flatnonzero(this.rows == place)[0])
            column = int(np.flatnonzero(this.columns == stop)[0])
            place, before, number = stop, place, int(this.into[row, column])
