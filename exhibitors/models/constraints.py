"""Rules between rows that PostgreSQL holds and forms can explain.

Each class is declared in a model's ``Meta.constraints`` like Django's own: the
migration creates it in the database, ``full_clean`` checks it with a message.
Their SQL is deferred to the end of a migration, when every table stands.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.translation import gettext_lazy as _


class SqlConstraint(models.BaseConstraint, ABC):
    """A constraint made of SQL that runs once every table exists."""

    settings: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def _statements(self, model: type[models.Model]) -> str:
        """Return what makes the rule."""

    @abstractmethod
    def _removal(self, model: type[models.Model]) -> str:
        """Return what takes it away."""

    def create_sql(
        self,
        model: type[models.Model] | None,
        schema_editor: BaseDatabaseSchemaEditor | None,
    ) -> Any:
        if model is not None and schema_editor is not None:
            schema_editor.deferred_sql.append(self._statements(model))
        return None

    def constraint_sql(
        self,
        model: type[models.Model] | None,
        schema_editor: BaseDatabaseSchemaEditor | None,
    ) -> Any:
        return self.create_sql(model, schema_editor)

    def remove_sql(
        self,
        model: type[models.Model] | None,
        schema_editor: BaseDatabaseSchemaEditor | None,
    ) -> Any:
        return self._removal(model) if model is not None else None

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs.update({name: getattr(self, name) for name in self.settings})
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SqlConstraint):
            return bool(self.deconstruct() == other.deconstruct())
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)

    def _refuse(self) -> ValidationError:
        return ValidationError(
            self.get_violation_error_message(), code=self.violation_error_code
        )


class _FieldConstraint(SqlConstraint):
    """A constraint about one field."""

    settings: ClassVar[tuple[str, ...]] = ("field",)

    def __init__(self, *, field: str, name: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.field = field

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if not exclude or self.field not in exclude:
            self._validate(model, instance)

    def _validate(self, model: type[models.Model], instance: models.Model) -> None:
        """Raise ValidationError when the instance breaks the rule."""


class Shares(_FieldConstraint):
    """The row that a foreign key points to has the same parent as this row.

    A composite foreign key: ``(area, exhibition)`` of a stand must be the
    ``(id, exhibition)`` of an area.
    """

    settings: ClassVar[tuple[str, ...]] = ("field", "parent")

    def __init__(self, *, field: str, parent: str = "exhibition", **kwargs: Any):
        kwargs.setdefault(
            "violation_error_message", _("This belongs to another exhibition.")
        )
        super().__init__(field=field, **kwargs)
        self.parent = parent

    def _statements(self, model: type[models.Model]) -> str:
        target: Any = model._meta.get_field(self.field).related_model
        # By name: a migration may add the parent's field after this constraint.
        return (
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{self.name}" '
            f'FOREIGN KEY ("{self.field}_id", "{self.parent}_id") '
            f'REFERENCES "{target._meta.db_table}" ("id", "{self.parent}_id") '
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def _removal(self, model: type[models.Model]) -> str:
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'

    def _validate(self, model: type[models.Model], instance: models.Model) -> None:
        other = getattr(instance, self.field, None)
        mine = getattr(instance, f"{self.parent}_id")
        if None not in (other, mine) and getattr(other, f"{self.parent}_id") != mine:
            raise self._refuse()


class _TriggerConstraint(_FieldConstraint):
    """A constraint held by a trigger function of the same name."""

    event = ""
    body = ""

    def _table(self, model: type[models.Model]) -> str:
        return model._meta.db_table

    def _names(self, model: type[models.Model]) -> dict[str, str]:
        column = model._meta.get_field(self.field).column  # type: ignore[union-attr]
        return {"name": self.name, "table": self._table(model), "column": column or ""}

    def _statements(self, model: type[models.Model]) -> str:
        names = self._names(model)
        return (
            f'CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$rule$ {self.body.format(**names)} $rule$; "
            f'CREATE CONSTRAINT TRIGGER "{self.name}" {self.event.format(**names)} '
            f'FOR EACH ROW EXECUTE FUNCTION "{self.name}"()'
        )

    def _removal(self, model: type[models.Model]) -> str:
        return (
            f'DROP TRIGGER "{self.name}" ON "{self._table(model)}"; '
            f'DROP FUNCTION "{self.name}"()'
        )


class NoCycle(_TriggerConstraint):
    """Following a foreign key to the same table never comes back to the row."""

    event = 'AFTER INSERT OR UPDATE OF "{column}" ON "{table}"'
    body = """
