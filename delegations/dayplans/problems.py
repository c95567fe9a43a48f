"""The problem that the planner solves, built from the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from exhibitors.models import Exhibition


class Unplannable(ValidationError):  # noqa: N818 - as ValidationError
    """A day cannot be planned before something is mended; says what, in sentences."""


@dataclass(frozen=True)
class Asked:
    """What shall be planned: a day, some delegations or all, from now on or afresh."""

    exhibition: Exhibition
    on: date
    delegations: Collection[int] = ()
    now: datetime | None = None
    notice: int = 15
    late: Collection[int] = ()


def problem_of(asked: Asked) -> dict[str, Any]:
    """Return the problem of a day; raises Unplannable."""
    raise NotImplementedError
