"""What the columns of archived models hold, told by their fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Field, Model

from exhibitors.editions.archives import declared  # noqa: F401
from exhibitors.editions.archives.registry import Archived, every_archived
from exhibitors.models import Country, Exhibition

HOME = "exhibition_id"


@dataclass(frozen=True)
class Link:
    """A many-to-many field: its name, its table, and what it leads to.

    ``target`` is the table of the other rows, "" where they are named by a code.
    """

    name: str
    table: str
    here: str
    there: str
    target: str


@dataclass(frozen=True)
class Shape:
    """An archived model as SQL needs it."""

    archived: Archived

    @property
    def model(self) -> type[Model]:
        """The model."""
        return self.archived.model

    @property
    def table(self) -> str:
        """Its table, by which the archive names it."""
        return self.model._meta.db_table

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.model._meta.label

    @property
    def key(self) -> str:
        """The column of the primary key."""
        return _key(self.model).column

    @property
    def has_own_keys(self) -> bool:
        """Whether the database counts its keys."""
        return _key(self.model).get_internal_type() == "BigAutoField"

    @cached_property
    def columns(self) -> list[str]:
        """All columns of the table."""
        return [str(field.column) for field in self.model._meta.concrete_fields]

    @property
    def is_of_exhibition(self) -> bool:
        """Whether its rows name the exhibition themselves."""
        return HOME in self.columns

    @cached_property
    def references(self) -> dict[str, str]:
        """Columns that hold keys of archived models, with the tables of those."""
        return {
            column: target._meta.db_table
            for column, target in _targets(self.model)
            if target not in (Country, Exhibition) and not _is_account(target)
        }

    @cached_property
    def countries(self) -> list[str]:
        """Columns that name a country by its code."""
        return [column for column, target in _targets(self.model) if target is Country]

    @cached_property
    def accounts(self) -> dict[str, bool]:
        """Columns that name an account, and whether a row can be without one."""
        fields = self.model._meta.concrete_fields
        return {
            str(field.column): field.null
            for field in fields
            if field.is_relation and _is_account(field.related_model)
        }

    @cached_property
    def links(self) -> list[Link]:
        """Its many-to-many fields."""
        fields: list[Any] = self.model._meta.local_many_to_many
        return [
            Link(
                field.name,
                field.m2m_db_table(),
                field.m2m_column_name(),
                field.m2m_reverse_name(),
                ""
                if field.related_model is Country
                else field.related_model._meta.db_table,
            )
            for field in fields
        ]

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """Columns that no archive holds."""
        return (HOME, *self.archived.secret, *self.archived.derived)

    @cached_property
    def expected(self) -> frozenset[str]:
        """What an archived row has: columns, and lists of keys by field."""
        kept = set(self.columns) - set(self.hidden)
        return frozenset(kept | {link.name for link in self.links})

    def type_of(self, column: str) -> str:
        """Return the type of a column."""
        fields = self.model._meta.concrete_fields
        field = next(field for field in fields if field.column == column)
        return str(field.db_type(connection)).partition(" GENERATED")[0]


def shapes() -> list[Shape]:
    """Return what is archived, in the order of loading."""
    return [Shape(archived) for archived in every_archived()]


def derived_columns() -> list[str]:
    """Return the columns that no archive holds because the database makes them."""
    return [
        f"{shape.name}.{column}"
        for shape in shapes()
        for column in shape.archived.derived
    ]


def accounts_table() -> str:
    """Return the table of the accounts."""
    return str(apps.get_model(settings.AUTH_USER_MODEL)._meta.db_table)


def _key(model: type[Model]) -> "Field[Any, Any]":
    key: Field[Any, Any] = model._meta.pk
    return key


def _targets(model: type[Model]) -> Iterator[tuple[str, Any]]:
    for field in model._meta.concrete_fields:
        if field.is_relation:
            yield str(field.column), field.related_model


def _is_account(model: Any) -> bool:
    return bool(model._meta.label == settings.AUTH_USER_MODEL)
