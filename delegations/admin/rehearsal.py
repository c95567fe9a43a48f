"""All rows of a visit's form tried together, and then written together.

Each complaint comes to stand at the row, and the field, where it can be mended.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations import schedule
from delegations.models import Engagement, Stop, Visit
from exhibitors.admin.forms import at_row


class Rehearsal:
    """The visit and the rows of its form, as they would be written."""

    def __init__(
        self, visit: Visit, stops: Any, duties: Any, *, is_changed: bool, reader: Any
    ) -> None:
        self.visit, self.stops, self.duties = visit, stops, duties
        self.is_changed, self.reader = is_changed, reader

    def refuse_clashes(self) -> None:
        """Add to the forms what each row would break; nothing is written."""
        if not (self.stops.is_valid() and self.duties.is_valid()):
            return
        self._place_duties()
        self._refuse_doubles()
        if self.stops.is_valid() and self.duties.is_valid():
            self._stretch_visit()
            try:
                schedule.rehearse(
                    self.rows(), removed=self.removed(), reader=self.reader
                )
            except schedule.ScheduleConflict as conflict:
                for clash in conflict.clashes:
                    self._show(clash)

    def write(self) -> None:
        """Write every row; raises ScheduleConflict as ``schedule.write`` does."""
        schedule.write(self.rows(), removed=self.removed(), reader=self.reader)

    def rows(self) -> list[Any]:
        """Return what is to be written: the visit first, unless nothing changed."""
        stops = [form.instance for form in self._kept(self.stops) if self._moved(form)]
        duties = [form.instance for form in self._kept(self.duties) if _changed(form)]
        is_first = self.visit.pk is None
        head = [self.visit] if is_first or self.is_changed else []
        return [*head, *stops, *duties]

    def removed(self) -> list[Any]:
        """Return the rows to be taken out."""
        forms = [*self.stops.deleted_forms, *self.duties.deleted_forms]
        return [form.instance for form in forms if form.instance.pk]

    def _kept(self, formset: Any) -> Iterator[Any]:
        gone = set(map(id, formset.deleted_forms))
        for form in formset.forms:
            if id(form) not in gone and (form.instance.pk or form.has_changed()):
                yield form

    def _moved(self, form: Any) -> bool:
        """Say whether a stop changed, itself or with the day of its visit."""
        if form.instance.pk is None or form.has_changed():
            return True
        stored = Stop.objects.values_list("planned", flat=True).get(pk=form.instance.pk)
        return bool(stored != form.instance.planned)

    def _place_duties(self) -> None:
        """Point each duty to the stop whose number it names."""
        numbered: dict[int, list[Stop]] = {}
        for form in self._kept(self.stops):
            numbered.setdefault(form.instance.position, []).append(form.instance)
        for form in self._kept(self.duties):
            number = form.cleaned_data.get("at")
            form.instance.stop = None
            if number is not None:
                meant = numbered.get(number, [])
                if len(meant) == 1:
                    form.instance.stop = meant[0]
                else:
                    at_row(form, "at", _number_problem(number, meant))
            elif form.instance.role == Engagement.Role.RECEIVES:
                at_row(form, "at", _("Say at which stop this person receives."))

    def _refuse_doubles(self) -> None:
        """Refuse a duty that is given twice."""
        seen: Counter[tuple[Any, ...]] = Counter()
        for form in self._kept(self.duties):
            row = form.instance
            key = (row.person_id, row.role, form.cleaned_data.get("at"))
            seen[key] += 1
            if seen[key] > 1:
                at_row(form, "person", _("This person has this duty already."))

    def _stretch_visit(self) -> None:
        """Let a visit without hours reach from its first stop to its last."""
        times = [
            form.instance.planned
            for form in self._kept(self.stops)
            if form.instance.planned
        ]
        if self.visit.span is None and times:
            first = min(time.lower for time in times)
            last = max(time.upper for time in times)
            self.visit.span = DateTimeTZRange(first, last, "[)")
            self.is_changed = True

    def _show(self, clash: schedule.Clash) -> None:
        for formset, field in ((self.stops, "starts"), (self.duties, "person")):
            for form in formset.forms:
                if form.instance is clash.row:
                    at_row(form, field, clash.sentence)
                    return
        errors = self.stops.non_form_errors()
        errors.append(clash.sentence)


def _changed(form: Any) -> bool:
    return form.instance.pk is None or form.has_changed()


def _number_problem(number: int, meant: Sequence[Stop]) -> str:
    if meant:
        return _("Two stops have the number %(number)d.") % {"number": number}
    return _("No stop has the number %(number)d.") % {"number": number}
