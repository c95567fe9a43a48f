"""What keeps a day from being released."""

from dataclasses import dataclass
from datetime import date

from exhibitors.models import Exhibition


@dataclass(frozen=True)
class Finding:
    """One clash, in a sentence that says who, where and when."""

    sentence: str
    stops: tuple[int, ...] = ()
    visits: tuple[int, ...] = ()


def blocking(exhibition: Exhibition, on: date) -> tuple[Finding, ...]:
    """Return what keeps a day from being released."""
    return ()
