"""The search: tolls that bound what can be gained, then labels of growing number."""

from collections.abc import Callable
from random import Random

import numpy as np

from delegations.planning.construct.job import Job, Span
from delegations.planning.orienteering.field import Real, field_of
from delegations.planning.orienteering.labels import Search
from delegations.planning.orienteering.prices import Prices, Pricing

# Labels a slice at first; grown each few searches, with other tolls each time.
WIDTH = 80
SEARCHES = 6
# Slices of the coarse look and of the fine one, each with the most subgradient steps
# and the length of the first one.
LOOKS = ((400, 40, 1.0), (1000, 15, 0.3))
# So many steps without progress halve their length.
PATIENCE = 3
SHORTEST = 0.03
# How far tolls are moved at random, as a share.
SHIFT = 0.3


class Hunt:
    """Looks for the order of stops that gains most, within one span of a job.

    ``order`` gains ``gain``; no tour gains more than ``bound``. ``found`` is told of
    every better order. It ``is_proven`` once nothing can be better.
    """

    def __init__(
        self,
        job: Job,
        span: Span,
        rng: Random,
        step: Callable[[], bool],
        found: Callable[["Hunt"], None] | None = None,
    ) -> None:
        self.job = job
        self.span = span
        self.order: tuple[int, ...] = ()
        self.gain = 0.0
        self.bound = float("inf")
        self._rng = np.random.default_rng(rng.getrandbits(32))
        self._names = self._rng.integers(1 << 62, size=len(job.stops))
        self._step = step
        self._found = found
        self._is_exhausted = False
        self._prices: Prices | None = None

    @property
    def is_proven(self) -> bool:
        """Whether no order gains more."""
        return self._is_exhausted or self.bound <= self.gain + 0.5

    def run(self) -> None:
        """Search until the best is proven or there may be no further step."""
        tolls: Real = np.zeros(len(self.job.stops))
        for slices, steps, length in LOOKS:
            pricing = Pricing(field_of(self.job, self.span, slices))
            prices = self._raise(pricing, tolls, steps, length)
            if prices is None:
                return
            tolls = prices.tolls
            self._look(pricing, prices, WIDTH)
            if (slices, steps, length) == LOOKS[-1]:
                self._widen(pricing, prices)

    def _is_over(self) -> bool:
        return self.is_proven or not self._step()

    def _raise(
        self, pricing: Pricing, tolls: Real, steps: int, length: float
    ) -> Prices | None:
        """Return the prices of the tolls that bound best, looking once on the way."""
        best: Prices | None = None
        lowest, stale = float("inf"), 0
        for number in range(steps):
            if self._is_over():
                break
            prices = pricing.price(tolls)
            bound = pricing.bound(prices)
            if best is None or bound < lowest - 1e-6:
                best, lowest, stale = prices, bound, 0
            else:
                stale += 1
            if stale >= PATIENCE:
                length, stale, prices, bound = length / 2, 0, best, lowest
            if pricing.is_exact:
                self.bound = min(self.bound, float(np.floor(bound + 1e-6)))
            if number == PATIENCE and not self.order:
                self._look(pricing, prices, WIDTH)
            tolls, is_moved = self._moved(pricing, prices, bound, length)
            if not is_moved or length < SHORTEST:
                break
        return best

    def _moved(
        self, pricing: Pricing, prices: Prices, bound: float, length: float
    ) -> tuple[Real, bool]:
        """Return tolls after a subgradient step, and whether there was one to take."""
        slope = 1.0 - pricing.visits(prices)
        slope[(prices.tolls <= 0) & (slope > 0)] = 0
        if not slope.any():
            return prices.tolls, False
        move = length * (bound - self.gain) / (slope @ slope) * slope
        return np.maximum(prices.tolls - move, 0), True

    def _look(self, pricing: Pricing, prices: Prices, width: int) -> None:
        """Search for a better order with so many labels a slice."""
        if self.is_proven:
            return
        search = Search(
            pricing.field, prices, self._names, width, self.gain, self._step
        )
        search.run()
        if search.order is not None:
            self.order, self.gain = search.order, search.best
            if self._found:
                self._found(self)
        if search.is_complete and pricing.is_exact:
            self._is_exhausted = not self.job.wait_price

    def _widen(self, pricing: Pricing, prices: Prices) -> None:
        """Look with ever more labels, and at random tolls near the best ones."""
        width, number = WIDTH, 0
        while not self._is_over():
            if number % SEARCHES == 0:
                width *= 2
                self._look(pricing, prices, width)
            else:
                tolls = self._shifted(pricing, prices.tolls)
                self._look(pricing, pricing.price(tolls), width // 2)
            number += 1

    def _shifted(self, pricing: Pricing, tolls: Real) -> Real:
        count = len(tolls)
        shifted = tolls * self._rng.uniform(1 - SHIFT, 1 + SHIFT, size=count)
        extra = self._rng.random(count) * pricing.field.prizes * SHIFT
        result: Real = shifted + np.where(self._rng.random(count) < 0.1, extra, 0)
        return result
