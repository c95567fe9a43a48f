"""What a planner is asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, Visit
from delegations.models.plannings import LONGEST
from exhibitors.models import Exhibition

SECONDS = 20


class PlanForm(forms.Form):
    """Which delegations of a day to plan, for how long, afresh or from now on."""

    delegations = forms.ModelMultipleChoiceField(
        Delegation.objects.none(),
        label=_("Delegations"),
        required=False,
        help_text=_("None chosen: all of the day."),
    )
    time_limit = forms.IntegerField(
        label=_("Seconds"), required=False, min_value=1, max_value=LONGEST
    )
    seed = forms.IntegerField(
        label=_("Seed"), required=False, min_value=0, max_value=2**31 - 1
    )
    replan = forms.BooleanField(label=_("Only what is still to come"), required=False)
    notice = forms.IntegerField(
        label=_("Minutes of notice"), required=False, min_value=0, max_value=240
    )
    late = forms.ModelMultipleChoiceField(
        Visit.objects.none(), label=_("Late visits"), required=False
    )

    # Sent by the page, on which none chosen is a slip; others mean all of the day.
    chosen = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, exhibition: Exhibition, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        visits = Visit.objects.of(exhibition).filter(on=on, is_counted=True)
        fields: dict[str, Any] = self.fields
        fields["late"].queryset = visits
        fields["delegations"].queryset = Delegation.objects.of(exhibition).filter(
            pk__in=visits.values("delegation")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a page on which no delegation is chosen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        is_none = "delegations" in given and not given["delegations"]
        if given.get("chosen") and is_none:
            self.add_error("delegations", _("Choose at least one delegation."))
        return given

    def wanted(self) -> dict[str, Any]:
        """Return what was asked for, as ``runs.start`` takes it; the form is valid."""
        given = self.cleaned_data
        notice = given["notice"]
        return {
            "delegations": [row.pk for row in given["delegations"]],
            "time_limit": given["time_limit"] or SECONDS,
            "seed": given["seed"] or 0,
            "is_replanning": given["replan"],
            "notice": 15 if notice is None else notice,
            "late": [row.pk for row in given["late"]],
        }
