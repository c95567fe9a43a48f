"""Times of day as people type them, in the exhibition's zone."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from exhibitors.models import Exhibition

FORMATS = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"]


def clock_field(label: Any, **look: Any) -> forms.TimeField:
    """Return a field for a time of day, typed as 10:30, 10.30 or 1030.

    Not the browser's own widget, which shows the hours as the browser's language
    counts them, to 12 or to 24.
    """
    look = {"placeholder": "10:30", "size": 5, **look}
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(look, format="%H:%M"),
        input_formats=FORMATS,
    )


def time_problem(
    start: str, end: str, first: time | None, last: time | None, day: date | None
) -> tuple[str, str] | None:
    """Return which of two fields is wrong and why, None where they make a range."""
    if first and not last:
        return end, _("Give the end too.")
    if last and not first:
        return start, _("Give the beginning too.")
    if first and last and day is None:
        return start, _("Give the day of the visit first.")
    if first and last and last <= first:
        return end, _("The end is not after the beginning.")
    return None


def clock_range(
    exhibition: Exhibition, day: date, start: time, end: time
) -> DateTimeTZRange:
    """Return the half-open range between two times of a day."""
    first, last = (datetime.combine(day, t, exhibition.zone) for t in (start, end))
    return DateTimeTZRange(first, last, "[)")


def clock_times(
    exhibition: Exhibition, stretch: Any
) -> tuple[time | None, time | None]:
    """Return the times of day of a range, None and None where there is none."""
    if stretch is None:
        return None, None
    first, last = (exhibition.local(end) for end in (stretch.lower, stretch.upper))
    return first.time(), last.time()
