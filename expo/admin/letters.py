"""Letters about accounts; where no mail leaves the house, they are read here."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr, urlize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.admin.releases import ReadOnly
from exhibitors.access import EVERY_ROW
from exhibitors.models import Role
from expo.models import AccountLetter, Invitation, User


@admin.register(AccountLetter)
class AccountLetterAdmin(ReadOnly):
    """For those alone who may change the account, or withdraw the invitation.

    A letter opens the account. Where mail leaves, nobody else reads it; where none
    does, only who could set the password anyway.
    """

    editors = (Role.ORGANISER,)  # type: ignore[assignment]
    list_display = ("written_at", "to", "kind", "sent_at", "attempts")
    list_display_links = ("written_at",)
    list_filter = ("kind",)
    search_fields = ("to", "subject")
    fields = (
        ("to", "kind"),
        "subject",
        "as_written",
        ("written_at", "sent_at", "attempts"),
        "error",
    )

    def visible(self, request: HttpRequest) -> Q:
        """Return the letters to the accounts and invitations in the reader's hands."""
        accounts: Any = self.admin_site._registry[User]
        invitations: Any = self.admin_site._registry[Invitation]
        mine = User.objects.filter(accounts.changeable(request))
        asked = Invitation.objects.filter(invitations.changeable(request))
        return Q(account__in=mine.values("pk")) | Q(
            account=None, invitation__in=asked.values("pk")
        )

    def changeable(self, request: HttpRequest) -> Q:
        return self.visible(request)

    def at_work(self, request: HttpRequest) -> Q:
        return EVERY_ROW

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("as_written",)

    @admin.display(description=gettext_lazy("text"))
    def as_written(self, letter: AccountLetter) -> SafeString | str:
        if settings.SENDS_MAIL or not letter.text:
            return _("For the person alone who gets it.")
        return linebreaksbr(urlize(letter.text))
