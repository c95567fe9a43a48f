"""The stands and exhibits that an account may give photos to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from exhibitors.models import Exhibit, Stand

LANGUAGES = ("en", "ru", "az")
_NAMES = tuple(f"name_{language}" for language in LANGUAGES)
_COLUMNS = ("pk", "slug", "key", "code", *_NAMES)
_OFFERED = 10


@dataclass(frozen=True)
class Target:
    """A stand or an exhibit, by the names that it may be called."""

    model: type[Stand] | type[Exhibit]
    pk: int
    code: str
    label: str
    # Of an exhibit, the stand that it is shown at.
    stand: int | None = field(default=None, compare=False)
    number: str = field(default="", compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def value(self) -> str:
        """What a form shows and sends: to be read, and never mistaken."""
        return f"{self.label} [{self.code}]"


@dataclass(frozen=True)
class Scope:
    """What one account may give photos to, in one exhibition."""

    stands: QuerySet[Stand]
    exhibits: QuerySet[Exhibit]

    def all_stands(self) -> Iterator[Target]:
        """Return every stand."""
        return _stands(self.stands)

    def some_exhibits(self, condition: Q) -> Iterator[Target]:
        """Return the exhibits that a condition finds."""
        return _exhibits(self.exhibits.filter(condition))

    def by_codes(self, codes: Iterable[str]) -> dict[str, Target]:
        """Return what has these short codes, by code."""
        wanted = Q(code__in=[code for code in codes if code])
        found = [
            *_stands(self.stands.filter(wanted)),
            *_exhibits(self.exhibits.filter(wanted)),
        ]
        return {target.code: target for target in found}

    def suggested(self, text: str) -> list[Target]:
        """Return what somebody may mean who types this: the first few of each kind."""
        term = text.replace("\0", "").strip()
        condition = Q(slug__icontains=term) | Q(code=term)
        for name in _NAMES:
            condition |= Q(**{f"{name}__icontains": term})
        at = condition | Q(number__icontains=term)
        return [
            *_stands(self.stands.filter(at).order_by("number_key")[:_OFFERED]),
            *_exhibits(self.exhibits.filter(condition).order_by("pk")[:_OFFERED]),
        ]


def _stands(rows: QuerySet[Stand]) -> Iterator[Target]:
    for row in rows.values(*_COLUMNS, "number"):
        label = f"{row['number']} {_name(row)}".strip()
        yield _target(Stand, row, label, number=row["number"])


def _exhibits(rows: QuerySet[Exhibit]) -> Iterator[Target]:
    for row in rows.values(*_COLUMNS, "stand_id"):
        yield _target(Exhibit, row, _name(row), stand=row["stand_id"])


def _target(model: Any, row: dict[str, Any], label: str, **more: Any) -> Target:
    names = [row["slug"], row["key"], row["code"], *(row[name] for name in _NAMES)]
    given = tuple(name for name in names if name)
    return Target(model, row["pk"], row["code"], label, names=given, **more)


def _name(row: dict[str, Any]) -> str:
    first = f"name_{(get_language() or 'en')[:2]}"
    names = [row.get(first), *(row[name] for name in _NAMES)]
    found: str = next((name for name in names if name), row["slug"])
    return found
