"""The time of a day from left to right, in per cent of a picture's width."""

from dataclasses import dataclass

_HALF_HOUR = 30
# How many hours a picture has, which says how wide it must be to be read.
_NARROW, _WIDE = 3, 12


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis; only those at whole hours have a label."""

    x: str
    minute: int

    @property
    def is_hour(self) -> bool:
        """Whether clocks show a whole hour there."""
        return self.minute % 60 == 0


@dataclass(frozen=True, slots=True)
class Axis:
    """The minutes from ``first`` to ``last``, both at half hours."""

    first: int
    last: int

    @classmethod
    def around(cls, first: int, last: int) -> "Axis":
        """Return the axis of whole half hours that holds two minutes."""
        start = first - first % _HALF_HOUR
        return cls(start, max(start + _HALF_HOUR, last + -last % _HALF_HOUR))

    @property
    def hours(self) -> int:
        """How wide a picture has to be, by its hours, from three to twelve."""
        whole = -(-(self.last - self.first) // 60)
        return min(max(whole, _NARROW), _WIDE)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The lines between the ends, one each half hour."""
        inner = range(self.first + _HALF_HOUR, self.last, _HALF_HOUR)
        return tuple(Tick(self.x(minute), minute) for minute in inner)

    def x(self, minute: int) -> str:
        """Return where a minute is."""
        return _percent((minute - self.first) / (self.last - self.first))

    def width(self, start: int, end: int) -> str:
        """Return how wide the time between two minutes is."""
        return _percent((end - start) / (self.last - self.first))


def _percent(share: float) -> str:
    """Return a share as SVG writes it, whatever the language of the page."""
    return f"{100 * share:.3f}".rstrip("0").rstrip(".") + "%"
