"""The history, to be read: what PostgreSQL has written of each change."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class HistoryTransaction(models.Model):
    """What one transaction changed, chained to the one before by its hash.

    Written by the database at the commit (``exhibitors.models.recording``); nobody
    alters or removes one. ``counts`` holds the number of events by table and action.
    """

    id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(_("number"), unique=True)
    xid = models.TextField()
    at = models.DateTimeField(_("at"))
    actor_id = models.BigIntegerField(null=True)
    # A salt and the name, until it is erased.
    actor = models.JSONField(null=True)
    actor_digest = models.TextField(null=True)  # noqa: DJ001
    source = models.TextField(_("through"))
    exhibitions: Any = ArrayField(models.BigIntegerField())
    counts = models.JSONField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "exhibitors_historytransaction"
        verbose_name = _("change")
        verbose_name_plural = _("history")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def actor_name(self) -> str:
        """The account as it was called then; "" where none did it or it is erased."""
        return str(self.actor[1]) if self.actor else ""


class HistoryEvent(models.Model):
    """One row before and after a change, or a link that came or went.

    ``before`` and ``after`` hold whole rows where one came or went, else the columns
    that differ. Personal values are apart: ``{"before": {column: [salt, value]}}``;
    ``digests`` has the same with what is hashed of each.
    """

    class Action(models.TextChoices):
        INSERT = "insert", _("added")
        UPDATE = "update", _("changed")
        DELETE = "delete", _("removed")
        LINK = "link", _("linked")
        UNLINK = "unlink", _("unlinked")
        ERASE = "erase", _("personal data erased")

    transaction = models.ForeignKey(
        HistoryTransaction,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="events",
    )
    exhibition_id = models.BigIntegerField(null=True)
    kind = models.TextField()
    row_key = models.TextField()
    action = models.TextField(choices=Action)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    digests = models.JSONField(null=True)
    personal = models.JSONField(null=True)
    digest = models.BinaryField()

    class Meta:
        managed = False
        db_table = "exhibitors_historyevent"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_key}: {self.action}"

    def values(self, side: str) -> dict[str, Any]:
        """Return the values before or after, the personal ones that are still there."""
        kept = (self.personal or {}).get(side, {})
        shown = dict(getattr(self, side) or {})
        return shown | {name: value for name, (_salt, value) in kept.items()}

    def erased(self, side: str) -> set[str]:
        """Return the columns whose values, before or after, were erased."""
        return set((self.digests or {}).get(side, {})) - set(
            (self.personal or {}).get(side, {})
        )
