"""The reports that a page's facts come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exhibitors.models import Source


@dataclass(frozen=True)
class Bibliography:
    """The reports that a page cites, numbered from 1 in order of first mention."""

    sources: tuple[Source, ...]
    numbers: Mapping[int, int]

    def cited(self, sources: Iterable[Source]) -> list[int]:
        """Return the numbers of these reports on the page, in rising order."""
        return sorted(self.numbers[source.pk] for source in sources)


def bibliography(*groups: Iterable[Source]) -> Bibliography:
    """Return the reports of all groups, each once, in the order they come."""
    first: dict[int, Source] = {}
    for group in groups:
        for source in group:
            first.setdefault(source.pk, source)
    numbers = {pk: number for number, pk in enumerate(first, start=1)}
    return Bibliography(tuple(first.values()), numbers)
