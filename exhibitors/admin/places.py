"""Areas with their plan, and sectors."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.plans import DrawsPlans
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import Area, PlanFeature, Role, Sector


class PlanFeatureInline(RecordInline):
    model = PlanFeature
    fk_name = "area"
    editors = (Role.ORGANISER,)
    fields = (
        "kind",
        "name_en",
        "name_ru",
        "name_az",
        "points",
        "leads_to",
        "is_step_free",
    )


@admin.register(Area)
class AreaAdmin(DrawsPlans, TranslatedAdmin):  # type: ignore[misc]
    readers = (Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER)
    list_display = ("name", "kind", "area_m2", "position", "plan_link")
    list_filter = ("kind",)
    search_fields = ("name_en", "name_ru", "name_az")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = ("slug", "kind", ("area_m2", "capacity"), "position")
    sections = ((_("Plan"), ("outline",)),)
    inlines = (PlanFeatureInline,)
    actions_detail = ("draw_plan",)


@admin.register(Sector)
class SectorAdmin(TranslatedAdmin):
    readers = (Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER)
    list_display = ("name", "slug")
    search_fields = ("name_en", "name_ru", "name_az")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = ("slug",)
