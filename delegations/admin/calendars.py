"""The way from a record to a calendar address of it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations.models import Feed
from exhibitors.access import access_of
from exhibitors.models import Role


class WithCalendars:
    """A page from which a calendar address is given for its record."""

    feed_field = ""

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Calendar address"),
        url_path="calendar-address",
        permissions=["plan"],
    )
    def calendar_address(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Begin a calendar address of this record."""
        page: Any = self
        record = page.get_object(request, str(object_id))
        if record is None:
            missing: HttpResponse = page._get_obj_does_not_exist_redirect()
            return missing
        chosen = {self.feed_field: record.pk}
        if self.feed_field == "stand":
            chosen["view"] = Feed.View.STAND
        return redirect(f"{reverse('admin:delegations_feed_add')}?{urlencode(chosen)}")

    def has_plan_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Say whether the account plans visits anywhere."""
        return access_of(request).has(Role.ORGANISER, Role.PROTOCOL_OFFICER)
