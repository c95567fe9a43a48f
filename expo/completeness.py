"""How complete the records of each country, or organisation, are in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Delegation
from exhibitors.admin.queue import list_address, own_rows, page_of
from exhibitors.guidance.gaps import Gap, gap_named
from exhibitors.models import Country, Exhibit, Organisation, Photo, Stand

# What records are told apart by: the country they belong to, or who makes them.
BY_COUNTRY: dict[Any, Any] = {
    Stand: F("country"),
    Exhibit: F("country"),
    Photo: Coalesce("stand__country", "exhibit__country"),
    Delegation: F("country"),
}
BY_MAKER: dict[Any, Any] = {
    Organisation: F("pk"),
    Exhibit: F("maker"),
    Photo: F("exhibit__maker"),
}
# A column's gaps; what is not told apart in a table is left out of it.
COLUMNS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("English"),
        ("stand-text-en", "organisation-text-en", "exhibit-text-en"),
    ),
    (
        gettext_lazy("Russian"),
        ("stand-text-ru", "organisation-text-ru", "exhibit-text-ru"),
    ),
    (
        gettext_lazy("Azerbaijani"),
        ("stand-text-az", "organisation-text-az", "exhibit-text-az"),
    ),
    (gettext_lazy("Photos"), ("stand-photo", "exhibit-photo")),
    (gettext_lazy("Alternative texts"), ("photo-alts",)),
    (gettext_lazy("Delegations confirmed"), ("delegation-unconfirmed",)),
)


@dataclass(frozen=True)
class Lack:
    """How many records of a kind lack what a cell is about, and where they are."""

    name: str
    count: int
    link: str


@dataclass(frozen=True)
class Cell:
    """A share of records: ``done`` of ``total`` have all that is asked."""

    done: int
    total: int
    lacks: tuple[Lack, ...]

    @property
    def percent(self) -> int | None:
        """The share, rounded down; None of nothing."""
        return self.done * 100 // self.total if self.total else None


@dataclass(frozen=True)
class Line:
    """The records of one country or organisation."""

    name: str
    numbers: tuple[int, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Lines with the headings of their numbers and cells."""

    title: str
    counted: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


Tally = Mapping[Any, Mapping[str, int]]


def tally(rows: QuerySet[Any], by: Any, gaps: Iterable[Gap]) -> Tally:
    """Return how many rows there are and how many have each gap, by what ``by`` says.

    One query that passes over the rows once.
    """
    wanted = {
        gap.name.replace("-", "_"): Count("pk", filter=gap.condition) for gap in gaps
    }
    told_apart = rows.order_by().annotate(whose=by).values("whose")
    found = told_apart.annotate(total=Count("pk"), **wanted)
    return {row.pop("whose"): row for row in found}


def by_country(request: HttpRequest) -> Table:
    """Return a line for each country with records that the account may change."""
    tallies = _tallies(request, BY_COUNTRY)
    keys = {key for told in tallies.values() for key in told}
    names = {row.pk: str(row) for row in Country.objects.filter(pk__in=keys - {None})}
    ordered = sorted(names, key=lambda key: names[key])
    lines = [_line(names[key], key, "country", tallies) for key in ordered]
    if None in keys:
        lines.append(_line(_("No country"), None, "", tallies))
    return _table(_("Countries"), tallies, lines)


def by_maker(request: HttpRequest) -> Table:
    """Return a line for each organisation that the account may change."""
    tallies = _tallies(request, BY_MAKER)
    rows = own_rows(request, Organisation).order_by("name", "pk")
    lines = [_line(str(row), row.pk, "maker", tallies) for row in rows]
    return _table(_("Organisations"), tallies, lines)


def _tallies(request: HttpRequest, kinds: Mapping[Any, Any]) -> dict[Any, Tally]:
    return {
        model: tally(own_rows(request, model), by, _gaps(model))
        for model, by in kinds.items()
        if page_of(model).has_change_permission(request)
    }


def _gaps(model: Any) -> list[Gap]:
    named = (gap_named(name) for _title, names in COLUMNS for name in names)
    return [gap for gap in named if gap and gap.model is model]


def _table(title: str, tallies: Mapping[Any, Tally], lines: list[Line]) -> Table:
    headings = tuple(str(title) for title, _gaps_of in _columns(tallies))
    counted = [model for model in (Stand, Exhibit) if model in tallies]
    names = tuple(str(model._meta.verbose_name_plural) for model in counted)
    return Table(title, names, headings, tuple(lines))


def _columns(tallies: Mapping[Any, Tally]) -> list[tuple[Any, list[Gap]]]:
    found = []
    for title, names in COLUMNS:
        gaps = [gap for gap in map(gap_named, names) if gap and gap.model in tallies]
        if gaps:
            found.append((title, gaps))
    return found


def _line(name: str, key: Any, asked: str, tallies: Mapping[Any, Tally]) -> Line:
    numbers = [
        tallies[model].get(key, {}).get("total", 0)
        for model in (Stand, Exhibit)
        if model in tallies
    ]
    cells = [_cell(gaps, key, asked, tallies) for _title, gaps in _columns(tallies)]
    return Line(name, tuple(numbers), tuple(cells))


def _cell(
    gaps: Iterable[Gap], key: Any, asked: str, tallies: Mapping[Any, Tally]
) -> Cell:
    total, lacks = 0, []
    for gap in gaps:
        told = tallies[gap.model].get(key, {})
        total += told.get("total", 0)
        count = told.get(gap.name.replace("-", "_"), 0)
        if count:
            link = list_address(gap, {asked: str(key)} if asked else None)
            lacks.append(Lack(str(gap.model._meta.verbose_name_plural), count, link))
    return Cell(total - sum(lack.count for lack in lacks), total, tuple(lacks))
