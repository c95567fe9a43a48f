"""Stands, with who shows there and what."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]
from unfold.widgets import UnfoldAdminSplitDateTimeWidget

from exhibitors.admin.finding import Findable
from exhibitors.admin.forms import RecordForm, RecordFormSet
from exhibitors.admin.imports.entrance import Importable
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.photos import PhotoInline, Pictured
from exhibitors.admin.proposing import Proposing
from exhibitors.admin.publication import Publishable
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import (
    Exhibit,
    Exhibitor,
    Role,
    Stand,
    StandAreaReport,
    StandNotice,
)
from exhibitors.models.folding import named


class ExhibitFormSet(RecordFormSet):
    """Exhibits entered with their stand; they come from the stand's country."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        form.instance.country_id = self.instance.country_id
        return super().save_new(form, commit)


class ExhibitInline(RecordInline):
    model = Exhibit
    fk_name = "stand"
    formset = ExhibitFormSet
    fields = ("name_en", "kind", "quantity", "maker", "is_published")
    new_rows = 3
    show_change_link = True


class PresenceInline(RecordInline):
    model = Exhibitor
    fk_name = "stand"
    fields = ("organisation", "role", "position")
    new_rows = 1


class AreaReportInline(RecordInline):
    model = StandAreaReport
    editors = (Role.ORGANISER,)
    fields = ("value", "sources")


class NoticeForm(RecordForm):
    """A notice with its beginning and end as two fields."""

    starts_at = forms.SplitDateTimeField(
        label=_("From"), widget=UnfoldAdminSplitDateTimeWidget
    )
    ends_at = forms.SplitDateTimeField(
        label=_("To"), widget=UnfoldAdminSplitDateTimeWidget
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.during:
            self.initial["starts_at"] = self.instance.during.lower
            self.initial["ends_at"] = self.instance.during.upper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("The end is not after the beginning."))
        elif start and end:
            self.instance.during = DateTimeTZRange(start, end)
        return cleaned


class NoticeInline(RecordInline):
    model = StandNotice
    editors = (Role.ORGANISER,)
    form = NoticeForm
    fields = (
        "starts_at",
        "ends_at",
        "text_en",
        "text_ru",
        "text_az",
        "is_published",
    )


@admin.register(Stand)
class StandAdmin(  # type: ignore[misc]
    Importable, Publishable, Findable, Pictured, Proposing, TranslatedAdmin
):
    import_kind = "stands"
    list_display = (
        "picture",
        "number",
        "name",
        "kind",
        "country",
        "area",
        "exhibit_count",
        "is_published",
    )
    list_display_links = ("number", "name")
    list_select_related = ("country", "area")
    list_filter = (
        "kind",
        "is_published",
        ("area", admin.RelatedOnlyFieldListFilter),
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("number", "name_en", "name_ru", "name_az", "country__name_en")
    found_by = named("number")
    found_through: ClassVar[dict[str, Any]] = {
        "country": ("name_en", "name_ru", "name_az"),
    }
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = (
        ("number", "slug"),
        "kind",
        "country",
        "area",
        "sectors",
        "is_published",
    )
    sections = (
        (
            _("On the plan"),
            (
                "parent",
                ("area_m2", "bays"),
                "blocks_children",
                "outline",
            ),
        ),
        (_("Note"), ("note",)),
    )
    inlines = (
        ExhibitInline,
        PresenceInline,
        PhotoInline,
        NoticeInline,
        AreaReportInline,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        # Of the rows of a page alone; a join would count those of every stand.
        inside = Exhibit.objects.filter(stand=OuterRef("pk")).order_by()
        number = inside.values("stand").annotate(rows=Count("pk")).values("rows")
        counted: QuerySet[Any] = rows.annotate(shown=Coalesce(Subquery(number), 0))
        return counted

    @admin.display(description=_("exhibits"), ordering="shown")
    def exhibit_count(self, stand: Any) -> int:
        count: int = stand.shown
        return count
