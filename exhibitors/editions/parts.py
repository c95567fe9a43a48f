"""What a new edition can take over from an old one, in parts that may be chosen."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Copied:
    """How the rows of a model are taken over.

    ``shifted`` names the dates that move with the first day, ``fresh`` columns with
    the SQL of the value that they begin with again.
    """

    model: type[Model]
    shifted: frozenset[str] = frozenset()
    fresh: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """Models that are taken over together; ``needs`` names the parts they rest on.

    A private part is taken over only where somebody chooses it.
    """

    name: str
    label: Any
    copied: tuple[Copied, ...]
    needs: tuple[str, ...] = ()
    is_private: bool = False


_PARTS: dict[str, Part] = {}
_NEVER: dict[type[Model], str] = {}


def register(*parts: Part) -> None:
    """Add parts, each after those that it needs."""
    for part in parts:
        _PARTS[part.name] = part


def leave_out(reason: str, *models: type[Model]) -> None:
    """Say of models that no edition takes them over, and why."""
    for model in models:
        _NEVER[model] = reason


def every_part() -> Iterator[Part]:
    """Yield every part, each after those that it needs."""
    yield from _PARTS.values()


def left_out() -> Mapping[type[Model], str]:
    """Return the models that are never taken over, with the reasons."""
    return dict(_NEVER)


def usual_parts() -> list[str]:
    """Return the names of the parts that are taken over unless somebody chooses."""
    return [part.name for part in every_part() if not part.is_private]


def unknown_parts(names: Iterable[str]) -> list[str]:
    """Return the names that no part has."""
    return sorted(set(names) - set(_PARTS))


def missing_needs(names: Collection[str]) -> list[tuple[Part, Part]]:
    """Return the chosen parts that rest on one not chosen, each with that one."""
    return [
        (part, _PARTS[needed])
        for part in every_part()
        if part.name in names
        for needed in part.needs
        if needed not in names
    ]
