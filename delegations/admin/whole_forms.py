"""The questions that changes of a whole delegation ask."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from delegations.admin.draft_page import DraftForm, WayField
from delegations.models import Delegation, Membership, Person
from delegations.preparing import whole
from delegations.preparing.drafts import Draft
from exhibitors.slugs import free_slug

LEAVES = "leaves"
FORMER = [
    *(choice for choice in Membership.Role.choices if choice[0] != "head"),
    (LEAVES, gettext_lazy("leaves the delegation")),
]


class OffForm(DraftForm):
    """Asks nothing: the page says what putting the delegation off does."""

    def __init__(
        self,
        *args: Any,
        delegation: Delegation,
        verb: Callable[[Delegation], Draft],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delegation, self.verb = delegation, verb

    def draft(self) -> Draft:
        """Return the draft, with whom and what it touches."""
        draft = self.verb(self.delegation)
        draft.notes += touched_notes(self.delegation)
        return draft


class ResumeForm(DraftForm):
    """Asks as what the delegation comes, and what to do where others have its hours."""

    status = forms.ChoiceField(
        label=gettext_lazy("It is"),
        choices=[(status.value, status.label) for status in whole.UP],
        widget=UnfoldAdminSelectWidget,
        initial=Delegation.Status.CONFIRMED,
    )
    way = WayField()

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegation = delegation

    def draft(self) -> Draft:
        """Return the draft, with whom it touches."""
        draft = whole.resumed(self.delegation, self.cleaned_data["status"])
        draft.notes += touched_notes(self.delegation, is_back=True)
        return draft


class HeadForm(DraftForm):
    """Asks who is the head from now on, and what becomes of the head so far."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("New head"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("Members come first. Or enter a new person below."),
    )
    form_of_address = forms.CharField(
        label=gettext_lazy("Form of address"),
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of a new person"),
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("Printed exactly as entered."),
    )
    position = forms.CharField(
        label=gettext_lazy("Title and position"),
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
    )
    former = forms.ChoiceField(
        label=gettext_lazy("The head so far"),
        choices=FORMER,
        widget=UnfoldAdminSelectWidget,
        initial=Membership.Role.MEMBER,
    )

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegation = delegation
        people = Person.objects.of(delegation.exhibition_id)
        own = delegation.memberships.values("person")
        field: Any = self.fields["person"]
        field.queryset = people
        members = people.filter(pk__in=own).order_by("memberships__position")
        others = people.exclude(pk__in=own).order_by("name")
        field.choices = [
            ("", "–"),
            (_("Members"), [(p.pk, _named(p)) for p in members.distinct()]),
            (_("Other people"), [(p.pk, _named(p)) for p in others]),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one person, known or new."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(found.get("person")) == bool(found.get("name")):
            self.add_error("person", _("Choose a person, or enter a new one."))
        return found

    def draft(self) -> Draft:
        """Return the draft; a new person is entered with it."""
        found = self.cleaned_data
        person = found["person"] or self._new()
        if person._state.adding:
            person.save()
        former = None if found["former"] == LEAVES else found["former"]
        draft = whole.new_head(self.delegation, person, former)
        text = _("%(person)s heads the delegation, and comes first in it.")
        draft.notes.append(text % {"person": person})
        return draft

    def _new(self) -> Any:
        found = self.cleaned_data
        home = self.delegation.exhibition
        slug = free_slug(Person.objects.of(home), found["name"])
        person: Any = Person(
            exhibition=home, slug=slug, country=self.delegation.country
        )
        person.name_en, person.title_en = found["name"], found["position"]
        person.form_of_address_en = found["form_of_address"]
        return person


def _named(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


def touched_notes(delegation: Delegation, *, is_back: bool = False) -> list[str]:
    """Return in sentences what putting off or taking up a delegation touches."""
    found = whole.touched(delegation)
    visits = ngettext(
        "%(number)d visit with %(stops)d timed stops is touched.",
        "%(number)d visits with %(stops)d timed stops are touched.",
        len(found.visits),
    ) % {"number": len(found.visits), "stops": found.timed}
    what = (
        _("They take their hours again.")
        if is_back
        else _("Nothing is deleted; their hours are free for others.")
    )
    notes = [f"{visits} {what}"]
    if found.people:
        people = ", ".join(found.people)
        notes.append(_("It concerns %(people)s.") % {"people": people})
    return notes
