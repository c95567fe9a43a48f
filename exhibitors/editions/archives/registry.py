"""Which models an archive holds, and which it does not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

Made = Mapping[str, Callable[[], Any]]


@dataclass(frozen=True)
class Archived:
    """How the rows of a model are archived.

    ``through`` is the foreign key that leads to the exhibition, or to a row of it.
    ``secret`` columns are never archived but made anew, ``unique`` ones only where the
    value is taken; both with what makes one. ``derived`` ones hold keys that the
    database works out again. ``files`` names columns that hold files,
    ``kinds`` columns that hold keys with the columns that name the tables of those: a
    row goes along where the row that it names is one of the exhibition's records.
    """

    model: type[Model]
    through: str = "exhibition"
    secret: Made = field(default_factory=dict)
    unique: Made = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)


_ARCHIVED: dict[type[Model], Archived] = {}
_NEVER: dict[type[Model], str] = {}


def archive(*everything: Archived) -> None:
    """Add models, each after those that its triggers read."""
    for archived in everything:
        _ARCHIVED[archived.model] = archived


def leave_out(reason: str, *models: type[Model]) -> None:
    """Say of models that no archive holds them, and why."""
    for model in models:
        _NEVER[model] = reason


def every_archived() -> Iterator[Archived]:
    """Yield every model that is archived, in the order of loading."""
    yield from _ARCHIVED.values()


def left_out() -> Mapping[type[Model], str]:
    """Return the models that are never archived, with the reasons."""
    return dict(_NEVER)
