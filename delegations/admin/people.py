"""Officials and members of staff."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from delegations.admin.calendars import WithCalendars
from delegations.models import Person
from exhibitors.access import access_of
from exhibitors.admin.erasing import Erasable
from exhibitors.admin.imports.entrance import Importable
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import Exhibition, Role

PLANNERS = (Role.ORGANISER, Role.PROTOCOL_OFFICER)


def plans_in(request: HttpRequest, exhibition: Exhibition) -> bool:
    """Say whether the account plans visits in this exhibition, not only in another."""
    scope = access_of(request).within(*PLANNERS, field="pk")
    return Exhibition.objects.filter(scope, pk=exhibition.pk).exists()


@admin.register(Person)
class PersonAdmin(  # type: ignore[misc]
    Importable, WithCalendars, Erasable, TranslatedAdmin
):
    import_kind = "persons"
    feed_field = "person"
    actions_detail = ("calendar_address", "erase_personal_data")
    editors = PLANNERS
    list_display = ("name", "form_of_address", "title", "country", "organisation")
    list_select_related = ("country", "organisation")
    list_filter = (("country", admin.RelatedOnlyFieldListFilter),)
    search_fields = (
        "name_en",
        "name_ru",
        "name_az",
        "name_as_written",
        "title_en",
        "slug",
    )
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = ("slug", "name_as_written", "country", "organisation")
    sections = (
        (_("Contact"), (("phone", "email"),)),
        (_("More"), ("title_as_of", "note")),
    )
