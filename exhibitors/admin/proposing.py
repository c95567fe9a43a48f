"""Pages of records on which pavilion managers propose and organisers decide."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from exhibitors.access import access_of
from exhibitors.admin.proposed import in_fields, proposed_on
from exhibitors.models import Proposal
from exhibitors.proposals.differences import label_of, rows_of
from exhibitors.proposals.merging import Seen, key_in, place
from exhibitors.proposals.proposing import (
    LIVE,
    Outcome,
    Saving,
    keep,
    propose,
    propose_deletion,
)
from exhibitors.proposals.snapshots import (
    MODELS,
    Key,
    digest,
    fields_of,
    is_public,
    key_of,
    snapshot,
    stored,
)

SEEN = "_seen"


class Proposing:
    """Lets visitors see what a pavilion saves only once an organiser publishes it.

    A page is saved as any other, then taken back to where visitors can see it, and the
    difference goes into the pavilion's proposal about the record.
    """

    change_form_outer_before_template = "admin/includes/_proposal.html"

    def save_model(
        self: Any, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        request._pavilion = (  # type: ignore[attr-defined]
            access_of(request).pavilion_of(obj) if change else None
        )
        if request._pavilion is not None:  # type: ignore[attr-defined]
            request._before = transaction.savepoint()  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if not change:
            request._pavilion = access_of(request).pavilion_of(obj)  # type: ignore[attr-defined]

    def save_related(
        self: Any, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        pavilion = request._pavilion  # type: ignore[attr-defined]
        keys = [key_of(form.instance), *_keys(formsets)]
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if pavilion is None:
            return
        keys = list(dict.fromkeys([*keys, *_new(formsets)]))
        if change:
            outcome = self._proposed(request, form.instance, keys)
        else:
            drafts = stored(keys).values()
            outcome = propose(
                form.instance,
                [],
                pavilion,
                request.user,
                drafts=[row for row in drafts if hasattr(row, "is_published")],
            )
        request._told = told(outcome)  # type: ignore[attr-defined]

    def _proposed(
        self, request: HttpRequest, record: Any, keys: Iterable[Key]
    ) -> Outcome:
        """Take the saving back; propose what it changed of what visitors see."""
        given: Any = request
        connection.check_constraints()
        after = stored(keys)
        transaction.savepoint_rollback(given._before)
        saving = Saving(stored(keys), after, _seen(request))
        return keep(record, saving, given._pavilion, request.user)

    def message_user(
        self: Any, request: HttpRequest, message: Any, *args: Any, **kwargs: Any
    ) -> None:
        """Say what became of a saving, where it became a proposal."""
        instead = getattr(request, "_told", None)
        if instead:
            args, kwargs = (messages.SUCCESS,), {}
        super().message_user(request, instead or message, *args, **kwargs)  # type: ignore[misc]

    def log_change(self: Any, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note a change in the history, but not one that is only proposed."""
        if getattr(request, "_pavilion", None) is None:
            return super().log_change(request, obj, message)  # type: ignore[misc]
        return None

    def log_deletions(self: Any, request: HttpRequest, queryset: Any) -> Any:
        """Note in the history what is deleted, but not what is only proposed to be."""
        access = access_of(request)
        gone = [r for r in queryset if not (is_public(r) and access.pavilion_of(r))]
        return super().log_deletions(request, gone)  # type: ignore[misc]

    def delete_model(self: Any, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, [obj])

    @transaction.atomic
    def delete_queryset(
        self: Any, request: HttpRequest, queryset: "Iterable[Any]"
    ) -> None:
        """Delete rows, or propose to where visitors see them: all of them or none."""
        outcomes = []
        for row in queryset:
            pavilion = access_of(request).pavilion_of(row)
            if pavilion is None:
                row.delete()
            else:
                outcomes.append(propose_deletion(row, pavilion, request.user))
        if any(outcome.is_proposed for outcome in outcomes):
            sentences = [told(outcome) for outcome in outcomes]
            request._told = " ".join(dict.fromkeys(sentences))  # type: ignore[attr-defined]

    def get_form(
        self: Any,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        form.proposed = proposed_on(request, obj)
        return form

    def render_change_form(
        self: Any, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the proposals about the record, and what of it the page shows."""
        record = context["original"]
        if record is not None:
            pavilion = access_of(request).pavilion_of(record)
            context["proposals"] = shown_about(request, record)
            if pavilion is not None:
                context["seen"] = request.POST.get(SEEN) or _shown(context)
        answer: HttpResponse = super().render_change_form(  # type: ignore[misc]
            request, context, *args, **kwargs
        )
        return answer


def _keys(formsets: Iterable[Any]) -> Iterable[Key]:
    """Return the rows of the forms that are stored already."""
    for formset in formsets:
        for form in formset.initial_forms:
            if form.instance.pk and key_of(form.instance)[0] in MODELS:
                yield key_of(form.instance)


def _new(formsets: Iterable[Any]) -> Iterable[Key]:
    for formset in formsets:
        for row in formset.new_objects:
            if key_of(row)[0] in MODELS:
                yield key_of(row)


def told(outcome: Outcome) -> str:
    """Return in words what became of a saving."""
    said = []
    if outcome.is_proposed:
        said.append(_("Sent to the organisers. Visitors still see what was published."))
    elif outcome.proposal and not outcome.proposal.is_live:
        said.append(_("Nothing is proposed any more: all is as visitors see it."))
    if outcome.is_written:
        said.append(_("What visitors cannot see yet was saved."))
    if not said:
        said.append(_("Nothing was changed."))
    return " ".join([*said, *_replaced(outcome)])


def _replaced(outcome: Outcome) -> Iterable[str]:
    if outcome.proposal is None or not outcome.replaced:
        return
    people = get_user_model().objects.in_bulk([by for *_row, by in outcome.replaced])
    keys = {entry["name"]: key_in(entry) for entry in outcome.proposal.entries}
    for name, column, by in outcome.replaced:
        who = people.get(by)
        if not column:
            yield _("%(who)s had proposed to delete %(name)s; it stays.") % {
                "who": who,
                "name": name,
            }
        elif name in keys:
            yield _("%(name)s, “%(field)s”: yours replaces what %(who)s proposed.") % {
                "name": name,
                "field": label_of(keys[name], column),
                "who": who,
            }


def _seen(request: HttpRequest) -> Seen:
    """Return what the page showed; nothing where that cannot be read."""
    try:
        found = json.loads(request.POST.get(SEEN, ""))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {row: shown for row, shown in found.items() if isinstance(shown, dict)}


def _shown(context: Any) -> str:
    """Return a digest of each column that the forms of a page show."""
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += inline.formset.initial_forms
    forms = [form for form in forms if key_of(form.instance)[0] in MODELS]
    rows = stored(key_of(form.instance) for form in forms)
    found: Seen = {}
    for form in forms:
        key = key_of(form.instance)
        if key in rows:
            proposed = form.proposed.get(place(key), {})
            values = snapshot(rows[key]) | in_fields(type(form.instance), proposed)
            found[place(key)] = {
                column: digest(values[column])
                for column, field in fields_of(type(form.instance)).items()
                if field.name in form.fields
            }
    return json.dumps(found, separators=(",", ":"))


def shown_about(request: HttpRequest, record: Any) -> list[dict[str, Any]]:
    """Return the proposals about a record that the account may read, with their rows.

    All of them to an organiser, to a manager those of the own pavilion.
    """
    access = access_of(request)
    kind, pk = key_of(record)
    found = Proposal.objects.filter(
        access.own(Proposal)
        if access.pavilion_of(record)
        else access.within("organiser"),
        exhibition=record.exhibition_id,
        kind=kind,
        record=pk,
        state__in=LIVE,
    )
    return [
        {
            "proposal": proposal,
            "rows": rows_of(proposal),
            "is_own": access.pavilion_of(record) is not None,
            "address": reverse("admin:exhibitors_proposal_change", args=[proposal.pk]),
        }
        for proposal in found.select_related("author", "decided_by", "country")
    ]
