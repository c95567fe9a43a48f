"""The questions that standard tours, merging and splitting ask."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from delegations.admin.draft_page import DraftForm, WayField
from delegations.admin.forms import clock_field
from delegations.models import Delegation, StandardTour, Stop, Visit
from delegations.models.delegations import OFF
from delegations.preparing.drafts import Draft
from delegations.preparing.joining import merged, parted
from delegations.preparing.standard import Start, laid, measured
from exhibitors.days import day_of_exhibition

OVER = (*OFF, Visit.Status.DONE)


def day_field(label: Any, **more: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    widget = UnfoldAdminTextInputWidget({"type": "date"})
    widget.input_type = "date"
    return forms.DateField(label=label, widget=widget, **more)


class TourForm(DraftForm):
    """Asks for a tour, and when it begins."""

    tour = forms.ModelChoiceField(
        StandardTour.objects.none(),
        label=gettext_lazy("Standard tour"),
        widget=UnfoldAdminSelectWidget,
    )
    into = forms.ModelChoiceField(
        Visit.objects.none(),
        label=gettext_lazy("Into the visit"),
        required=False,
        empty_label=gettext_lazy("a new visit"),
        widget=UnfoldAdminSelectWidget,
    )
    on = day_field(gettext_lazy("Day"))
    start = clock_field(gettext_lazy("Begins at"))
    gap = forms.IntegerField(
        label=gettext_lazy("Minutes between two stops"),
        min_value=0,
        max_value=120,
        initial=5,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=gettext_lazy("Where the plan does not tell how long one walks."),
    )
    way = WayField()

    def __init__(
        self,
        *args: Any,
        delegation: Delegation,
        visit: Visit | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delegation = delegation
        tours: Any = self.fields["tour"]
        tours.queryset = StandardTour.objects.of(delegation.exhibition_id)
        into: Any = self.fields["into"]
        into.queryset = delegation.visits.exclude(status__in=OVER)
        self.fields["start"].required = True
        coming = list(into.queryset)
        same_day = [row for row in coming if row.on == delegation.visiting_on]
        first = visit or next(iter(same_day), coming[0] if len(coming) == 1 else None)
        day = (first and first.on) or delegation.visiting_on
        self.initial = {"into": first, "on": day, **self.initial}
        if day:
            self.initial["on"] = day.isoformat()

    def clean_on(self) -> date | None:
        """Return the day, one of the exhibition's."""
        return day_of_exhibition(self.delegation.exhibition, self.cleaned_data["on"])

    def draft(self) -> Draft:
        """Return the draft of the tour."""
        found = self.cleaned_data
        start = Start(found["on"], found["start"], found["gap"])
        walk = measured(self.delegation.exhibition, found["gap"])
        return laid(
            found["tour"], self.delegation, start, visit=found["into"], walk=walk
        )


class MergeForm(DraftForm):
    """Asks which visit comes into this one."""

    other = forms.ModelChoiceField(
        Visit.objects.none(),
        label=gettext_lazy("Visit to take in"),
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("Visits of the same day, or without a day."),
    )
    way = WayField()

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        others = Visit.objects.of(visit.exhibition_id).exclude(pk=visit.pk)
        others = others.exclude(status__in=OVER)
        others = others.exclude(delegation__status__in=OFF)
        if visit.on:
            others = others.filter(on=visit.on) | others.filter(on=None)
        field: Any = self.fields["other"]
        field.queryset = others.select_related("delegation")

    def draft(self) -> Draft:
        """Return the draft that takes it in."""
        return merged(self.visit, self.cleaned_data["other"])


class SplitForm(DraftForm):
    """Asks which stops leave, and to which day."""

    stops = forms.ModelMultipleChoiceField(
        Stop.objects.none(),
        label=gettext_lazy("Stops that go to a new visit"),
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    on = day_field(
        gettext_lazy("Day of the new visit"),
        required=False,
        help_text=gettext_lazy("Empty: the same day."),
    )
    way = WayField()

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        field: Any = self.fields["stops"]
        stops = visit.stops.select_related("stand").order_by("position", "pk")
        field.queryset = stops
        local = visit.delegation.exhibition.local
        field.choices = [(stop.pk, _timed(stop, local)) for stop in stops]

    def draft(self) -> Draft:
        """Return the draft that moves them."""
        found = self.cleaned_data
        return parted(self.visit, found["stops"], on=found["on"])


def _timed(stop: Stop, local: Any) -> str:
    if stop.planned is None:
        return f"{stop} ({_('no time yet')})"
    return f"{local(stop.planned.lower):%H:%M} {stop}"


class KeepForm(forms.Form):
    """Asks for the name of a standard tour."""

    name = forms.CharField(
        label=gettext_lazy("Name of the standard tour"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
    )

    use_required_attribute = False
