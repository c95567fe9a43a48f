"""The form of a record, on its own page or as a row of another's."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from unfold.forms import PaginationInlineFormSet

from exhibitors.admin.proposed import Proposed, initial_of, note_public
from exhibitors.models import Exhibition
from exhibitors.models.scope import Addressed, Record
from exhibitors.slugs import free_slug

LANGUAGES = ("en", "ru", "az")


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Enters a record of one exhibition, which the page fixes and nobody types."""

    exhibition: Exhibition | None = None
    refusal: str = ""
    # What the pavilion of the account proposes, shown in place of what is public.
    proposed: ClassVar[Proposed] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row = kwargs.get("instance")
        if row is not None and self.proposed:
            shown = initial_of(row, self.proposed)
            kwargs["initial"] = {**(kwargs.get("initial") or {}), **shown}
        super().__init__(*args, **kwargs)
        if self.proposed:
            note_public(self, self.proposed)
        if isinstance(self.instance, Record) and self.instance.exhibition_id is None:
            self.instance.exhibition_id = self.exhibition and self.exhibition.pk
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the name.")

    def clean(self) -> dict[str, Any]:
        """Refuse links to another exhibition; make a missing address."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal:
            self.add_error(None, self.refusal)
        if isinstance(self.instance, Record):
            self._refuse_strangers(cleaned)
        if isinstance(self.instance, Addressed | Exhibition):
            self._make_slug(cleaned)
        return cleaned

    def _refuse_strangers(self, cleaned: Mapping[str, Any]) -> None:
        home = self.instance.exhibition_id
        for name, value in cleaned.items():
            linked = value if isinstance(value, Iterable) else [value]
            if any(isinstance(r, Record) and r.exhibition_id != home for r in linked):
                self.add_error(name, _("This belongs to another exhibition."))

    def _make_slug(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("slug") or ("slug" not in self.fields and self.instance.slug):
            return
        names = [cleaned.get(f"{name}_{language}") for name, language in _NAMES]
        given = next((name for name in names if name), "")
        rows = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if isinstance(self.instance, Record):
            rows = rows.filter(exhibition=self.instance.exhibition_id)
        slug = free_slug(rows, given)
        if "slug" in self.fields:
            cleaned["slug"] = slug
        else:
            self.instance.slug = slug

    def _get_validation_exclusions(self) -> set[str]:
        # What the page fixes counts in the rules all the same.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - ({"exhibition", "slug", "digest"} - set(self.errors))


_NAMES = [(name, language) for name in ("name", "title") for language in LANGUAGES]


class BlankJSONField(forms.JSONField):
    """Structured data; nothing shows as nothing."""

    def prepare_value(self, value: Any) -> Any:
        """Return the text of a value, "" for none."""
        return "" if value is None else super().prepare_value(value)


class RecordFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    """Rows that belong to the exhibition of the record they are entered with."""

    is_publishing = True

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a row; what somebody enters who may not publish waits unseen."""
        if not self.is_publishing and hasattr(form.instance, "is_published"):
            form.instance.is_published = False
        return super().save_new(form, commit)

    def _construct_form(self, index: int, **kwargs: Any) -> Any:
        form = super()._construct_form(index, **kwargs)
        # Rows are judged with what the form of their record says, saved or not.
        setattr(form.instance, self.fk.name, self.instance)
        home = self._home()
        if home is not None and isinstance(form.instance, Record):
            form.instance.exhibition_id = home
        return form

    def _home(self) -> int | None:
        if isinstance(self.instance, Exhibition):
            return self.instance.pk
        return getattr(self.instance, "exhibition_id", None)

    def clean(self) -> None:
        """Give new rows with one name an address each; they were made row by row."""
        super().clean()
        slugs: set[str] = set()
        for form in self.forms:
            row: Any = form.instance
            if not isinstance(row, Addressed) or not form.has_changed():
                continue
            if row.slug in slugs:
                rows: Any = type(row)._default_manager.exclude(pk=row.pk)
                home = rows.filter(exhibition=self._home())
                row.slug = free_slug(home, row.slug, slugs)
            slugs.add(row.slug)


def judged_together(
    row: Any, is_meant: Callable[[models.BaseConstraint], bool]
) -> None:
    """Leave some rules of a row to the check of all rows of a form together.

    Row by row they would refuse what is right as a whole: two rows that change places.
    """
    kept = row.get_constraints()
    row.get_constraints = lambda: [
        (model, [rule for rule in rules if not is_meant(rule)]) for model, rules in kept
    ]


def at_row(form: Any, field: str, sentence: str) -> None:
    """Show a sentence at a field of a row, or at the row where it has no such field."""
    form.add_error(field if field in form.fields else None, ValidationError(sentence))
