"""The rows of a visit's form: the visit, its stops, the duties of people.

Each row is checked by itself here, but for the rules of the schedule, which only all
rows together can keep or break: ``delegations.admin.rehearsal`` tries them.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminIntegerFieldWidget,
)

from delegations.forms import times
from delegations.forms.times import clock_range, clock_times, time_problem
from delegations.models import Engagement, Stop, Visit
from delegations.schedule import ScheduleConflict, rehearse
from exhibitors.admin.forms import RecordForm, judged_together
from exhibitors.models.constraints import Excludes


def clock_field(label: Any) -> forms.TimeField:
    """Return a field for a time of day in the look of the administration."""
    return times.clock_field(label, **{"class": " ".join(INPUT_CLASSES)})


class ScheduleForm(RecordForm):
    """A row of the schedule, with the version that the page was made from."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        judged_together(self.instance, lambda rule: isinstance(rule, Excludes))
        self.initial["seen_version"] = self.instance.version

    def has_changed(self) -> bool:
        """Say whether anything but the version differs."""
        return bool(set(self.changed_data) - {"seen_version"})

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        # Somebody else's change since then is told apart by it.
        if self.instance.pk and self.cleaned_data.get("seen_version"):
            self.instance.version = self.cleaned_data["seen_version"]

    def show_times(self, name: str, start: str, end: str) -> None:
        """Fill two fields with the times of day of a range."""
        home = self.instance.exhibition if self.instance.exhibition_id else None
        stretch = getattr(self.instance, name)
        if home and stretch:
            self.initial[start], self.initial[end] = clock_times(home, stretch)

    def take_times(self, name: str, start: str, end: str, day: Any) -> None:
        """Set a range from two fields and their day, or say what is missing."""
        first, last = (self.cleaned_data.get(field) for field in (start, end))
        problem = time_problem(start, end, first, last, day)
        if problem:
            self.add_error(*problem)
        elif not {start, end} & set(self.errors):
            home = self.instance.exhibition
            stretch = first and last and clock_range(home, day, first, last)
            setattr(self.instance, name, stretch or None)


class VisitForm(ScheduleForm):
    """A visit; its times are times of its day."""

    window_from = clock_field(gettext_lazy("Can come from"))
    window_to = clock_field(gettext_lazy("Until"))
    span_from = clock_field(gettext_lazy("Tour from"))
    span_to = clock_field(gettext_lazy("Until"))

    class Meta:
        model = Visit
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_times("window", "window_from", "window_to")
        self.show_times("span", "span_from", "span_to")
        if "span_from" in self.fields:
            self.fields["span_from"].help_text = _(
                "Empty: from the first stop to the last."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = self.cleaned_data.get("on")
        self.take_times("window", "window_from", "window_to", day)
        self.take_times("span", "span_from", "span_to", day)
        return cleaned


class StopForm(ScheduleForm):
    """A stop of a visit; its times are times of the visit's day."""

    starts = clock_field(gettext_lazy("Start"))
    ends = clock_field(gettext_lazy("End"))

    class Meta:
        model = Stop
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_times("planned", "starts", "ends")
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.instance.pk is None:
                self.initial["position"] = self._row()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.take_times("planned", "starts", "ends", self.instance.visit.on)
        return cleaned

    def clean_position(self) -> int:
        """Return the order; a row without one comes last."""
        given: int | None = self.cleaned_data.get("position")
        return self._row() or 0 if given is None else given

    def _row(self) -> int | None:
        """Return the place of the row in the form, from 1; None for the pattern."""
        number = str(self.prefix).rpartition("-")[2]
        return int(number) + 1 if number.isdigit() else None


class StopDetailForm(ScheduleForm):
    """What a stop has beside its time; the stand can be taken all the same."""

    class Meta:
        model = Stop
        exclude: tuple[str, ...] = ()

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                rehearse([self.instance])
            except ScheduleConflict as conflict:
                self.add_error(None, conflict)


class EngagementForm(ScheduleForm):
    """A person's duty: at the stop of a number, or on the whole tour."""

    seen_version = None  # type: ignore[assignment]
    at = forms.IntegerField(
        label=gettext_lazy("At stop no."),
        required=False,
        min_value=0,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=gettext_lazy("Its order in the list above; empty: the whole tour."),
    )

    class Meta:
        model = Engagement
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        RecordForm.__init__(self, *args, **kwargs)
        judged_together(self.instance, lambda rule: isinstance(rule, Excludes))
        if self.instance.stop_id:
            self.initial["at"] = self.instance.stop.position

    def _post_clean(self) -> None:
        RecordForm._post_clean(self)  # type: ignore[attr-defined]
