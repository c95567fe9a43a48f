"""Making the next edition, from the page of an exhibition."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from exhibitors.access import access_of, work_in
from exhibitors.editions.cloning import NewEdition, clone, counts, drafted, last_day
from exhibitors.editions.parts import every_part, missing_needs, usual_parts
from exhibitors.models import Exhibition, Role, RoleAssignment

MAKE = "_make"


class EditionForm(forms.Form):
    """Asks what the next edition is called, when it begins, and what it takes over."""

    name_en = forms.CharField(
        label=gettext_lazy("Name in English"),
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
    )
    name_ru = forms.CharField(
        label=gettext_lazy("Name in Russian"),
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )
    name_az = forms.CharField(
        label=gettext_lazy("Name in Azerbaijani"),
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=120,
        widget=UnfoldAdminTextInputWidget,
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        widget=UnfoldAdminTextInputWidget({"type": "date"}),
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Take over"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    typed: ClassVar[tuple[str, ...]] = (
        "name_en",
        "name_ru",
        "name_az",
        "slug",
        "starts_on",
    )

    def __init__(self, source: Exhibition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        numbers, parts = counts(source), list(every_part())
        labels = {part.name: str(part.label) for part in parts}
        field: Any = self.fields["parts"]
        field.choices = [
            (part.name, f"{capfirst(part.label)} ({numbers[part.name]})")
            for part in parts
        ]
        self.needs = [
            (part.label, ", ".join(labels[name] for name in part.needs))
            for part in parts
            if part.needs
        ]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields of one line."""
        return [self[name] for name in self.typed]

    @property
    def wanted(self) -> NewEdition:
        """What was asked for."""
        given = self.cleaned_data
        names = {code: given[f"name_{code}"] or None for code in ("en", "ru", "az")}
        return NewEdition(names, given["slug"], given["starts_on"], given["parts"])

    def clean_parts(self) -> list[str]:
        """Refuse a part without those that it rests on, naming each of them."""
        chosen: list[str] = self.cleaned_data["parts"]
        text = _("“%(part)s” cannot go without “%(needed)s”: choose them too.")
        wrong = [
            text % {"part": capfirst(part.label), "needed": needed.label}
            for part, needed in missing_needs(chosen)
        ]
        if wrong:
            raise ValidationError(wrong)
        return chosen

    def _refuse_the_old_name(self, given: dict[str, Any]) -> None:
        """Refuse the name of the old edition: nobody could tell the two apart."""
        for code in ("en", "ru", "az"):
            name = given.get(f"name_{code}") or ""
            old = getattr(self.source, f"name_{code}") or ""
            if name and name.casefold() == old.strip().casefold():
                text = _(
                    "The edition of %(year)s is called so. Add what tells them apart."
                )
                self.add_error(
                    f"name_{code}", text % {"year": self.source.start_on.year}
                )

    def clean(self) -> dict[str, Any]:
        """Refuse what the new exhibition would refuse."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_the_old_name(cleaned)
        if not self.errors:
            try:
                drafted(self.source, self.wanted)
            except ValidationError as error:
                self._complain(error)
        return cleaned

    def _complain(self, error: ValidationError) -> None:
        told: dict[str, Any] = {"": error.messages}
        if hasattr(error, "error_dict"):
            told = {**error.error_dict}
        for name, errors in told.items():
            self.add_error(name if name in self.fields else None, errors)


class Editions:
    """Offers the next edition to who organises this one, and will organise that."""

    actions_detail: ClassVar[tuple[str, ...]] = ("next_edition",)

    def has_next_edition_permission(
        self, request: HttpRequest, object_id: Any = None
    ) -> bool:
        """Return whether the account organises the exhibition."""
        source = Exhibition.objects.filter(pk=object_id).first()
        return source is not None and access_of(request).organises(source)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Make the next edition"),
        url_path="next",
        permissions=["next_edition"],
    )
    def next_edition(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask what the next edition takes over, show it, make it."""
        source = self.get_object(request, str(object_id))  # type: ignore[attr-defined]
        if source is None:
            raise Http404
        if not access_of(request).organises(source):
            raise PermissionDenied
        first = {"parts": usual_parts(), "name_en": source.name_en}
        form = EditionForm(source, request.POST or None, initial=first)
        is_right = bool(request.POST) and form.is_valid()
        if is_right and MAKE in request.POST:
            return _made(request, source, form.wanted)
        return render(
            request, "admin/guidance/next.html", _page(request, form, is_right)
        )


@transaction.atomic
def _made(request: HttpRequest, source: Exhibition, wanted: NewEdition) -> HttpResponse:
    """Make the new exhibition and go on with it, as its organiser."""
    new = clone(source, wanted).exhibition
    if not access_of(request).is_everywhere:
        role: dict[str, Any] = {"role": Role.ORGANISER, "exhibition": new}
        RoleAssignment.objects.get_or_create(user=request.user, **role)
    work_in(request, new.pk)
    sentence = _("“%(name)s” is made. Visitors cannot see it yet.")
    messages.success(request, sentence % {"name": new.name})
    return redirect("admin:exhibitors_exhibition_change", new.pk)


def _page(request: HttpRequest, form: EditionForm, is_right: bool) -> dict[str, Any]:
    context = {
        **admin.site.each_context(request),
        "title": _("Make the next edition"),
        "source": form.source,
        "form": form,
        "button": MAKE,
    }
    if is_right:
        wanted, numbers = form.wanted, counts(form.source)
        context["preview"] = {
            "wanted": wanted,
            "ends_on": last_day(form.source, wanted.starts_on),
            "days": (wanted.starts_on - form.source.start_on).days,
            "parts": [
                (part.label, numbers[part.name])
                for part in every_part()
                if part.name in wanted.parts
            ],
        }
    return context
