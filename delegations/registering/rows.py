"""The rows of a registration: members in their order, language pairs."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Membership
from delegations.registering.answers import SPOKEN, language_name

MOST_MEMBERS = 80
MOST_LANGUAGES = 12
HEAD = Membership.Role.HEAD


def text_field(
    label: Any, most: int, *, lines: int = 0, **more: Any
) -> forms.CharField:
    """Return a field for a text, of one line or of several."""
    widget = forms.Textarea({"rows": lines}) if lines else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, required=False, widget=widget, **more
    )


class _Row(forms.Form):
    """A row that counts once something beside its place is entered."""

    silent: tuple[str, ...] = ()
    use_required_attribute = False

    def has_changed(self) -> bool:
        """Say whether somebody entered something in the row."""
        silent = {*self.silent, DELETION_FIELD_NAME}
        return any(
            str(self[name].value() or "").strip()
            for name in self.fields
            if name not in silent
        )


class MemberForm(_Row):
    """One member, at a place in the order of precedence."""

    silent = ("place", "role")

    place = forms.IntegerField(
        label=gettext_lazy("Place"), required=False, min_value=0, max_value=999
    )
    form_of_address = text_field(
        gettext_lazy("Form of address"),
        200,
        help_text=gettext_lazy("As in “His Excellency”; printed as entered."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name in Latin letters"),
        max_length=200,
        help_text=gettext_lazy("Printed exactly as entered."),
    )
    name_as_written = text_field(gettext_lazy("Name in the own script"), 200)
    title = text_field(gettext_lazy("Title and position"), 300)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
    )


class LanguageForm(_Row):
    """A language the delegation speaks, and one it needs it put into."""

    spoken = forms.ChoiceField(label=gettext_lazy("We speak"), required=False)
    understood = forms.ChoiceField(
        label=gettext_lazy("Interpreted from and into"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((language_name(code), code) for code in SPOKEN)
        choices = [("", "–"), *((code, name) for name, code in named)]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse half a pair, and a language that is put into itself."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        pair = [found.get(name) for name in ("spoken", "understood")]
        if not all(pair) or pair[0] == pair[1]:
            self.add_error("understood", _("Choose two different languages."))
        return found


class _Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows in the shape of answers."""

    def typed(self) -> list[dict[str, str]]:
        """Return the rows as typed, without the empty and the removed ones."""
        return self._in_order([form for form in self.forms if self._stays(form)])

    def _stays(self, form: Any) -> bool:
        return form.has_changed() and not form[DELETION_FIELD_NAME].value()

    def _in_order(self, rows: Iterable[Any]) -> list[dict[str, str]]:
        return [
            {
                name: clean_text(form[name].value())
                for name in form.fields
                if name not in ("place", DELETION_FIELD_NAME)
            }
            for form in rows
        ]

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the box that takes a row out."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Remove")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Let any row be left empty, also one that was filled before."""
        return {**super().get_form_kwargs(index), "empty_permitted": True}


class MemberRows(_Rows):
    """The members, exactly one of whom is the head."""

    def _in_order(self, rows: Iterable[Any]) -> list[dict[str, str]]:
        numbered = list(enumerate(rows, start=1))
        numbered.sort(key=lambda row: (_place(row[1], row[0]), row[0]))
        return super()._in_order(form for _number, form in numbered)

    def clean(self) -> None:
        """Refuse no head and two heads, and a person who is named twice."""
        rows = [form for form in self.forms if self._stays(form)]
        heads = [form for form in rows if form.cleaned_data.get("role") == HEAD]
        for form in heads[1:]:
            form.add_error("role", _("The delegation has a head already."))
        if not heads:
            raise ValidationError(_("Name the members, and who of them is the head."))
        seen = set()
        for form in rows:
            name = form.cleaned_data.get("name")
            if name and name in seen:
                form.add_error("name", _("This person is named already."))
            seen.add(name)


class LanguageRows(_Rows):
    """The language pairs, each once."""

    def clean(self) -> None:
        """Refuse a pair that is given twice."""
        seen = set()
        for form in self.forms:
            pair = tuple(form.cleaned_data.get(n) for n in ("spoken", "understood"))
            if self._stays(form) and pair in seen:
                form.add_error("understood", _("This pair is given already."))
            seen.add(pair)


MemberFormSet = forms.formset_factory(
    MemberForm,
    formset=MemberRows,
    extra=1,
    can_delete=True,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_MEMBERS,
    validate_max=True,
)
LanguageFormSet = forms.formset_factory(
    LanguageForm,
    formset=LanguageRows,
    extra=1,
    can_delete=True,
    max_num=MOST_LANGUAGES,
    absolute_max=MOST_LANGUAGES,
    validate_max=True,
)


def _place(form: Any, otherwise: int) -> int:
    text = str(form["place"].value() or "").strip()
    return int(text) if text.isdecimal() and len(text) < 4 else otherwise


def clean_text(value: Any) -> str:
    """Return a value as text that the database can hold."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value if value is not None else "").replace("\0", "").strip()
