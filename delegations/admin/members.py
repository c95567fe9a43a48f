"""Members and language pairs, entered with their delegation."""

from typing import Any

from django.utils.translation import gettext as _

from delegations.admin.people import PLANNERS
from delegations.models import LanguagePair, Membership
from exhibitors.admin.forms import RecordFormSet, at_row, judged_together
from exhibitors.admin.inlines import RecordInline


class MemberFormSet(RecordFormSet):
    """Members, of whom one is the head; the head may change in one go."""

    def _construct_form(self, index: int, **kwargs: Any) -> Any:
        form = super()._construct_form(index, **kwargs)
        # Judged for all rows together: the old head may step back in the same form.
        judged_together(form.instance, lambda rule: rule.name == "membership_one_head")
        return form

    def clean(self) -> None:
        """Refuse a second head."""
        super().clean()
        gone = set(map(id, self.deleted_forms))
        heads = [
            form
            for form in self.forms
            if id(form) not in gone
            and form.cleaned_data.get("role") == Membership.Role.HEAD
        ]
        for form in heads[1:]:
            at_row(form, "role", _("The delegation has a head already."))

    def to_write(self) -> tuple[list[Any], list[Any]]:
        """Return the rows that were entered or changed, and those taken out."""
        changed = self.save(commit=False)
        return changed, list(self.deleted_objects)


class MembershipInline(RecordInline):
    model = Membership
    formset = MemberFormSet
    editors = PLANNERS
    fields = ("position", "person", "role")
    new_rows = 2


class LanguagePairInline(RecordInline):
    model = LanguagePair
    editors = PLANNERS
    fields = ("spoken", "understood")
