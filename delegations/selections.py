"""Filters of a schedule by the names that people write: slugs, days, languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from delegations.items import Item
from delegations.models import Delegation, Person, Visit
from delegations.programme import Selection, programme
from delegations.released import RELEASED
from exhibitors.models import Area, Exhibition, Stand

NAMED: dict[str, Any] = {
    "delegation": Delegation,
    "stand": Stand,
    "area": Area,
    "person": Person,
}

STATES = ("draft", RELEASED)

# What a reader of some stands may choose by: the part of a released stop.
_AT_STANDS = {
    Delegation: "delegation_id",
    Area: "area_id",
    Visit: "visit",
}


class UnknownName(ValueError):  # noqa: N818
    """A filter names what the reader cannot find; ``sentence`` says which."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name, self.sentence = name, sentence


@dataclass(frozen=True)
class Scope:
    """Where a reader looks: an exhibition, or the released stops at some stands."""

    exhibition: Exhibition
    stands: frozenset[int] | None = None

    def rows(self, model: Any) -> Any:
        """Return the records of a model that the reader can name."""
        rows = model.objects.of(self.exhibition)
        if self.stands is None:
            return rows
        if model is Stand:
            return rows.filter(pk__in=self.stands)
        if model not in _AT_STANDS:
            return rows.none()
        name = _AT_STANDS[model]
        return rows.filter(pk__in={getattr(item, name) for item in self._released()})

    def days(self) -> list[date]:
        """Return the days of which the reader can see a visit, in order."""
        if self.stands is not None:
            return sorted({item.on for item in self._released() if item.on})
        visits = Visit.objects.of(self.exhibition).filter(on__isnull=False)
        return sorted({on for on in visits.values_list("on", flat=True) if on})

    def _released(self) -> tuple[Item, ...]:
        shown = Selection(
            self.exhibition, stands=self.stands, state=RELEASED, with_off=True
        )
        return programme(shown).items

    def select(
        self,
        names: Mapping[str, str],
        *,
        visit: int | None = None,
        day: date | None = None,
        language: str = "en",
        state: str = "draft",
    ) -> Selection:
        """Return the selection of some filters, which combine with AND.

        ``names`` has slugs by the keys of NAMED, empty ones are left out. Whoever
        reads some stands only gets what was released. Raises UnknownName; a record
        out of scope is as unknown as one that does not exist.
        """
        chosen = {
            name: self._named(name, model, names[name])
            for name, model in NAMED.items()
            if names.get(name)
        }
        if visit is not None:
            chosen["visit"] = self._visit(visit)
        return Selection(
            self.exhibition,
            language=language,
            day=day,
            stands=self.stands,
            state=state if self.stands is None else RELEASED,
            **chosen,
        )

    def _named(self, name: str, model: Any, slug: str) -> Any:
        # PostgreSQL's texts have no zero character, so no record is named so.
        row = None if "\0" in slug else self.rows(model).named(slug)
        if row is None:
            sentence = _("There is no %(name)s “%(slug)s” in %(exhibition)s.")
            raise UnknownName(
                name,
                sentence
                % {"name": name, "slug": slug, "exhibition": self.exhibition.slug},
            )
        return row

    def _visit(self, key: int) -> Any:
        row = self.rows(Visit).filter(pk=key).first()
        if row is None:
            sentence = _("There is no visit %(key)d here.")
            raise UnknownName("visit", sentence % {"key": key})
        return row
