"""Registrations of embassies: invited, looked at, decided on."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations.admin.people import PLANNERS
from delegations.admin.whole import of_record
from delegations.models import Registration
from delegations.registering.accepting import accept
from delegations.registering.answers import CONTACT, answers_of, side_by_side
from delegations.registering.deciding import close, invite, send_back
from delegations.schedule import ScheduleConflict
from exhibitors.admin.records import RecordAdmin

if TYPE_CHECKING:
    from collections.abc import Callable

Status = Registration.Status


def address_of(registration: Registration) -> str:
    """Return the path of the secret page, in the embassy's language."""
    with translation.override(registration.language):
        names = [registration.exhibition.slug, registration.token]
        return reverse("delegations:register", args=names)


@admin.register(Registration)
class RegistrationAdmin(RecordAdmin):
    editors = PLANNERS
    readers: ClassVar[tuple[str, ...]] = ()
    list_display = ("label", "country", "state", "sent_at", "expires_on", "link")
    list_select_related = ("country", "exhibition", "delegation")
    list_filter = ("status", "language")
    search_fields = ("label", "email")
    fields_first = (
        "label",
        ("country", "delegation"),
        ("email", "language"),
        "expires_on",
        "link",
        "state",
    )
    readonly_fields = ("link", "state")
    actions_detail = ("review", "send_invitation")

    class Media:
        js = ("js/copy.js",)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Write what was changed here only: the embassy may be saving its draft."""
        if not change:
            super().save_model(request, obj, form, change)
        elif form.changed_data:
            obj.save(update_fields=form.changed_data)

    @admin.display(description=gettext_lazy("secret link"))
    def link(self, registration: Registration) -> str:
        if registration.pk is None:
            return "–"
        return format_html(
            '<a href="{}" class="expo-secret" data-copy="{}" data-done="{}">{}</a>',
            address_of(registration),
            _("Copy the link"),
            _("Copied"),
            _("Open"),
        )

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, registration: Registration) -> str:
        if registration.pk is None:
            return "–"
        if registration.status == Status.SENT and registration.accepted is not None:
            return _("changed since it was accepted")
        if registration.status == Status.INVITED and registration.saved_at:
            return _("draft saved")
        return registration.get_status_display()

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("What was sent in"), url_path="review"
    )
    @of_record
    def review(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Show what was sent in beside what is, and decide."""
        if request.method == "POST" and self._decided(request, record):
            return redirect(request.path)
        record.refresh_from_db()
        context = {
            **self.admin_site.each_context(request),
            "opts": record._meta,
            "original": record,
            "title": record.label,
            "registration": record,
            "state": self.state(record),
            **_compared(record),
        }
        return render(request, "admin/delegations/registration.html", context)

    def _decided(self, request: HttpRequest, record: Registration) -> bool:
        """Carry out what was decided; say why where it was refused."""
        text = request.POST.get("version", "")
        seen = int(text) if text.isdecimal() and len(text) < 9 else 0
        reader, remark = request.user, request.POST.get("remark", "")
        address = request.build_absolute_uri(address_of(record))
        verbs: dict[str, Callable[[], Any]] = {
            "accept": lambda: accept(record, seen, reader),
            "return": lambda: send_back(record, seen, remark, reader, address),
            "close": lambda: close(record, seen, reader),
        }
        verb = next((name for name in verbs if name in request.POST), "")
        try:
            verbs.get(verb, lambda: None)()
        except ScheduleConflict as conflict:
            for sentence in conflict.messages:
                messages.error(request, sentence)
            return False
        messages.success(request, _said(verb))
        return True

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Invite by e-mail"), url_path="invite"
    )
    @of_record
    def send_invitation(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Write the letter with the link."""
        page = reverse("admin:delegations_registration_change", args=[record.pk])
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "opts": record._meta,
                "original": record,
                "title": _("Invite %(name)s by e-mail") % {"name": record},
                "registration": record,
                "back": page,
            }
            return render(request, "admin/delegations/invite.html", context)
        try:
            invite(record, request.build_absolute_uri(address_of(record)))
        except ScheduleConflict as conflict:
            messages.error(request, " ".join(conflict.messages))
        else:
            text = _("A letter to %(address)s was written.")
            messages.success(request, text % {"address": record.email})
        return redirect(page)


def _said(verb: str) -> str:
    return {
        "accept": _("Accepted: the delegation says so now."),
        "return": _("Sent back with your remark."),
        "close": _("Closed."),
    }.get(verb, "")


def _compared(record: Registration) -> dict[str, Any]:
    """Return the answers sent in beside those accepted and the delegation now."""
    versions, heads = [], []
    is_there = record.delegation is not None
    if record.delegation is not None:
        heads.append(_("In the delegation now"))
        versions.append(answers_of(record.delegation, record.language))
    if record.accepted is not None:
        heads.append(_("Accepted last"))
        versions.append(record.accepted)
    heads.append(_("Sent in"))
    versions.append(record.sent or {})
    return {
        "heads": heads,
        "lines": [
            # The delegation itself has no contact to differ by.
            replace(line, differs=len(set(line.cells[is_there:])) > 1)
            if line.name in CONTACT
            else line
            for line in side_by_side(versions, record.exhibition)
        ],
        "may_accept": record.status == Status.SENT
        or (record.status == Status.ACCEPTED and record.delegation_id is None),
    }
