"""What those who plan visits do from the page of a stand."""

from django.contrib import admin

from delegations.admin.calendars import WithCalendars
from exhibitors.admin.stands import StandAdmin
from exhibitors.models import Stand

admin.site.unregister(Stand)


@admin.register(Stand)
class StandWithCalendarAdmin(WithCalendars, StandAdmin):  # type: ignore[misc]
    feed_field = "stand"
    actions_detail = (*StandAdmin.actions_detail, "calendar_address")
