"""A page that shows a draft, and what stands in its way, before it is written."""

from abc import ABCMeta, abstractmethod
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminRadioSelectWidget

from delegations.preparing.drafts import Draft, Way
from delegations.schedule import ScheduleConflict


class AbstractForm(DeclarativeFieldsMetaclass, ABCMeta):
    """Lets a form leave methods to the forms made from it."""


class DraftForm(forms.Form, metaclass=AbstractForm):
    """What a draft is made from; without questions it shows the draft at once."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    @abstractmethod
    def draft(self) -> Draft:
        """Return the draft; raises ScheduleConflict where there can be none."""

    @property
    def chosen_way(self) -> str:
        """What to do where it meets what is taken."""
        return str(self.cleaned_data.get("way") or Way.ASK)

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in."""
        return bool(self.visible_fields())


class WayField(forms.ChoiceField):
    """Asks what to do where a draft meets what is taken."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Where a time is taken"),
            choices=Way.choices,
            initial=Way.ASK,
            required=False,
            widget=UnfoldAdminRadioSelectWidget,
        )


@dataclass
class Page:
    """Which page of the admin a draft is shown on: of a record, under a title."""

    admin: Any
    record: Any
    title: str
    button: str


@dataclass
class Look:
    """What came of looking at a draft."""

    draft: Draft | None = None
    problems: tuple[str, ...] = ()
    is_written: bool = False
    is_stale: bool = False


def draft_page(
    request: HttpRequest, page: Page, kind: type[DraftForm], **given: Any
) -> HttpResponse:
    """Show the form and the draft it makes; write it once it was seen and confirmed."""
    form = kind(request.POST or None, **given)
    if not form.is_bound and not form.asks:
        form = kind({}, **given)
    look = _look(request, form) if form.is_bound and form.is_valid() else Look()
    if look.is_written:
        return _done(request, page)
    return render(
        request, "admin/delegations/draft.html", page_context(request, page, form, look)
    )


def _look(request: HttpRequest, form: DraftForm) -> Look:
    """Make the draft and try it; write it if that was asked for and it fits."""
    look = Look()
    try:
        with transaction.atomic():
            look.draft = form.draft()
            clashes = look.draft.fit(form.chosen_way, request.user)
            look.problems = tuple(clash.sentence for clash in clashes)
            if "write" in request.POST and not clashes:
                look.is_stale = form.cleaned_data["stamp"] != look.draft.stamp
                if not look.is_stale:
                    look.draft.write(request.user)
                    look.is_written = True
            if not look.is_written:
                transaction.set_rollback(True)
    except ScheduleConflict as conflict:
        return Look(problems=tuple(conflict.messages))
    return look


def _done(request: HttpRequest, page: Page) -> HttpResponse:
    """Go to the history, where it can be taken back."""
    messages.success(request, _("Done. You can take it back here."))
    names = page.record._meta
    address = f"admin:{names.app_label}_{names.model_name}_history"
    return redirect(reverse(address, args=[page.record.pk]))


def page_context(
    request: HttpRequest, page: Page, form: Any, look: Look
) -> dict[str, Any]:
    """Return what the page shows."""
    names = page.record._meta
    change = f"admin:{names.app_label}_{names.model_name}_change"
    return {
        **page.admin.admin_site.each_context(request),
        "opts": names,
        "original": page.record,
        "title": page.title,
        "button": page.button,
        "back": reverse(change, args=[page.record.pk]),
        "form": form,
        "look": look,
        "stamp": look.draft.stamp if look.draft else "",
        "may_write": look.draft is not None and not look.problems,
    }
