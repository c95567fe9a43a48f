"""Organisations and the stands at which they are present."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exhibitors.access import access_of
from exhibitors.admin.finding import Findable
from exhibitors.admin.imports.entrance import Importable
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.proposing import Proposing
from exhibitors.admin.publication import Publishable
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import Exhibitor, Organisation, Role
from exhibitors.models.folding import named


class PresenceInline(RecordInline):
    model = Exhibitor
    fk_name = "organisation"
    editors = (Role.ORGANISER,)
    fields = ("stand", "role", "position")
    verbose_name = _("presence at a stand")
    verbose_name_plural = _("present at")


@admin.register(Organisation)
class OrganisationAdmin(  # type: ignore[misc]
    Importable, Publishable, Findable, Proposing, TranslatedAdmin
):
    import_kind = "exhibitors"
    list_display = ("name", "kind", "country", "is_published")
    list_select_related = ("country",)
    list_filter = (
        "kind",
        "is_published",
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("name_en", "name_ru", "name_az", "slug")
    found_by = named()
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = ("slug", "kind", "country", "website", "is_published")
    sections = (
        (_("Group of companies"), (("member_count_qualifier", "member_count"),)),
    )
    inlines = (PresenceInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        access = access_of(request)
        return access.has(Role.ORGANISER) or any(
            role.country_id for role in access.pavilions
        )
