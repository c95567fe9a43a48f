"""Exhibits: what is shown."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from exhibitors.admin.finding import Findable
from exhibitors.admin.imports.entrance import Importable
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.photos import PhotoInline, Pictured
from exhibitors.admin.proposing import Proposing
from exhibitors.admin.publication import Publishable
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import Exhibit, NamedPart
from exhibitors.models.folding import named


class NamedPartInline(RecordInline):
    model = NamedPart
    fields = ("name_as_in_source", "position")


@admin.register(Exhibit)
class ExhibitAdmin(  # type: ignore[misc]
    Importable, Publishable, Findable, Pictured, Proposing, TranslatedAdmin
):
    import_kind = "exhibits"
    list_display = ("picture", "name", "kind", "stand", "country", "is_published")
    list_display_links = ("picture", "name")
    list_select_related = ("stand", "country")
    list_filter = (
        "kind",
        "is_published",
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("name_en", "name_ru", "name_az", "slug", "maker__name_en")
    found_by = named()
    found_through: ClassVar[dict[str, Any]] = {
        "maker": named(),
        "stand": named("number"),
    }
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = (
        "slug",
        "kind",
        "stand",
        "country",
        ("quantity", "position"),
        ("maker", "maker_role"),
        "sectors",
        "is_published",
    )
    sections = ((_("More"), ("area", "part_of", "stand_basis", "quantity_note")),)
    inlines = (PhotoInline, NamedPartInline)
