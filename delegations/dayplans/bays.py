"""Which bay of a stand each group gets, where others keep theirs: pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

# After so many tries the bays stay as they were asked for.
_MOST_TRIES = 20_000


class Taken(NamedTuple):
    """A bay for some minutes, half open."""

    start: int
    end: int
    bay: int


def bays_of(
    wanted: Mapping[int, Taken], taken: Iterable[Taken], capacity: int
) -> dict[int, int]:
    """Return a bay for each group, the one it wants where that is free.

    The bays that others keep can leave room for all in numbers and still none in this
    order; then, and after very many tries, all get what they want.
    """
    order = sorted(wanted, key=lambda key: (wanted[key].start, key))
    search = _Search(wanted, list(taken), capacity, order)
    if search.place(0):
        return search.found
    return {key: one.bay for key, one in wanted.items()}


class _Search:
    """Gives bays in the order of time, and takes them back where one has none left."""

    def __init__(
        self,
        wanted: Mapping[int, Taken],
        taken: list[Taken],
        capacity: int,
        order: list[int],
    ) -> None:
        self.wanted, self.taken, self.order = wanted, taken, order
        self.capacity = capacity
        self.found: dict[int, int] = {}
        self.tries = 0

    def place(self, number: int) -> bool:
        """Give bays to all from this one on; False where that cannot be."""
        if number == len(self.order):
            return True
        key = self.order[number]
        one = self.wanted[key]
        bays = sorted(range(1, self.capacity + 1), key=lambda bay: bay != one.bay)
        for bay in bays:
            self.tries += 1
            if self.tries > _MOST_TRIES:
                return False
            if self._is_free(one, bay):
                self.found[key] = bay
                self.taken.append(Taken(one.start, one.end, bay))
                if self.place(number + 1):
                    return True
                self.taken.pop()
                del self.found[key]
        return False

    def _is_free(self, one: Taken, bay: int) -> bool:
        return not any(
            other.bay == bay and one.start < other.end and other.start < one.end
            for other in self.taken
        )
