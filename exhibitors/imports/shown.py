"""What came of a list, as its pages show it: counted, paged, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibitors.imports.fields import kind_named
from exhibitors.imports.service import field_label, problem_text
from exhibitors.models import Country, ImportRecord, ImportRow, ImportRun

PER_PAGE = 50
# No row of a spreadsheet has a longer number.
_DIGITS = 9

Action = ImportRow.Action


@dataclass(frozen=True)
class Change:
    """One field of a line, as it was and as it becomes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One line of a list as the page shows it."""

    number: int
    label: str
    action: str
    record: int | None
    changes: tuple[Change, ...]
    also: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lines:
    """A page of lines; ``total`` is None where nobody has counted those found."""

    lines: tuple[Line, ...]
    page: int
    has_next: bool
    total: int | None

    @property
    def first(self) -> int:
        """The place of the first of them among all."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last of them among all."""
        return self.first + len(self.lines) - 1


def tabs_of(run: ImportRun) -> list[tuple[str, str, int]]:
    """Return action, label and count of what came of the lines, as counted once."""
    labels = {
        Action.NEW: _("New"),
        Action.CHANGED: _("Changed"),
        Action.SAME: _("Unchanged"),
        Action.REFUSED: _("Refused"),
        Action.LEFT_OUT: _("Left out"),
        Action.DUPLICATE: _("Duplicates"),
    }
    return [
        (action, text, run.counts.get(action, 0)) for action, text in labels.items()
    ]


def lines_of(run: ImportRun, action: str, term: str = "", page: int = 1) -> Lines:
    """Return a page of the lines with an action, in the order of the file.

    ``term`` narrows them to a row's number or a part of its name. Two queries, which
    read no more lines than are shown.
    """
    rows = _found(run.rows.filter(action=action), term)
    start = (page - 1) * PER_PAGE
    found = list(rows.order_by("number")[start : start + PER_PAGE + 1])
    names = [name for name, _label in kind_named(run.kind).choices()]
    order = {name: place for place, name in enumerate(names)}
    countries = _countries(found[:PER_PAGE])
    return Lines(
        tuple(_line(run, row, order, countries) for row in found[:PER_PAGE]),
        page,
        len(found) > PER_PAGE,
        None if term else run.counts.get(action, 0),
    )


def named_lines(run: ImportRun, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return number and name of some lines, in the order of the file."""
    rows = run.rows.filter(number__in=list(numbers)).order_by("number")
    return list(rows.values_list("number", "label"))


def written_by(run: ImportRun) -> list[dict[str, Any]]:
    """Return what a run made and changed: by model, most first."""
    made = Count("pk", Q(before__isnull=True))
    changed = Count("pk", Q(before__isnull=False))
    rows = ImportRecord.objects.filter(run=run).order_by()
    found: list[dict[str, Any]] = list(
        rows.values("model").annotate(made=made, changed=changed)
    )
    return sorted(found, key=lambda row: (-row["made"] - row["changed"], row["model"]))


def _found(rows: QuerySet[ImportRow], term: str) -> QuerySet[ImportRow]:
    term = term.replace("\0", "").strip()
    if not term:
        return rows
    found = Q(label__icontains=term)
    if term.isdecimal() and len(term) <= _DIGITS:
        found |= Q(number=int(term))
    return rows.filter(found)


def _countries(rows: list[ImportRow]) -> dict[str, str]:
    """Return the names of the countries that lines have by their codes."""
    sides = [side for row in rows for side in (row.before, row.after)]
    codes = {side.get("country") for side in sides}
    known = Country.objects.filter(pk__in=[one for one in codes if _is_text(one)])
    return {country.pk: str(country) for country in known}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _line(
    run: ImportRun, row: ImportRow, order: dict[str, int], countries: dict[str, str]
) -> Line:
    # The database keeps no order of its own; that of the kind is the one people know.
    names = sorted({*row.before, *row.after}, key=lambda name: order.get(name, 999))

    def said(name: str, value: Any) -> str:
        is_code = name == "country" and _is_text(value)
        return countries.get(value, value) if is_code else text_of(value)

    return Line(
        row.number,
        row.label,
        row.action,
        row.record,
        tuple(
            Change(
                field_label(run.kind, name),
                said(name, row.before.get(name)),
                said(name, row.after.get(name)),
            )
            for name in names
        ),
        tuple(map(_also, row.also)),
        tuple((problem["cell"], problem_text(problem)) for problem in row.problems),
    )


def _also(made: dict[str, str]) -> str:
    """Return what a line made beside its record, with the kind of that."""
    names = apps.get_model(made["model"])._meta
    return f"{capfirst(str(names.verbose_name))}: {made['label']}"


def text_of(value: Any) -> str:
    """Return a value as people read it; a reference by its name."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return text_of(value.get("text", ""))
    if isinstance(value, list):
        return ", ".join(text_of(one) for one in value)
    return str(value)


def without_country(run: ImportRun) -> int:
    """Return how many new records a checked list would make of no country."""
    kind = kind_named(run.kind)
    if "country" not in {field.name for field in kind.fields}:
        return 0
    return run.rows.filter(action=Action.NEW).exclude(after__has_key="country").count()
