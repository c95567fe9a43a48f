"""What the planner rests on beside the schedule: times of people, interpreters."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from delegations.admin.forms import clock_field
from delegations.admin.people import PLANNERS
from delegations.admin.tour_forms import day_field
from delegations.forms.times import clock_range, clock_times, time_problem
from delegations.models import Availability, InterpreterPool
from exhibitors.admin.forms import RecordForm
from exhibitors.admin.records import RecordAdmin


class AvailabilityForm(RecordForm):
    """A person's time on one day of the exhibition, as clocks there show it."""

    on = day_field(_("Day"))
    starts = clock_field(_("From"))
    ends = clock_field(_("Until"))

    class Meta:
        model = Availability
        exclude = ("during",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts", "ends"):
            self.fields[name].required = True
        during = self.instance.during
        if during is not None:
            home = self.instance.exhibition
            first, last = clock_times(home, during)
            self.initial.update(
                on=home.local(during.lower).date(), starts=first, ends=last
            )

    def clean(self) -> dict[str, Any]:
        """Make the range of the day and its two times."""
        cleaned: dict[str, Any] = super().clean()
        on, first, last = (cleaned.get(name) for name in ("on", "starts", "ends"))
        if on and first and last:
            if problem := time_problem("starts", "ends", first, last, on):
                self.add_error(*problem)
            else:
                home = self.instance.exhibition
                self.instance.during = clock_range(home, on, first, last)
        elif not self.errors:
            raise forms.ValidationError(_("Give the day and both times."))
        return cleaned


@admin.register(Availability)
class AvailabilityAdmin(RecordAdmin):
    """When people can be there; who has no row on a day can be there all day."""

    editors = PLANNERS
    readers = ()
    form = AvailabilityForm
    list_display = ("person", "during")
    list_select_related = ("person",)
    search_fields = ("person__name_en", "person__name_ru", "person__name_az")
    fields_first = ("person", "on", ("starts", "ends"))


@admin.register(InterpreterPool)
class InterpreterPoolAdmin(RecordAdmin):
    """Interpreters whom the planner may share out among tours without a named one."""

    editors = PLANNERS
    readers = ()
    list_display = ("language", "count")
    fields_first = (("language", "count"),)