BEGIN
  IF NEW."{column}" IS NULL THEN RETURN NULL; END IF;
  -- Two chains that grow towards each other at once must see each other.
  PERFORM pg_advisory_xact_lock(hashtext('{name}'));
  IF EXISTS (
    WITH RECURSIVE chain(id, up) AS (
      SELECT NEW.id, NEW."{column}"
      UNION SELECT t.id, t."{column}" FROM "{table}" t JOIN chain ON t.id = chain.up
    ) SELECT 1 FROM chain WHERE up = NEW.id
  ) THEN
    RAISE EXCEPTION 'row % of {table} would contain itself', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NULL;
END"""

    def _validate(self, model: type[models.Model], instance: models.Model) -> None:
        seen = {instance.pk}
        step = getattr(instance, self.field, None)
        while step is not None:
            if step.pk is not None and step.pk in seen:
                raise self._refuse()
            seen.add(step.pk)
            step = getattr(step, self.field)


class Unchanging(_TriggerConstraint):
    """The field keeps the value with which the row was created."""

    event = 'AFTER UPDATE OF "{column}" ON "{table}"'
    body = """
BEGIN
  IF NEW."{column}" IS DISTINCT FROM OLD."{column}" THEN
    RAISE EXCEPTION '{column} of {table} never changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NULL;
END"""

    def _validate(self, model: type[models.Model], instance: models.Model) -> None:
        if instance.pk is None:
            return
        column = f"{self.field}_id"
        kept = model._default_manager.filter(pk=instance.pk).values_list(column)
        if kept and kept[0][0] != getattr(instance, column):
            raise self._refuse()


class KeepsAddress(_TriggerConstraint):
    """The table of former addresses has every address that a row ever had.

    The last row to give an address up is the one it leads to; a row that takes one
    again leads nowhere else.
    """

    event = 'AFTER UPDATE OF "{column}" ON "{table}"'
    body = """
DECLARE home bigint := coalesce(to_jsonb(NEW)->>'exhibition_id', NEW.id::text)::bigint;
BEGIN
  IF NEW."{column}" IS DISTINCT FROM OLD."{column}" THEN
    DELETE FROM exhibitors_formeraddress
      WHERE kind = '{table}' AND exhibition_id = home AND slug = NEW."{column}";
    INSERT INTO exhibitors_formeraddress (kind, exhibition_id, slug, "row")
      VALUES ('{table}', home, OLD."{column}", NEW.id)
      ON CONFLICT (kind, exhibition_id, slug) DO UPDATE SET "row" = EXCLUDED."row";
  END IF;
  RETURN NULL;
END"""

    def _validate(self, model: type[models.Model], instance: models.Model) -> None:
        """Accept every row: this rule refuses none."""


class LinksWithin(_TriggerConstraint):
    """A many-to-many field links rows of one exhibition only.

    Forms check it by offering the rows of that exhibition; there is nothing to
    validate on the instance, whose links are saved after it.
    """

    event = 'AFTER INSERT OR UPDATE ON "{table}"'
    body = """
BEGIN
  IF (SELECT exhibition_id FROM "{here}" WHERE id = NEW."{here_column}")
     <> (SELECT exhibition_id FROM "{there}" WHERE id = NEW."{there_column}") THEN
    RAISE EXCEPTION 'rows of two exhibitions cannot be linked in {table}'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NULL;
END"""

    def _table(self, model: type[models.Model]) -> str:
        return str(self._through(model).m2m_db_table())

    def _through(self, model: type[models.Model]) -> Any:
        return model._meta.get_field(self.field)

    def _names(self, model: type[models.Model]) -> dict[str, str]:
        field = self._through(model)
        return {
            "name": self.name,
            "table": field.m2m_db_table(),
            "here": model._meta.db_table,
            "here_column": field.m2m_column_name(),
            "there": field.related_model._meta.db_table,
            "there_column": field.m2m_reverse_name(),
        }


class Excludes(ExclusionConstraint):
    """An exclusion constraint that forms check whole.

    Django's own raises FieldError when the form leaves out a field of the
    condition, and skips the check when it leaves out one of the expressions. The
    instance has every value, so the check is always made on all of them.
    """

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        super().validate(model, instance, exclude=None, using=using)
