"""The way from a record to the erasure of its personal data: asked first."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action

from exhibitors.access import access_of
from exhibitors.admin.record_history import page_of
from exhibitors.history.erasing import erase, kept_values, personal_columns
from exhibitors.history.words import NOTHING, fields_of, label_of
from exhibitors.models import Role


class Erasable:
    """A page on which organisers erase the personal data of its record."""

    # What else is set when they go.
    erased_with: ClassVar[dict[str, Any]] = {}

    def erase_with_it(self, record: Any) -> None:
        """Erase what else tells of the person, before the record itself."""

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Erase personal data"),
        url_path="erase-personal-data",
        permissions=["erase"],
    )
    def erase_personal_data(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask, with what would go, and erase it when that is confirmed."""
        page: Any = self
        record = page.get_object(request, str(object_id))
        if record is None:
            missing: HttpResponse = page._get_obj_does_not_exist_redirect()
            return missing
        if not page.has_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            with transaction.atomic():
                self.erase_with_it(record)
                _erase(request, record, self.erased_with)
            return redirect(page_of(record))
        context = {
            **page.admin_site.each_context(request),
            "title": _("Erase personal data of %(name)s") % {"name": record},
            "opts": record._meta,
            "record": record,
            "back": page_of(record),
            "fields": _fields(record),
            "number": kept_values(record),
        }
        return render(request, "admin/exhibitors/erase.html", context)

    def has_erase_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Say whether the account organises an exhibition."""
        return access_of(request).has(Role.ORGANISER)


def _fields(record: Any) -> list[tuple[str, str]]:
    """Return label and value of the personal fields that are filled in."""
    found = [
        (label_of(field), str(getattr(record, field.attname) or ""))
        for field in fields_of(type(record), personal_columns(type(record)))
    ]
    return [(label, value) for label, value in found if value not in ("", NOTHING)]


def erase_with_notes(record: Any, **further: Any) -> int:
    """Erase a record, and its name in Django's own notes of who changed what."""
    kind = ContentType.objects.get_for_model(record)
    noted = LogEntry.objects.filter(content_type=kind, object_id=record.pk)
    noted.update(object_repr="—", change_message="")
    return erase(record, **further)


def _erase(request: HttpRequest, record: Any, further: dict[str, Any]) -> None:
    number = erase_with_notes(record, **further)
    text = ngettext(
        "Erased, with %(number)d value of the history.",
        "Erased, with %(number)d values of the history.",
        number,
    )
    messages.success(request, text % {"number": number})
