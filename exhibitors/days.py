"""The days of an exhibition."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exhibitors.models import Exhibition


def day_of_exhibition(exhibition: Exhibition, day: date | None) -> date | None:
    """Return a day; raises ValidationError where it is not one of the exhibition's."""
    first, last = exhibition.start_on, exhibition.end_on
    if day and not first <= day <= last:
        days = {
            "first": date_format(first, "j E"),
            "last": date_format(last, "j E Y"),
        }
        raise ValidationError(
            _("Choose a day of the exhibition, from %(first)s to %(last)s.") % days
        )
    return day
