"""What a pavilion proposes, shown in the fields of its own pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from exhibitors.access import access_of
from exhibitors.proposals.differences import text_of
from exhibitors.proposals.merging import key_in, place
from exhibitors.proposals.proposing import live
from exhibitors.proposals.snapshots import (
    MODELS,
    fields_of,
    key_of,
    snapshot,
)

Proposed = dict[str, dict[str, Any]]


def proposed_on(request: HttpRequest, record: Any) -> Proposed:
    """Return what the account's pavilion proposes about a record, by row and column.

    Nothing while a form is being sent: it is judged against what is public.
    """
    if record is None or request.method != "GET" or key_of(record)[0] not in MODELS:
        return {}
    kept: dict[Any, Proposed] = request.__dict__.setdefault("_proposed", {})
    key = key_of(record)
    if key not in kept:
        pavilion = access_of(request).pavilion_of(record)
        proposal = live(record, pavilion).first() if pavilion else None
        kept[key] = {
            place(key_in(entry)): entry["after"]
            for entry in (proposal.entries if proposal else [])
            if entry["before"] is not None and entry["after"] is not None
        }
    return kept[key]


def initial_of(row: Any, proposed: Proposed) -> dict[str, Any]:
    """Return what the fields of a form show in place of what is public."""
    values = proposed.get(place(key_of(row)), {})
    fields = fields_of(type(row)) if values else {}
    found: dict[str, Any] = {}
    for column, value in in_fields(type(row), values).items():
        field = fields[column]
        if field.many_to_many:
            rows = field.related_model._default_manager
            found[field.name] = rows.filter(pk__in=value)
        else:
            found[field.name] = field.to_python(value)
    return found


def in_fields(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that fields can show: a file is shown beside the form."""
    fields = fields_of(model)
    return {
        column: value
        for column, value in values.items()
        if not isinstance(fields[column], models.FileField)
    }


def note_public(form: Any, proposed: Proposed) -> None:
    """Say below each field with a proposed value what visitors see."""
    row = form.instance
    values = proposed.get(place(key_of(row)), {})
    fields = fields_of(type(row)) if values else {}
    public = snapshot(row) if values else {}
    for column in values:
        field = form.fields.get(fields[column].name)
        if field is not None:
            text = text_of(fields[column], public[column]) or _("nothing")
            if isinstance(fields[column], models.FileField):
                text = _("this file. The new one is shown above.")
            field.help_text = _("Proposed. Visitors see: %s") % text
