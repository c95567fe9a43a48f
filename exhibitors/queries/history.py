"""The history in words, for who may read it: each row before → after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exhibitors.history.tables import link_of, model_of, tables_of
from exhibitors.history.words import (
    NOTHING,
    Key,
    fields_of,
    gone_names,
    label_of,
    name_in,
    names_of,
    word_of,
)
from exhibitors.models import HistoryEvent, HistoryTransaction

# What says nothing to people.
_SILENT = frozenset(
    {
        "id",
        "key",
        "exhibition_id",
        "illustrative",
        "is_counted",
        "number_key",
        "code",
    }
)


@dataclass(frozen=True)
class Line:
    """One field of a row, before and after, "–" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One event in words: what was done to which row."""

    event: HistoryEvent
    kind: str
    name: str
    action: str
    lines: tuple[Line, ...]


def events_of(record: models.Model) -> "QuerySet[HistoryEvent]":
    """Return what happened to a record and to its links, the latest first."""
    tables = tables_of(type(record))
    rows = HistoryEvent.objects.filter(kind__in=tables, row_key=str(record.pk))
    return rows.select_related("transaction").order_by("-pk")


def told(events: Iterable[HistoryEvent]) -> list[Told]:
    """Return each event in words, in the order given: a query a model they name."""
    found = list(events)
    keys = {key for event in found for key in _keys(event)}
    names = names_of(keys)
    names |= gone_names(keys - {key for key, name in names.items() if name})
    return [_told(event, names) for event in found]


def grouped(events: Iterable[HistoryEvent]) -> list[Told]:
    """Return what each transaction did to one record, links of a field together.

    Of events in the order given; each with the event that came first in it.
    """
    found = []
    for _key, run in groupby(told(events), lambda one: one.event.transaction_id):
        parts = list(run)
        actions = dict.fromkeys(part.action for part in reversed(parts))
        lines = (line for part in reversed(parts) for line in part.lines)
        found.append(
            replace(parts[0], action=", ".join(actions), lines=_together(lines))
        )
    return found


def _together(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines with all that was linked or unlinked in a field in one."""
    found: dict[str, Line] = {}
    for line in lines:
        one = found.get(line.label)
        found[line.label] = (
            line
            if one is None
            else Line(
                line.label,
                _joined(one.before, line.before),
                _joined(one.after, line.after),
            )
        )
    return tuple(found.values())


def _joined(one: str, other: str) -> str:
    words = dict.fromkeys(word for word in (one, other) if word != NOTHING)
    return ", ".join(words) or NOTHING


def _keys(event: HistoryEvent) -> Iterator[Key]:
    """Yield the rows that an event is about and points to."""
    model = model_of(event.kind)
    if model is None:
        return
    yield model, event.row_key
    for side in ("before", "after"):
        values = event.values(side)
        if link := link_of(event.kind):
            target, key = _linked(model, link, values)
            if key is not None:
                yield target, str(key)
            continue
        for field in fields_of(model, values):
            if field.remote_field and values[field.column] is not None:
                yield field.related_model, str(values[field.column])


def _linked(
    model: type[models.Model], link: str, values: dict[str, Any]
) -> tuple[type[models.Model], Any]:
    field: Any = model._meta.get_field(link)
    return field.related_model, values.get(field.m2m_reverse_name())


def _told(event: HistoryEvent, names: dict[Key, str]) -> Told:
    model = model_of(event.kind)
    if model is None:
        action = str(event.get_action_display())
        return Told(event, event.kind, f"№ {event.row_key}", action, ())
    then = name_in(event.values("after") or event.values("before"))
    return Told(
        event,
        str(capfirst(model._meta.verbose_name)),
        names.get((model, event.row_key)) or then or f"№ {event.row_key}",
        str(event.get_action_display()),
        tuple(_lines(model, event, names)),
    )


def _lines(
    model: type[models.Model], event: HistoryEvent, names: dict[Key, str]
) -> Iterator[Line]:
    if event.action == HistoryEvent.Action.ERASE:
        number = (event.after or {}).get("values", 0)
        text = ngettext("%(number)d value", "%(number)d values", number)
        yield Line(_("Personal data"), text % {"number": number}, NOTHING)
        return
    if link := link_of(event.kind):
        yield _link_line(model, link, event, names)
        return
    before, after = (
        _words(model, event, "before", names),
        _words(model, event, "after", names),
    )
    for label in {**before, **after}:
        was, became = before.get(label, NOTHING), after.get(label, NOTHING)
        if was != became or was == "•":
            yield Line(label, was, became)
        elif was != NOTHING:
            yield Line(label, was, _("changed: %s") % became)


def _link_line(
    model: type[models.Model],
    link: str,
    event: HistoryEvent,
    names: dict[Key, str],
) -> Line:
    field: Any = model._meta.get_field(link)
    sides = []
    for side in ("before", "after"):
        target, key = _linked(model, link, event.values(side))
        name = names.get((target, str(key))) or f"№ {key}"
        sides.append(NOTHING if key is None else name)
    return Line(str(field.verbose_name), *sides)


def _words(
    model: type[models.Model], event: HistoryEvent, side: str, names: dict[Key, str]
) -> dict[str, str]:
    values, erased = event.values(side), event.erased(side)
    found = {}
    for field in fields_of(model, {*values, *erased}):
        if field.column in _SILENT:
            continue
        word = (
            _("(erased)")
            if field.column in erased
            else word_of(field, values[field.column], names)
        )
        found[label_of(field)] = word
    return found


def summaries(
    transactions: Sequence[HistoryTransaction], scope: Q
) -> dict[int, list[str]]:
    """Return what each transaction did to the rows in scope, by its key: one query.

    As in "Exhibit: 20 added, 1 changed", a line a model.
    """
    rows = (
        HistoryEvent.objects.filter(scope, transaction__in=transactions)
        .order_by("transaction_id", "kind", "action")
        .values_list("transaction_id", "kind", "action")
        .annotate(number=Count("pk"))
    )
    counts: dict[int, dict[str, list[str]]] = {}
    actions = dict(HistoryEvent.Action.choices)
    for key, kind, action, number in rows:
        lines = counts.setdefault(key, {})
        lines.setdefault(_kind(kind), []).append(f"{number} {actions[action]}")
    return {
        key: [f"{kind}: {', '.join(parts)}" for kind, parts in lines.items()]
        for key, lines in counts.items()
    }


def _kind(kind: str) -> str:
    model = model_of(kind)
    if model is None:
        return kind
    name = str(capfirst(model._meta.verbose_name))
    if link := link_of(kind):
        field: Any = model._meta.get_field(link)
        return f"{name} · {field.verbose_name}"
    return name
