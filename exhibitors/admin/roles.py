"""Who may do what."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from exhibitors.access import access_of
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import ScopedAdmin
from exhibitors.models import Exhibition, Role, RoleAssignment

FIELDS = ("user", "role", "exhibition", "country", "organisation", "stand")


class Assigned:
    """Gives roles in those exhibitions only that the account organises."""

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        access = access_of(request)
        if db_field.name == "exhibition":
            kwargs["queryset"] = Exhibition.objects.filter(
                access.within(Role.ORGANISER, field="pk")
            )
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.name == "exhibition":
            field.required = not access.is_everywhere
        return field


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(Assigned, ScopedAdmin):
    readers = ()
    list_display = ("user", "role", "exhibition", "country", "organisation", "stand")
    list_select_related = ("user", "exhibition", "country", "organisation", "stand")
    list_filter = ("role",)
    search_fields = ("user__email", "user__name")
    fields = FIELDS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).has(Role.ORGANISER)


class RoleInline(Assigned, RecordInline):
    model = RoleAssignment
    fk_name = "user"
    editors = (Role.ORGANISER,)
    fields = FIELDS[1:]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.filter(access_of(request).within(Role.ORGANISER))
