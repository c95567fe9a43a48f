"""A record brought back as it was after one of its events."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from exhibitors.history.rows import Values, current, links, put, set_links
from exhibitors.history.tables import is_schedule, model_of, schedule_links, tables_of
from exhibitors.models import HistoryEvent
from exhibitors.refusals import sentence_of

Event = HistoryEvent


@dataclass
class State:
    """A row at some moment: its columns, None where there was none; its links."""

    values: Values | None
    links: dict[str, set[Any]] = field(default_factory=dict)
    # Columns whose values of then were erased.
    erased: set[str] = field(default_factory=set)


def state_now(model: type[models.Model], key: str) -> State:
    """Return a row as it is."""
    found = State(current(model, key))
    for link in model._meta.local_many_to_many:
        found.links[link.name] = links(model, key, link)
    return found


def state_after(event: Event) -> State:
    """Return the row of an event as it was after it; of a removal, before it.

    Computed back from now: what lies before the beginning of the history is known.
    """
    model = restorable(event)
    state = state_now(model, event.row_key)
    later = HistoryEvent.objects.filter(
        kind__in=tables_of(model), row_key=event.row_key, pk__gt=event.pk
    )
    for step in later.order_by("-pk"):
        _step_back(model, state, step)
    if event.action == Event.Action.DELETE:
        _step_back(model, state, event)
        _with_its_links(model, state, event)
    return state


def restorable(event: Event) -> type[models.Model]:
    """Return the model of an event's row; raise ValidationError where it has none."""
    model = model_of(event.kind)
    if model is None:
        raise ValidationError(_("There are no such records any more."))
    if is_schedule(event.kind):
        raise ValidationError(
            _("The schedule has its own way back: take the change back in its history.")
        )
    return model


def _step_back(model: type[models.Model], state: State, event: Event) -> None:
    if event.kind != model._meta.db_table:
        _unlink(model, state, event)
    elif event.action == Event.Action.INSERT:
        state.values = None
    elif event.action == Event.Action.DELETE:
        state.values = event.values("before")
        state.erased = event.erased("before")
    elif event.action == Event.Action.UPDATE and state.values is not None:
        state.values |= event.values("before")
        state.erased = (state.erased - set(event.values("before"))) | event.erased(
            "before"
        )


def _unlink(model: type[models.Model], state: State, event: Event) -> None:
    link: Any = next(
        link
        for link in model._meta.local_many_to_many
        if link.m2m_db_table() == event.kind
    )
    keys = state.links[link.name]
    if event.action == Event.Action.LINK:
        keys.discard(event.values("after")[link.m2m_reverse_name()])
    elif event.action == Event.Action.UNLINK:
        keys.add(event.values("before")[link.m2m_reverse_name()])


def _with_its_links(model: type[models.Model], state: State, event: Event) -> None:
    """Add the links that the same removal took before it came to the row."""
    for step in HistoryEvent.objects.filter(
        kind__in=tables_of(model),
        row_key=event.row_key,
        transaction_id=event.transaction_id,
        pk__lt=event.pk,
    ).order_by("-pk"):
        if step.action != Event.Action.UNLINK:
            return
        _step_back(model, state, step)


def restore(event: Event) -> models.Model:
    """Bring the row of an event back as it was then, with its links; return it.

    A removed one gets its key again, and its parts that went with it. Raises
    ValidationError, and nothing is written.
    """
    model = restorable(event)
    try:
        with transaction.atomic():
            row = _restore(model, event)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return row
    except IntegrityError as error:
        raise ValidationError(sentence_of(error)) from error


def _restore(model: type[models.Model], event: Event) -> models.Model:
    state = state_after(event)
    if state.values is None:
        raise ValidationError(_("It was not there then."))
    kept = {n: v for n, v in state.values.items() if n not in state.erased}
    row = put(model, event.row_key, kept)
    for link in model._meta.local_many_to_many:
        set_links(row, link, state.links[link.name])
    if event.action == Event.Action.DELETE:
        for part in _parts(model, event):
            _restore(restorable(part), part)
    return row


def _parts(model: type[models.Model], event: Event) -> list[Event]:
    """Return the removals of what was part of a row and went with it."""
    found: list[Event] = []
    relations: list[Any] = list(model._meta.related_objects)
    for relation in relations:
        if relation.on_delete is not models.CASCADE or relation.many_to_many:
            continue
        column = str(relation.field.column)
        key = current_key(model, event.row_key)
        found += HistoryEvent.objects.filter(
            kind=relation.related_model._meta.db_table,
            action=Event.Action.DELETE,
            transaction_id=event.transaction_id,
            **{f"before__{column}": key},
        ).order_by("pk")
    return found


def left_out(event: Event) -> list[Event]:
    """Return the links of the schedule that went with a removed row and its parts.

    Bringing it back leaves them out: they are the schedule's to make again.
    """
    model = restorable(event)
    if event.action != Event.Action.DELETE:
        return []
    found: list[Event] = []
    key = current_key(model, event.row_key)
    for link in schedule_links():
        if link.related_model is not model:
            continue
        found += HistoryEvent.objects.filter(
            kind=link.m2m_db_table(),
            action=Event.Action.UNLINK,
            transaction_id=event.transaction_id,
            **{f"before__{link.m2m_reverse_name()}": key},
        ).order_by("pk")
    for part in _parts(model, event):
        found += left_out(part)
    return found


def current_key(model: type[models.Model], key: str) -> Any:
    """Return a key of the history as its model has it."""
    primary: Any = model._meta.pk
    return primary.to_python(key)
