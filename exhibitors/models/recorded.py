"""Which tables the history keeps, and how it keeps their columns."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from exhibitors.models.constraints import SqlConstraint

_EVENTS = {
    "insert": ("INSERT", "NEW TABLE AS new_rows"),
    "update": ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    "delete": ("DELETE", "OLD TABLE AS old_rows"),
}


class Recorded(SqlConstraint):
    """Each change of this table, or of a many-to-many field's, is in the history."""

    settings = ("field",)

    def __init__(self, *, name: str, field: str = "", **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.field = field

    def _table(self, model: type[models.Model]) -> str:
        if self.field:
            return str(self._link(model).m2m_db_table())
        return model._meta.db_table

    def _link(self, model: type[models.Model]) -> Any:
        return model._meta.get_field(self.field)

    def _call(self, model: type[models.Model]) -> str:
        home = _home(model)
        if self.field:
            column = self._link(model).m2m_column_name()
            table = model._meta.db_table
            return f"exhibitors_history_links('{column}', '{table}', '{home}')"
        return f"exhibitors_history_rows('{_key(model)}', '{home}')"

    def _statements(self, model: type[models.Model]) -> str:
        table, call = self._table(model), self._call(model)
        return "".join(
            f'CREATE TRIGGER "{self.name}_{name}" AFTER {event} ON "{table}" '
            f"REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {call}; "
            for name, (event, rows) in _EVENTS.items()
        )

    def _removal(self, model: type[models.Model]) -> str:
        table = self._table(model)
        return "".join(
            f'DROP TRIGGER IF EXISTS "{self.name}_{name}" ON "{table}"; '
            for name in _EVENTS
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Accept every row: this refuses none."""


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _home(model: type[models.Model]) -> str:
    """Return the column that names the exhibition of a row, "" where none does."""
    if model._meta.model_name == "exhibition":
        return _key(model)
    columns = {field.column for field in model._meta.concrete_fields}
    return "exhibition_id" if "exhibition_id" in columns else ""


class Kept(SqlConstraint):
    """How the history keeps some columns of this table.

    ``personal`` apart, so that they can be erased; ``hidden`` only that they changed;
    ``ignored`` not at all. Of a translated field, every language.
    """

    settings = ("personal", "hidden", "ignored")

    def __init__(
        self,
        *,
        name: str,
        personal: Iterable[str] = (),
        hidden: Iterable[str] = (),
        ignored: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.personal, self.hidden = tuple(personal), tuple(hidden)
        self.ignored = tuple(ignored)

    def columns(self, model: type[models.Model], kept: str) -> list[str]:
        """Return the columns of the table that are kept so, in their order."""
        named = getattr(self, kept)
        return [
            str(field.column)
            for field in model._meta.concrete_fields
            if _untranslated(field.name) in named or field.name in named
        ]

    def _statements(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        rows = [
            f"('{table}', '{column}', '{kept}')"
            for kept in self.settings
            for column in self.columns(model, kept)
        ]
        return f"INSERT INTO exhibitors_historycolumn VALUES {', '.join(rows)}"  # noqa: S608

    def _removal(self, model: type[models.Model]) -> str:
        where = f"WHERE kind = '{model._meta.db_table}'"
        return f"DELETE FROM exhibitors_historycolumn {where}"  # noqa: S608

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Accept every row: this refuses none."""


def _untranslated(name: str) -> str:
    base, _, language = name.rpartition("_")
    return base if language in ("en", "ru", "az") else name


def recorded(model: str, *fields: str) -> list[models.BaseConstraint]:
    """Return what records a model that is no record, and its many-to-many fields."""
    return [
        Recorded(name=f"{model}_recorded"),
        *recorded_links(model, *fields),
    ]


def recorded_links(model: str, *fields: str) -> list[models.BaseConstraint]:
    """Return what records these many-to-many fields."""
    return [Recorded(field=field, name=f"{model}_{field}_recorded") for field in fields]
