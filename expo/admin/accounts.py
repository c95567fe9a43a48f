"""Accounts, each with its roles."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from delegations.admin.whole import of_record
from exhibitors.access import EVERY_ROW, access_of
from exhibitors.admin.erasing import Erasable, erase_with_notes
from exhibitors.admin.records import ScopedAdmin
from exhibitors.admin.roles import RoleInline
from exhibitors.models import Role, RoleAssignment
from expo.accounts import factors, invitations, passwords, sessions, throttle
from expo.admin.asking import Question, ask
from expo.models import AccountLetter, Invitation, User

# What an account may do comes from its roles.
admin.site.unregister(Group)


class NewRoleInline(RoleInline):
    """The roles of an account; one that organises one exhibition gives at least one."""

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if access_of(request).is_everywhere else 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class GivenPasswordForm(AdminPasswordChangeForm):  # type: ignore[misc]
    """A password that an organiser sets; its owner is told."""

    def save(self, commit: bool = True) -> Any:
        """Keep the password, and end what goes on with the old one."""
        user = super().save(commit)
        passwords.changed(user)
        return user


@admin.register(User)
class UserAdmin(Erasable, ScopedAdmin, BaseUserAdmin):  # type: ignore[type-arg]
    """Accounts; who organises one exhibition changes those of that one alone."""

    readers = ()
    # Nobody signs in with an account that is nobody's.
    erased_with: ClassVar[dict[str, Any]] = {
        "is_active": False,
        "password": UNUSABLE_PASSWORD_PREFIX,
    }
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = GivenPasswordForm
    list_display = ("email", "name", "role_names", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "name", "language", "password", "is_active")}),
        (
            _("Sign-in"),
            {"fields": (("last_login", "joined_at"), ("second_factor", "signed_in"))},
        ),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("email", "name", "usable_password", "password1", "password2")},
        ),
    )
    readonly_fields = ("last_login", "joined_at", "second_factor", "signed_in")
    inlines = (NewRoleInline,)
    actions_detail = (
        "end_sessions",
        "reset_factor",
        "lift_lock",
        "erase_personal_data",
    )

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
        if not obj.is_active:
            # Else they would go on if it was opened again.
            sessions.end(obj.sign_ins.all())

    def erase_with_it(self, record: Any) -> None:
        """Erase who was invited, and the letters to that address."""
        invited = Invitation.objects.filter(email__iexact=record.email)
        told = Q(account=record) | Q(invitation__in=[row.pk for row in invited])
        AccountLetter.objects.filter(told).delete()
        for invitation in invited:
            if not (invitation.accepted_at or invitation.revoked_at):
                # Its link would make an account of an address that is nobody's.
                invitations.withdraw(invitation)
            erase_with_notes(invitation)

    def may_act(self, request: HttpRequest, account: User) -> bool:
        """Return whether one may end an account's sessions and reset its factor.

        Not one's own: a thief at an open browser would begin with that.
        """
        is_own = account.pk == request.user.pk
        return not is_own and self.has_change_permission(request, account)

    def has_act_on_permission(
        self, request: HttpRequest, object_id: Any = None
    ) -> bool:
        """Return whether the buttons are shown that act on an account."""
        account = self.get_object(request, str(object_id))
        return account is not None and self.may_act(request, account)

    @admin.display(description=_("second factor"))
    def second_factor(self, account: User) -> str:
        known = factors.known(account) if account.pk else None
        return gettext("set up") if known and known.factor else gettext("none")

    @admin.display(description=_("browsers signed in"))
    def signed_in(self, account: User) -> int:
        return sessions.open_of(account).count() if account.pk else 0

    @action(  # type: ignore[untyped-decorator]
        description=_("End all sessions"),
        url_path="end-sessions",
        permissions=["act_on"],
    )
    @of_record
    def end_sessions(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Sign somebody out everywhere."""
        question = Question(
            gettext("End all sessions of %(name)s") % {"name": record},
            gettext("Every browser signed in with this account is signed out at once."),
            gettext("End all sessions"),
        )

        def end() -> None:
            sessions.end(record.sign_ins.all())
            self._note(request, record, gettext("All sessions were ended."))

        return ask(self, request, record, question, end)

    @action(  # type: ignore[untyped-decorator]
        description=_("Take off the second factor"),
        url_path="reset-factor",
        permissions=["act_on"],
    )
    @of_record
    def reset_factor(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Help somebody who has lost the phone and the spare codes."""
        question = Question(
            gettext("Take off the second factor of %(name)s") % {"name": record},
            gettext(
                "Make sure by another way, such as a call, that the person asked for "
                "it. They get a letter about it, and their sessions end."
            ),
            gettext("Take it off"),
        )

        def take_off() -> None:
            with transaction.atomic():
                factors.take_off(record)
                sessions.end(record.sign_ins.all())
                self._note(request, record, gettext("Second factor taken off."))

        return ask(self, request, record, question, take_off)

    @action(  # type: ignore[untyped-decorator]
        description=_("Lift the lock of sign-in"),
        url_path="lift-lock",
        permissions=["act_on"],
    )
    @of_record
    def lift_lock(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Let somebody try again who mistyped the password too often."""
        question = Question(
            gettext("Lift the lock of %(name)s") % {"name": record},
            gettext("The password can be tried again at once, from everywhere."),
            gettext("Lift the lock"),
        )

        def lift() -> None:
            throttle.lift(record.email)
            self._note(request, record, gettext("The lock of sign-in was lifted."))

        return ask(self, request, record, question, lift)

    def _note(self, request: HttpRequest, record: Any, text: str) -> None:
        """Record what was done to an account, and say so."""
        self.log_change(request, record, text)
        messages.success(request, text)
