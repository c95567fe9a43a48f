"""A stop as its form on the board enters it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.board.moves import may_widen
from delegations.forms.times import (
    clock_field,
    clock_range,
    clock_times,
    time_problem,
)
from delegations.models import Engagement, Person, Stop
from delegations.rows import Row as ScheduleRow
from exhibitors.admin.forms import judged_together
from exhibitors.models import Exhibit, Stand
from exhibitors.models.constraints import Excludes

_DUTIES = {
    "receiving": Engagement.Role.RECEIVES,
    "interpreting": Engagement.Role.INTERPRETS,
}


def _people(label: Any) -> Any:
    return forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=label,
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
    )


def _seen_people() -> forms.CharField:
    """Return the field that keeps who had a duty when the page was made."""
    digits = RegexValidator(r"^(\d{1,18},)*\d{0,18}$")
    return forms.CharField(
        required=False, widget=forms.HiddenInput, validators=[digits]
    )


class StopForm(forms.ModelForm):  # type: ignore[type-arg]
    """A stop of a visit, its times as times of the visit's day, and who is there.

    ``version`` and ``seen`` say which stop, and which change, the page was made from.
    """

    starts = clock_field(gettext_lazy("Start"))
    ends = clock_field(gettext_lazy("End"))
    widen = forms.BooleanField(
        label=gettext_lazy("Let the visit reach so far, if need be"),
        required=False,
    )
    receiving = _people(gettext_lazy("Received by"))
    interpreting = _people(gettext_lazy("Interpreters"))
    to_show = forms.ModelMultipleChoiceField(
        Exhibit.objects.none(),
        label=gettext_lazy("Exhibits to show"),
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=gettext_lazy("Those of the stand; after a change of it, save first."),
    )
    receiving_before = _seen_people()
    interpreting_before = _seen_people()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Stop
        fields = (
            "kind",
            "title",
            "stand",
            "bay",
            "duration",
            "is_locked",
            "is_optional",
            "value",
            "talking_points",
            "note",
            "status",
        )
        widgets = {
            "talking_points": forms.Textarea({"rows": 3}),
            "note": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Left to ``write``, which says who is there and what is free.
        judged_together(self.instance, lambda rule: isinstance(rule, Excludes))
        visit = self.instance.visit
        self.home = visit.delegation.exhibition
        self.duties = self._duties()
        self._choose_among()
        first, last = clock_times(self.home, self.instance.planned)
        self.initial.update(starts=first, ends=last, seen=seen)
        self.initial["version"] = self.instance.version
        # Of a stop that is not optional nobody asks.
        self.fields["value"].required = False
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = _layout()

    def _duties(self) -> list[Engagement]:
        """Return the duties at the stop, none for a new one."""
        if self.instance.pk is None:
            return []
        rows = self.instance.engagements.select_related("person")
        return list(rows.exclude(reply=Engagement.Reply.DECLINED))

    def _choose_among(self) -> None:
        """Offer the stands, people and exhibits of the exhibition."""
        stop, home = self.instance, self.home
        fields: dict[str, Any] = self.fields
        fields["stand"].queryset = Stand.objects.of(home).order_by("number_key", "name")
        shown: list[int] = []
        if stop.pk is not None:
            shown = list(stop.exhibits.values_list("pk", flat=True))
        among = Q(pk__in=shown) | Q(stand=stop.stand_id)
        fields["to_show"].queryset = Exhibit.objects.of(home).filter(among)
        self.initial["to_show"] = shown
        for name, role in _DUTIES.items():
            fields[name].queryset = Person.objects.of(home).order_by("name")
            at_stop = [duty.person_id for duty in self.duties if duty.role == role]
            self.initial[name] = at_stop
            self.initial[f"{name}_before"] = ",".join(map(str, at_stop))

    def clean(self) -> dict[str, Any]:
        """Make the range of the two times, or say what is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_call = cleaned.get("kind") == Stop.Kind.CALL
        if is_call and not (
            cleaned.get("stand")
            or cleaned.get("title")
            or cleaned.get("to_show")
            or "stand" in self.errors
        ):
            self.add_error("stand", _("Choose the stand, or give a title."))
        first, last = cleaned.get("starts"), cleaned.get("ends")
        on = self.instance.visit.on
        if {"starts", "ends"} & set(self.errors):
            return cleaned
        if problem := time_problem("starts", "ends", first, last, on):
            self.add_error(*problem)
        elif first and last and on:
            self.instance.planned = clock_range(self.home, on, first, last)
            self._refuse_beyond_window()
        else:
            self.instance.planned = None
        return cleaned

    def _refuse_beyond_window(self) -> None:
        """Say that it is the window which the visit cannot reach beyond."""
        visit, planned = self.instance.visit, self.instance.planned
        is_asked = visit.span is not None and self.cleaned_data.get("widen")
        is_beyond = is_asked and not _holds(visit.span, planned)
        if is_beyond and not may_widen(visit, planned):
            first, last = clock_times(self.home, visit.window)
            sentence = _(
                "%(delegation)s can only be there from %(start)s to %(end)s: change "
                "the window of the visit first."
            )
            names = {
                "delegation": visit.delegation,
                "start": f"{first:%H:%M}",
                "end": f"{last:%H:%M}",
            }
            self.add_error("starts", forms.ValidationError(sentence % names))

    def clean_bay(self) -> int:
        """Refuse a bay that the stand does not have."""
        bay: int = self.cleaned_data["bay"]
        stand = self.cleaned_data.get("stand")
        if stand is not None and bay > stand.bays:
            names = {"stand": stand, "bays": stand.bays}
            raise forms.ValidationError(_("%(stand)s has %(bays)d bays.") % names)
        return bay

    def clean_value(self) -> int:
        """Return the value; left empty it stays as it is."""
        given: int | None = self.cleaned_data["value"]
        return self.instance.value if given is None else given

    def rows(self) -> tuple[list[ScheduleRow], list[ScheduleRow]]:
        """Return what is to be written, and removed; the form is valid."""
        stop = self.instance
        stop.to_show = [exhibit.pk for exhibit in self.cleaned_data["to_show"]]
        rows: list[ScheduleRow] = [*self._visit(), stop]
        removed: list[ScheduleRow] = []
        for name, role in _DUTIES.items():
            # Only what was changed on the page: others may have changed the rest.
            before = self.cleaned_data[f"{name}_before"].split(",")
            wanted = {person.pk: person for person in self.cleaned_data[name]}
            there = {d.person_id: d for d in self.duties if d.role == role}
            removed += [
                duty
                for pk, duty in there.items()
                if pk not in wanted and str(pk) in before
            ]
            rows += [
                Engagement(visit=stop.visit, stop=stop, person=person, role=role)
                for pk, person in wanted.items()
                if pk not in there and str(pk) not in before
            ]
        return rows, removed

    def _visit(self) -> list[ScheduleRow]:
        """Return the visit where it has to reach further for the stop."""
        visit, planned = self.instance.visit, self.instance.planned
        if planned is None:
            return []
        span = visit.span
        if span is None:
            visit.span = planned
            return [visit]
        is_within = _holds(span, planned)
        asked = self.cleaned_data["widen"] and may_widen(visit, planned)
        if is_within or not asked:
            return []
        first, last = min(span.lower, planned.lower), max(span.upper, planned.upper)
        visit.span = type(planned)(first, last, "[)")
        return [visit]


def _holds(span: Any, planned: Any) -> bool:
    return bool(span.lower <= planned.lower and planned.upper <= span.upper)


def _layout() -> Layout:
    return Layout(
        Row(Column("starts"), Column("ends"), Column("duration")),
        "widen",
        Row(Column("stand", css_class="col-8"), Column("bay", css_class="col-4")),
        Row(Column("kind"), Column("status")),
        "title",
        Fieldset(
            _("For the planner"),
            "is_locked",
            Row(Column("is_optional"), Column("value")),
        ),
        Fieldset(_("Who is there"), Row(Column("receiving"), Column("interpreting"))),
        Fieldset(_("What happens"), "to_show", "talking_points", "note"),
        "receiving_before",
        "interpreting_before",
        "version",
        "seen",
    )
