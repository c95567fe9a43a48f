"""All that one transaction changed taken back: a bulk action, an import, a save."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from exhibitors.history.restoring import restorable
from exhibitors.history.rows import put
from exhibitors.history.tables import link_of, model_of, schedule_links
from exhibitors.history.words import names_of
from exhibitors.models import HistoryEvent, HistoryTransaction
from exhibitors.refusals import sentence_of

Event = HistoryEvent
MOST_NAMED = 10
AT_ONCE = 1_000


def left_out(done: HistoryTransaction) -> "models.QuerySet[HistoryEvent]":
    """Return the links of the schedule that went with rows which were removed.

    Taking the transaction back leaves them out: they are the schedule's to make again.
    """
    found = Q(pk__isnull=True)
    for field in schedule_links():
        removed = done.events.filter(
            kind=field.related_model._meta.db_table,
            action=Event.Action.DELETE,
            row_key=OuterRef("far"),
        )
        far = KeyTextTransform(field.m2m_reverse_name(), "before")
        gone = (
            done.events.filter(kind=field.m2m_db_table(), action=Event.Action.UNLINK)
            .annotate(far=far)
            .filter(Exists(removed))
        )
        found |= Q(pk__in=gone.values("pk"))
    return done.events.filter(found).order_by("pk")


def _undone(done: HistoryTransaction) -> "models.QuerySet[HistoryEvent]":
    return done.events.exclude(pk__in=left_out(done).order_by().values("pk"))


def changed_since(done: HistoryTransaction) -> list[str]:
    """Return what rows are called that were changed after a transaction, in order.

    At most ``MOST_NAMED`` and one more, so that the caller sees that there are more.
    """
    last = done.events.aggregate(last=Max("pk"))["last"] or 0
    later = HistoryEvent.objects.filter(
        kind=OuterRef("kind"), row_key=OuterRef("row_key"), pk__gt=last
    ).exclude(transaction=done.pk)
    rows = (
        _undone(done)
        .filter(Exists(later))
        .order_by("kind", "row_key")
        .values_list("kind", "row_key")
        .distinct()
    )
    keys = [(model_of(kind), key) for kind, key in rows[: MOST_NAMED + 1]]
    names = names_of((model, key) for model, key in keys if model)
    return list(
        dict.fromkeys(
            names.get((model, key)) or f"{model._meta.verbose_name} № {key}"
            for model, key in keys
            if model
        )
    )


def take_back(done: HistoryTransaction) -> int:
    """Undo every event of a transaction, the last first; return how many.

    But for what ``left_out`` tells. Raises ValidationError, and nothing is written:
    where a row was changed since, by name; where a rule refuses the row as it was.
    """
    number = 0
    try:
        with transaction.atomic():
            _lock(done)
            _refuse_what_cannot(done)
            for (kind, action), events in _in_groups(done):
                number += _undo(kind, action, events)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise ValidationError(sentence_of(error)) from error
    return number


def _lock(done: HistoryTransaction) -> None:
    """Hold the rows of a transaction: nobody changes one once it was judged."""
    for kind in sorted(done.counts):
        model = model_of(kind)
        if model is None or link_of(kind):
            continue
        keys = done.events.filter(kind=kind).values_list("row_key", flat=True)
        rows = model._base_manager.filter(pk__in=set(keys)).order_by("pk")
        list(rows.select_for_update(of=("self",)).values_list("pk"))


def _refuse_what_cannot(done: HistoryTransaction) -> None:
    if done.events.filter(action=Event.Action.ERASE).exists():
        raise ValidationError(_("An erasure cannot be taken back."))
    kinds = _undone(done).order_by().values_list("kind", flat=True).distinct()
    for kind in kinds:
        restorable(Event(kind=kind))
    if names := changed_since(done):
        named = ", ".join(names[:MOST_NAMED])
        more = "…" if len(names) > MOST_NAMED else ""
        text = _("Changed since, so it stays as it is: %(names)s.")
        raise ValidationError(text % {"names": named + more})


def _in_groups(
    done: HistoryTransaction,
) -> Iterator[tuple[tuple[str, str], list[Event]]]:
    """Yield runs of like events, the last first, of at most ``AT_ONCE``."""
    events = _undone(done).order_by("-pk").iterator(AT_ONCE)
    for like, run in groupby(events, lambda event: (event.kind, event.action)):
        batch: list[Event] = []
        for event in run:
            batch.append(event)
            if len(batch) == AT_ONCE:
                yield like, batch
                batch = []
        if batch:
            yield like, batch


def _undo(kind: str, action: str, events: list[Event]) -> int:
    model = restorable(events[0])
    if field := link_of(kind):
        _undo_links(model._meta.get_field(field), action, events)
    elif action == Event.Action.INSERT:
        _remove(model, [event.row_key for event in events])
    else:
        for event in events:
            erased = event.erased("before")
            if erased:
                raise ValidationError(_("Personal data of then were erased."))
            put(model, event.row_key, event.values("before"))
    return len(events)


def _remove(model: type[models.Model], keys: list[str]) -> None:
    """Remove rows and nothing that depends on them: the database refuses then."""
    rows = model._base_manager.filter(pk__in=keys)
    rows._raw_delete(rows.db)


def _undo_links(field: Any, action: str, events: list[Event]) -> None:
    rows = field.remote_field.through._base_manager
    near, far = field.m2m_column_name(), field.m2m_reverse_name()
    if action == Event.Action.LINK:
        keys = [event.values("after")["id"] for event in events]
        found = rows.filter(pk__in=keys)
        found._raw_delete(found.db)
        return
    rows.bulk_create(
        field.remote_field.through(
            **{near: event.values("before")[near], far: event.values("before")[far]}
        )
        for event in events
    )
