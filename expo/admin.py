"""Accounts, each with its roles."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from exhibitors.access import EVERY_ROW, access_of
from exhibitors.admin.erasing import Erasable
from exhibitors.admin.records import ScopedAdmin
from exhibitors.admin.roles import RoleInline
from exhibitors.models import Role, RoleAssignment
from expo.models import User

# What an account may do comes from its roles.
admin.site.unregister(Group)


class NewRoleInline(RoleInline):
    """The roles of an account; one that organises one exhibition gives at least one."""

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if access_of(request).is_everywhere else 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(User)
class UserAdmin(Erasable, ScopedAdmin, BaseUserAdmin):  # type: ignore[type-arg]
    """Accounts; who organises one exhibition changes those of that one alone."""

    readers = ()
    actions_detail = ("erase_personal_data",)
    # Nobody signs in with an account that is nobody's.
    erased_with: ClassVar[dict[str, Any]] = {
        "is_active": False,
        "password": UNUSABLE_PASSWORD_PREFIX,
    }
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("email", "name", "role_names", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "name", "password", "is_active")}),
        (_("Sign-in"), {"fields": ("last_login", "joined_at")}),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("email", "name", "usable_password", "password1", "password2")},
        ),
    )
    readonly_fields = ("last_login", "joined_at")
    inlines = (NewRoleInline,)

    def visible(self, request: HttpRequest) -> Q:
        """Return the accounts with a role in an exhibition that one organises."""
        access = access_of(request)
        if access.is_everywhere:
            return EVERY_ROW
        given = RoleAssignment.objects.filter(access.within(Role.ORGANISER))
        return Q(pk__in=given.values("user"))

    def changeable(self, request: HttpRequest) -> Q:
        """Return those of them that have no role anywhere else."""
        access = access_of(request)
        if access.is_unlimited:
            return EVERY_ROW
        others = RoleAssignment.objects.exclude(access.within(Role.ORGANISER))
        return (
            self.visible(request)
            & Q(is_superuser=False)
            & ~Q(pk__in=others.values("user"))
        )

    def at_work(self, request: HttpRequest) -> Q:
        return EVERY_ROW

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("roles")

    @admin.display(description=_("roles"))
    def role_names(self, user: Any) -> str:
        names = {str(role.get_role_display()) for role in user.roles.all()}
        return ", ".join(sorted(names))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).has(Role.ORGANISER)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        # Its roles, which put it in scope, are saved after it.
        obj.save()
