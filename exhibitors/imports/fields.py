"""What lists can hold: kinds, their fields, and the registry of kinds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.db import models

    from exhibitors.access import Access
    from exhibitors.imports.drafts import Draft
    from exhibitors.imports.work import Work
    from exhibitors.models import Exhibition


class Unreadable(Exception):  # noqa: N818
    """A cell that a parser cannot read: the code of the sentence, what fills it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Field:
    """One thing that a column may hold.

    ``parse`` turns a text that is not empty into a value, or raises Unreadable.
    ``column`` is the model's field that takes the value as it is, "" where the kind
    itself makes something of it. ``words`` are headings in any language; ``weight``
    says how much a heading tells that a list is of this kind.
    """

    name: str
    label: Any
    parse: Callable[[str], Any]
    words: tuple[str, ...] = ()
    column: str = ""
    is_required: bool = False
    is_translated: bool = False
    weight: float = 1

    @property
    def names(self) -> tuple[str, ...]:
        """Its own name, and one a language where it is translated."""
        if not self.is_translated:
            return (self.name,)
        languages = settings.MODELTRANSLATION_LANGUAGES
        return (self.name, *(f"{self.name}_{code}" for code in languages))


@dataclass(frozen=True)
class Kind:
    """One kind of list: what a line of it is, and how it becomes records.

    ``may`` says who may read such a list in; ``words`` yields what a line's records may
    be known by, ``more_words`` what else once those are found. Then line by line:
    ``resolve`` settles what a line refers to, made on the way where it must be,
    ``identify`` finds its record, ``attach`` adds what hangs on it and returns whether
    that is new. ``is_home`` judges a new record of a pavilion; a kind without it is not
    for pavilions. ``mark`` is the field by which people tell its records apart,
    ``listed_as`` how lists are called that hold nothing else.
    """

    name: str
    label: Any
    model: "type[models.Model]"
    fields: tuple[Field, ...]
    references: "tuple[type[models.Model], ...]"
    may: "Callable[[Access, Exhibition], bool]"
    words: "Callable[[Draft], Iterable[str]]"
    more_words: "Callable[[Draft, Work], Iterable[str]]"
    resolve: "Callable[[Draft, Work], None]"
    identify: "Callable[[Draft, Work], int | None]"
    attach: "Callable[[Draft, Work], bool]"
    is_home: "Callable[[Draft, Work], bool] | None" = None
    mark: str = "name"
    listed_as: tuple[str, ...] = ()

    @property
    def is_for_pavilions(self) -> bool:
        """Whether pavilions read such lists in, and visitors see what they make."""
        return self.is_home is not None

    @property
    def kept(self) -> "tuple[type[models.Model], ...]":
        """The models whose records its lines may mean."""
        return (*self.references, self.model)

    @cached_property
    def _named(self) -> dict[str, Field]:
        return {name: field for field in self.fields for name in field.names}

    def field(self, name: str) -> Field | None:
        """Return the field that a column's name stands for, in whatever language."""
        return self._named.get(name)

    def choices(self) -> list[tuple[str, str]]:
        """Return what a column may be, for a form: name and label."""
        return [
            (name, label_of(field, name))
            for field in self.fields
            for name in field.names
        ]


def label_of(field: Field, name: str) -> str:
    """Return what a field is called, with the language where it is one of several."""
    if name == field.name:
        return str(field.label)
    language = get_language_info(name.rsplit("_", 1)[1])["name_translated"]
    return _("%(field)s (%(language)s)") % {"field": field.label, "language": language}


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds of lists known; what apps do when they are ready."""
    for kind in kinds:
        _KINDS[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return all kinds, in the order in which they were registered."""
    return tuple(_KINDS.values())


def kind_named(name: str) -> Kind:
    """Return a kind; raises KeyError."""
    return _KINDS[name]
