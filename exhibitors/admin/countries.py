"""Countries, and their part in the exhibition."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exhibitors.access import EVERY_ROW, NO_ROW, access_of
from exhibitors.admin.proposing import Proposing
from exhibitors.admin.records import ScopedAdmin, TranslatedAdmin
from exhibitors.models import Country, Participation, Role


@admin.register(Country)
class CountryAdmin(ScopedAdmin):
    readers = (Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER)
    list_display = ("name", "iso2")
    search_fields = ("name_en", "name_ru", "name_az", "iso2")
    ordering = ("name_en",)
    fields = ("iso2", "name_en", "name_ru", "name_az")
    readonly_fields = ("iso2",)

    def changeable(self, request: HttpRequest) -> Q:
        return EVERY_ROW if access_of(request).is_everywhere else NO_ROW

    def visible(self, request: HttpRequest) -> Q:
        return EVERY_ROW

    def at_work(self, request: HttpRequest) -> Q:
        return EVERY_ROW

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Participation)
class ParticipationAdmin(Proposing, TranslatedAdmin):  # type: ignore[misc]
    list_display = ("__str__", "role", "stand", "commissioner", "position")
    list_display_links = ("__str__",)
    list_select_related = ("country", "stand")
    list_filter = ("role", "is_framework_member")
    search_fields = (
        "country__name_en",
        "country__name_ru",
        "country__name_az",
        "name_en",
        "country__iso2",
    )
    fields_first = ("country", "role", "stand", "position")
    sections = (
        (_("Pavilion"), ("commissioner", "responsible_body", "note")),
        (
            _("Economic profile"),
            (
                "capital",
                ("gdp_ppp_usd_billion", "gdp_year"),
                "is_gdp_estimated",
                "industries",
                "export_goods",
                "export_goods_year",
                "profile_sources",
            ),
        ),
        (_("Framework"), ("is_framework_member", "framework_member_since")),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).has(Role.ORGANISER)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        access = access_of(request)
        if not access.has(Role.ORGANISER):
            return False
        return obj is None or self._holds(access.within(Role.ORGANISER), obj)
