"""Addresses for new records: free ones, made from names."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import models

from exhibitors.imports.vocabulary import word
from exhibitors.models.fields import RESERVED_SLUGS
from exhibitors.slugs import slug_of

if TYPE_CHECKING:
    from exhibitors.imports.work import Work

_TRIED = 25
_REMEMBERED = 5_000


@lru_cache(maxsize=20_000)
def slug_word(model: type[models.Model], text: str) -> str:
    """Return the word to look up before an address is made of a name."""
    return word(model, "slug", slug_of(text) or "record")


class Slugs:
    """Finds free addresses, and remembers how far the numbers of a name have come."""

    def __init__(self, directory: object) -> None:
        self.directory = directory
        self._next: dict[tuple[type[models.Model], str], int] = {}

    def begin(self) -> None:
        """Forget when too much is remembered."""
        if len(self._next) > _REMEMBERED:
            self._next.clear()

    def is_reserved(self, slug: str) -> bool:
        """Return whether the site uses an address itself."""
        return slug in RESERVED_SLUGS

    def free(self, work: "Work", model: type[models.Model], text: str) -> str:
        """Return an address that no record of the exhibition has or will have."""
        base = slug_of(text) or "record"
        start = word(model, "slug", base)
        work.look_up([start])
        number = self._next.get((model, base), 2)
        if base not in RESERVED_SLUGS and not work.known(start):
            return base
        while True:
            tried = [f"{base}-{one}" for one in range(number, number + _TRIED)]
            work.look_up(word(model, "slug", one) for one in tried)
            for slug in tried:
                number += 1
                if not work.known(word(model, "slug", slug)):
                    self._next[model, base] = number
                    return slug
