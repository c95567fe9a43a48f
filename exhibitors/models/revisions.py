"""What tells that the public pages of an exhibition have changed."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from exhibitors.models.constraints import SqlConstraint


class Revision(models.Model):
    """How often what visitors see of an exhibition has changed.

    Counted by the database alone, when a transaction that touched a public table is
    committed: whoever reads the number before the content never keeps old content
    under a new number. The row has all that says whether a page kept is still good, so
    that one look at it is enough: the address, and when released notices end.
    """

    exhibition = models.OneToOneField(
        "exhibitors.Exhibition",
        models.CASCADE,
        primary_key=True,
        related_name="revision",
    )
    number = models.BigIntegerField(default=0)
    slug = models.CharField(max_length=120, db_index=True)
    is_published = models.BooleanField()
    notice_ends = ArrayField(models.DateTimeField(), default=list)

    def __str__(self) -> str:
        return f"{self.exhibition_id}: {self.number}"


# The numbers are raised at the end of a transaction, so that two people who save at
# once wait for each other no longer than a commit takes. A table of what each
# transaction has touched carries the deferred trigger.
COUNTING = """
CREATE TABLE exhibitors_touched (
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  exhibition_id bigint NOT NULL,
  PRIMARY KEY (transaction, exhibition_id)
);
CREATE FUNCTION exhibitors_revise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM exhibitors_touched
    WHERE transaction = NEW.transaction AND exhibition_id = NEW.exhibition_id;
  INSERT INTO exhibitors_revision AS kept
      (exhibition_id, number, slug, is_published, notice_ends)
    SELECT id, 1, slug, is_published, ARRAY(
      SELECT upper(during) FROM exhibitors_standnotice
      WHERE exhibition_id = NEW.exhibition_id AND is_published ORDER BY 1
    ) FROM exhibitors_exhibition WHERE id = NEW.exhibition_id
    ON CONFLICT (exhibition_id) DO UPDATE SET number = kept.number + 1,
      slug = EXCLUDED.slug, is_published = EXCLUDED.is_published,
      notice_ends = EXCLUDED.notice_ends;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER exhibitors_revise AFTER INSERT ON exhibitors_touched
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exhibitors_revise();
"""
NO_COUNTING = "DROP TABLE exhibitors_touched; DROP FUNCTION exhibitors_revise();"


class Revises(SqlConstraint):
    """A change of this table, or of a many-to-many field's, is seen by visitors.

    A trigger a statement and not a row: a list of 100,000 exhibits counts once.
    """

    settings = ("field",)
    events = (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))

    def __init__(self, *, name: str, field: str = "", **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.field = field

    def _table(self, model: type[models.Model]) -> str:
        if self.field:
            return str(self._link(model).m2m_db_table())
        return model._meta.db_table

    def _link(self, model: type[models.Model]) -> Any:
        return model._meta.get_field(self.field)

    def _exhibitions(self, model: type[models.Model]) -> str:
        """Return the query for the exhibitions of the rows ``changed``."""
        name, table = model._meta.model_name, model._meta.db_table
        if name == "country":
            return "SELECT id FROM exhibitors_exhibition"
        home = "id" if name == "exhibition" else "exhibition_id"
        if not self.field:
            return f"SELECT DISTINCT {home} FROM changed"  # noqa: S608
        column = self._link(model).m2m_column_name()
        return (
            f'SELECT DISTINCT owner.{home} FROM "{table}" owner '  # noqa: S608
            f'JOIN changed ON changed."{column}" = owner.id'
        )

    def _statements(self, model: type[models.Model]) -> str:
        table = self._table(model)
        triggers = "".join(
            f'CREATE TRIGGER "{self.name}_{event.lower()}" AFTER {event} ON "{table}" '
            f"REFERENCING {rows} TABLE AS changed "
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{self.name}"(); '
            for event, rows in self.events
        )
        return (
            f'CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ '
            "BEGIN INSERT INTO exhibitors_touched (exhibition_id) "
            f"{self._exhibitions(model)} ON CONFLICT DO NOTHING; RETURN NULL; END $$; "
            f"{triggers}"
        )

    def _removal(self, model: type[models.Model]) -> str:
        return f'DROP FUNCTION "{self.name}"() CASCADE'

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Accept every row: this refuses none."""


def revises(model: str, *fields: str) -> list[models.BaseConstraint]:
    """Return what counts the changes of a model and of its many-to-many fields."""
    return [
        Revises(name=f"{model}_revises"),
        *(Revises(field=field, name=f"{model}_{field}_revises") for field in fields),
    ]
