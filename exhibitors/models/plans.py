"""What a drawing on a plan must look like."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def points_validator(value: Any) -> None:
    """Refuse what is not a list of points in metres, [[x, y], …]."""
    if not isinstance(value, list) or not value or not all(map(_is_point, value)):
        raise ValidationError(_("Write points in metres as [[x, y], [x, y], …]."))


def outline_validator(value: Any) -> None:
    """Refuse what is not an outline: three corners or more."""
    points_validator(value)
    if len(value) < 3:
        raise ValidationError(_("An outline has three corners or more."))


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(
            isinstance(number, int | float) and not isinstance(number, bool)
            for number in value
        )
    )
