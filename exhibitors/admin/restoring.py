"""Records brought back, and whole entries of the history taken back: asked first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exhibitors.access import access_of
from exhibitors.history.restoring import State, restorable, restore, state_after
from exhibitors.history.restoring import left_out as lost_with
from exhibitors.history.restoring import state_now as now_of
from exhibitors.history.scope import may_restore
from exhibitors.history.tables import model_of
from exhibitors.history.undoing import MOST_NAMED, left_out, take_back
from exhibitors.history.words import (
    NOTHING,
    fields_of,
    label_of,
    name_in,
    names_of,
    word_of,
)
from exhibitors.models import HistoryEvent
from exhibitors.queries.history import Line
from exhibitors.uploads.trash import bin_soon


@dataclass(frozen=True)
class Preview:
    """What bringing a row back would change, or why it cannot be."""

    name: str
    lines: tuple[Line, ...] = ()
    refusal: str = ""
    left_out: str = ""


def preview(event: HistoryEvent) -> Preview:
    """Return what differs between a row now and after an event."""
    try:
        model = restorable(event)
        then, now = state_after(event), now_of(model, event.row_key)
    except ValidationError as error:
        return Preview(f"№ {event.row_key}", refusal=" ".join(error.messages))
    name = name_in(now.values or then.values or {}) or f"№ {event.row_key}"
    title = f"{capfirst(model._meta.verbose_name)} “{name}”"
    if then.values is None:
        return Preview(title, refusal=_("It was not there then."))
    lines = tuple(_differences(model, now, then))
    return Preview(title, lines, left_out=_left_out(lost_with(event)))


def _left_out(links: Iterable[HistoryEvent]) -> str:
    """Return in words which links of the schedule are not made again, if any."""
    names: dict[str, None] = {}
    for link in links:
        model: Any = model_of(link.kind)
        row = model._base_manager.filter(pk=link.row_key).first()
        name = f"№ {link.row_key}" if row is None else f"“{row}”"
        names[f"{model._meta.verbose_name} {name}"] = None
    if not names:
        return ""
    what = ", ".join([*names][:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
    text = _("Not brought back, for the schedule decides: %(what)s.")
    return text % {"what": what}


def _differences(model: Any, now: State, then: State) -> Any:
    was, becomes = now.values or {}, then.values or {}
    fields = [
        field
        for field in fields_of(model, becomes)
        if was.get(field.column) != becomes[field.column]
        and field.column not in then.erased
        and becomes[field.column] != "•"
    ]
    names = names_of(
        (field.related_model, str(values[field.column]))
        for field in fields
        if field.remote_field
        for values in (was, becomes)
        if values.get(field.column) is not None
    )
    for field in fields:
        before = word_of(field, was.get(field.column), names)
        after = word_of(field, becomes[field.column], names)
        if before != after:
            yield Line(label_of(field), before, after)
    for link in model._meta.local_many_to_many:
        if now.links[link.name] != then.links[link.name]:
            sides = (_linked(link, state.links[link.name]) for state in (now, then))
            yield Line(str(link.verbose_name), *sides)


def _linked(link: Any, keys: set[Any]) -> str:
    names = names_of((link.related_model, str(key)) for key in keys)
    return ", ".join(sorted(names.values())) or NOTHING


class Restores:
    """The pages that bring back a row, and that take back an entry."""

    def get_urls(self: Any) -> list[Any]:
        """Return the addresses of these pages before those of the list."""
        view, name = self.admin_site.admin_view, "exhibitors_historytransaction"
        return [
            path(
                "event/<int:pk>/restore/",
                view(self.restore_row),
                name=f"{name}_restore",
            ),
            path("<int:pk>/take-back/", view(self.take_back), name=f"{name}_take_back"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def restore_row(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what would change, and bring the row back when that is confirmed."""
        event = _event(request, pk)
        if request.method == "POST" and _told(request, lambda: _restored(event)):
            return redirect(_next(event))
        return render(
            request,
            "admin/exhibitors/restore.html",
            {
                **self.admin_site.each_context(request),
                "title": _("Restore"),
                "opts": self.opts,
                "event": event,
                "preview": preview(event),
                "back": _entry(event.transaction_id),
            },
        )

    def take_back(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo an entry with all its rows."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        entry = self.get_object(request, str(pk))
        if entry is None:
            raise Http404
        if not may_restore(access_of(request), entry.events.all()):
            raise PermissionDenied
        _told(request, lambda: _taken_back(entry))
        return redirect(_entry(entry.pk))


def _event(request: HttpRequest, pk: int) -> HistoryEvent:
    """Return an event that the account may take back; else it is not found."""
    events = HistoryEvent.objects.filter(pk=pk).select_related("transaction")
    event = events.first()
    if event is None or not may_restore(access_of(request), events):
        raise Http404
    return event


def _told(request: HttpRequest, write: Any) -> bool:
    """Do what is asked, and say what came of it; return whether it was done."""
    try:
        messages.success(request, write())
        bin_soon()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return False
    return True


def _restored(event: HistoryEvent) -> str:
    text = _("“%(name)s” is as it was then.") % {"name": restore(event)}
    return f"{text} {_left_out(lost_with(event))}".rstrip()


def _taken_back(entry: Any) -> str:
    number = take_back(entry)
    text = ngettext("%(n)d change was undone.", "%(n)d changes were undone.", number)
    return f"{text % {'n': number}} {_left_out(left_out(entry))}".rstrip()


def _entry(pk: int) -> str:
    return reverse("admin:exhibitors_historytransaction_change", args=[pk])


def _next(event: HistoryEvent) -> str:
    names = restorable(event)._meta
    try:
        name = f"admin:{names.app_label}_{names.model_name}_change"
        return reverse(name, args=[event.row_key])
    except LookupError:
        return _entry(event.transaction_id)
