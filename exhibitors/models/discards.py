"""What the database notes down of files that no row names any more."""

from typing import Any

from django.db import models

from exhibitors.models.constraints import SqlConstraint


class DiscardedFile(models.Model):
    """A photo's file that its row gave up; kept for a while, then removed.

    Written by the trigger of ``Discards`` alone, in the transaction that deletes the
    row or changes its file: a process that is killed loses track of nothing.
    """

    name = models.CharField(max_length=300, unique=True)
    photo = models.BigIntegerField()
    discarded_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Discards(SqlConstraint):
    """The file that a row gives up is noted down, however that happens."""

    settings = ("field",)

    def __init__(self, *, name: str, field: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.field = field

    def _statements(self, model: type[models.Model]) -> str:
        table, column = model._meta.db_table, self.field
        return f"""
CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $rule$
BEGIN
  IF OLD."{column}" = '' THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' OR NEW."{column}" IS DISTINCT FROM OLD."{column}" THEN
    INSERT INTO exhibitors_discardedfile (name, photo, discarded_at)
      VALUES (OLD."{column}", OLD.id, now())
      ON CONFLICT (name) DO UPDATE SET
        photo = EXCLUDED.photo, discarded_at = now(), binned_at = NULL;
  END IF;
  RETURN NULL;
END $rule$;
CREATE TRIGGER "{self.name}" AFTER UPDATE OF "{column}" OR DELETE ON "{table}"
  FOR EACH ROW EXECUTE FUNCTION "{self.name}"()"""  # noqa: S608

    def _removal(self, model: type[models.Model]) -> str:
        return f'DROP FUNCTION "{self.name}"() CASCADE'

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Accept every row: this refuses none."""
