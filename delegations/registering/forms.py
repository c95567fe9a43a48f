"""The form that embassies fill in; its rows are in ``rows``.

A draft takes what was typed as it stands (``typed``); sending in takes what was
checked (``checked``). Both have the shape of ``answers``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Delegation
from delegations.registering.answers import LANGUAGES, TEXTS, Answers
from delegations.registering.rows import clean_text, text_field
from exhibitors.days import day_of_exhibition
from exhibitors.models import Exhibition, Stand


def _clock(label: Any) -> forms.TimeField:
    look = {"placeholder": "10:30", "autocomplete": "off"}
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(look, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H%M"],
    )


class RegistrationForm(forms.Form):
    """The delegation, its arrival, its wishes, and whom to ask."""

    name_en = text_field(TEXTS["name_en"], 300)
    name_ru = text_field(TEXTS["name_ru"], 300)
    name_az = text_field(TEXTS["name_az"], 300)
    kind = forms.ChoiceField(
        label=TEXTS["kind"], choices=Delegation.Kind.choices, initial="official"
    )
    size = forms.IntegerField(
        label=TEXTS["size"], required=False, min_value=1, max_value=500
    )
    arrival = text_field(
        TEXTS["arrival"],
        2000,
        lines=4,
        help_text=gettext_lazy("Flights, hotel, cars with their numbers."),
    )
    visiting_on = forms.DateField(
        label=TEXTS["visiting_on"],
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    window_from = _clock(TEXTS["window_from"])
    window_to = _clock(TEXTS["window_to"])
    stands = forms.MultipleChoiceField(
        label=TEXTS["stands"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wishes = text_field(TEXTS["wishes"], 4000, lines=4)
    contact_name = text_field(TEXTS["contact_name"], 200)
    contact_email = forms.EmailField(
        label=TEXTS["contact_email"], max_length=254, required=False
    )
    contact_phone = text_field(TEXTS["contact_phone"], 40)

    use_required_attribute = False

    def __init__(self, *args: Any, exhibition: Exhibition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exhibition = exhibition
        stands = Stand.objects.of(exhibition).filter(is_published=True)
        self.fields["stands"].choices = [  # type: ignore[attr-defined]
            (stand.slug, str(stand)) for stand in stands
        ]
        look = self.fields["visiting_on"].widget.attrs
        look |= {"min": exhibition.start_on, "max": exhibition.end_on}
        for name in ("name_ru", "name_az"):
            self.fields[name].widget.attrs["lang"] = name[-2:]

    def clean_visiting_on(self) -> date | None:
        """Return the day, one of the exhibition's."""
        day: date | None = self.cleaned_data["visiting_on"]
        return day_of_exhibition(self.exhibition, day)

    def clean(self) -> dict[str, Any]:
        """Say what is missing where."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(found.get(f"name_{code}") for code in LANGUAGES):
            self.add_error("name_en", _("Give the name in at least one language."))
        is_reachable = found.get("contact_email") or found.get("contact_phone")
        if not is_reachable and "contact_email" not in self.errors:
            sentence = _("Give an e-mail address or a telephone number.")
            self.add_error("contact_email", sentence)
        self._check_window(found)
        return found

    def _check_window(self, found: Mapping[str, Any]) -> None:
        first, last = found.get("window_from"), found.get("window_to")
        if {"window_from", "window_to", "visiting_on"} & set(self.errors):
            return
        if first and not last:
            self.add_error("window_to", _("Give the end too."))
        elif last and not first:
            self.add_error("window_from", _("Give the beginning too."))
        elif first and last and last <= first:
            self.add_error("window_to", _("The end is not after the beginning."))
        elif first and not found.get("visiting_on"):
            self.add_error("visiting_on", _("Give the day too."))


def as_answers(form: RegistrationForm, members: Any, languages: Any) -> Answers:
    """Return what was typed, in the shape of answers; unknown stands are left out."""
    choices = dict(form.fields["stands"].choices)  # type: ignore[attr-defined]
    found: Answers = {name: clean_text(form[name].value()) for name in form.fields}
    chosen = form["stands"].value() or ()
    found["stands"] = [slug for slug in chosen if slug in choices]
    return found | {"members": members.typed(), "languages": languages.typed()}


def checked(form: RegistrationForm, answers: Answers) -> Answers:
    """Return the answers as they were understood: times and days in one spelling."""
    values = form.cleaned_data
    plain = {name: clean_text(values.get(name)) for name in values if name != "stands"}
    return {**answers, **plain, "stands": sorted(values.get("stands") or ())}
