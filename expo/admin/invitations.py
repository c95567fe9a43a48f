"""Invitations: written for one or many addresses, sent again, withdrawn."""

import re
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextareaWidget

from delegations.admin.whole import of_record
from exhibitors.access import EVERY_ROW, access_of, working_exhibition
from exhibitors.admin.forms import RecordForm
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import ScopedAdmin
from exhibitors.admin.roles import FIELDS, Assigned
from exhibitors.models import Role
from exhibitors.models.fields import secret_token
from expo.accounts import invitations
from expo.admin.asking import Question, ask
from expo.models import Invitation, InvitedRole

MOST_AT_ONCE = 50


class InviteForm(RecordForm):
    """One or many addresses, who are all given the same roles."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One a line, or with commas or semicolons between them; all of them are "
            "given the same roles."
        ),
    )

    class Meta:
        model = Invitation
        fields = ("name", "language")

    def clean_addresses(self) -> list[str]:
        """Return the addresses, each once; refuses what is none."""
        lines = re.split(r"[,;\n]", self.cleaned_data["addresses"])
        found = list(dict.fromkeys(line.strip().lower() for line in lines))
        found = [address for address in found if address]
        wrong = [address for address in found if not _is_an_address(address)]
        if wrong:
            text = _("“%(word)s” is no e-mail address.")
            raise ValidationError([text % {"word": word} for word in wrong[:5]])
        if len(found) > MOST_AT_ONCE:
            text = _("At most %(number)d at once.")
            raise ValidationError(text % {"number": MOST_AT_ONCE})
        if not found:
            raise ValidationError(_("Give at least one address."))
        self.instance.email = found[0]
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse one name for several people."""
        cleaned = super().clean()
        if cleaned.get("name") and len(cleaned.get("addresses", [])) > 1:
            self.add_error("name", _("Several people have several names: leave it."))
        return cleaned


def _is_an_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


class InvitedRoleInline(Assigned, RecordInline):
    """The roles; at least one, and none that whoever invites could not give."""

    model = InvitedRole
    editors = (Role.ORGANISER,)
    fields = FIELDS[1:]
    min_num = 1
    verbose_name_plural = gettext_lazy("roles that they will have")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "role":
            # The first of them is the mightiest: nobody gives it by not looking.
            field.choices = [("", "–"), *Role.choices]
        if db_field.name == "exhibition":
            field.initial = working_exhibition(request)
        # One chooses here; a new stand is entered on its own page.
        for verb in ("add", "change", "view", "delete"):
            setattr(field.widget, f"can_{verb}_related", False)
        return field


@admin.register(Invitation)
class InvitationAdmin(ScopedAdmin):
    readers = ()
    list_display = ("email", "role_names", "state", "invited_at", "invited_by")
    list_select_related = ("invited_by",)
    search_fields = ("email", "name")
    inlines = (InvitedRoleInline,)
    actions = None
    actions_detail: ClassVar[Any] = ("send_again", "withdraw")
    shown = (
        "email",
        ("name", "language"),
        "state",
        ("invited_at", "invited_by"),
        "expires_at",
    )

    def visible(self, request: HttpRequest) -> Q:
        return self.changeable(request)

    def changeable(self, request: HttpRequest) -> Q:
        """Return the invitations whose every role the account could give itself."""
        access = access_of(request)
        if access.is_everywhere:
            return EVERY_ROW
        within = access.within(Role.ORGANISER)
        inside = InvitedRole.objects.filter(within).values("invitation")
        outside = InvitedRole.objects.exclude(within).values("invitation")
        return Q(pk__in=inside) & ~Q(pk__in=outside)

    def at_work(self, request: HttpRequest) -> Q:
        return EVERY_ROW

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        links = ("exhibition", "country", "organisation", "stand")
        named = InvitedRole.objects.select_related(*links)
        found: QuerySet[Any] = rows.prefetch_related(Prefetch("roles", named))
        return found

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = self.shown if obj else ("addresses", ("name", "language"))
        return [(None, {"fields": fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("state",) if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = InviteForm
        return super().get_form(request, obj, change=change, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What was written in a letter does not change.
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_act(self, request: HttpRequest, invitation: Invitation) -> bool:
        """Return whether the account may send it again, and withdraw it."""
        return self._holds(self.changeable(request), invitation)

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, invitation: Any) -> str:
        return ", ".join(str(role) for role in invitation.roles.all())

    @admin.display(description=gettext_lazy("status"))
    def state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return _("taken up")
        if invitation.revoked_at:
            return _("withdrawn")
        return _("open") if invitation.expires_at > timezone.now() else _("too old")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the one button that writes the letters."""
        context = {"show_save_and_continue": False, "title": _("Invite")}
        page: HttpResponse = super().add_view(
            request, form_url, {**context, **(extra_context or {})}
        )
        return page

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        # Its roles, which put it in scope, are saved after it.
        obj.invited_by = request.user
        obj.digest = invitations.digest_of(secret_token())
        obj.save()

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        first = form.instance
        if not self.may_act(request, first):
            raise PermissionDenied
        others = [_copy(first, to) for to in form.cleaned_data["addresses"][1:]]
        for invitation in (first, *others):
            invitations.send(invitation, request.build_absolute_uri)
        first.letters_written = 1 + len(others)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        # The same whether the addresses have accounts.
        number = obj.letters_written
        text = ngettext(
            "%(number)d letter was written.", "%(number)d letters were written.", number
        )
        messages.success(request, text % {"number": number})
        back: HttpResponse = self.response_post_save_add(request, obj)
        return back

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Send it again"), url_path="send-again"
    )
    @of_record
    def send_again(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Write the letter once more, with a link that makes the old one void."""
        question = Question(
            _("Send the invitation again"),
            _("A letter with a new link goes to %(address)s; the old link is void.")
            % {"address": record.email},
            _("Send it again"),
        )
        return ask(
            self,
            request,
            record,
            question,
            lambda: _told(
                request,
                lambda: invitations.send(record, request.build_absolute_uri),
                _("The letter was written."),
            ),
        )

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Withdraw"), url_path="withdraw"
    )
    @of_record
    def withdraw(self, request: HttpRequest, record: Any) -> HttpResponse:
        """End it, with the roles that it has given."""
        question = Question(
            _("Withdraw the invitation"),
            _("The link is void at once, and the roles it gave are taken back."),
            _("Withdraw"),
        )
        return ask(
            self,
            request,
            record,
            question,
            lambda: _told(
                request, lambda: invitations.withdraw(record), _("Withdrawn.")
            ),
        )


def _told(request: HttpRequest, act: Callable[[], None], done: str) -> None:
    try:
        act()
    except invitations.NotOpen:
        messages.error(request, _("This invitation was taken up or withdrawn."))
    else:
        messages.success(request, done)


def _copy(invitation: Invitation, address: str) -> Invitation:
    """Return the same invitation for somebody else."""
    copied = Invitation.objects.create(
        email=address,
        language=invitation.language,
        digest=invitations.digest_of(secret_token()),
        invited_by=invitation.invited_by,
    )
    for role in invitation.roles.all():
        InvitedRole.objects.create(invitation=copied, **role.scope)
    return copied
