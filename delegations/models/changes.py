"""The log of what was written to the schedule, and by whom."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from exhibitors import clock
from exhibitors.models import Exhibition

if TYPE_CHECKING:
    from collections.abc import Sequence


class Change(models.Model):
    """One writing of the schedule: who, when, and each row before and after.

    Numbers rise in the order of the commits within an exhibition, so that whoever has
    seen one number has seen all below it. ``entries`` holds
    ``{"model", "pk", "name", "before", "after"}`` a row, null where there was none.
    """

    class Action(models.TextChoices):
        SAVE = "save", _("saved")
        PLACE = "place", _("given a time")
        MOVE = "move", _("moved")
        STRETCH = "stretch", _("made longer or shorter")
        UNPLACE = "unplace", _("put back without a time")
        EXCHANGE = "exchange", _("exchanged")
        REMOVE = "remove", _("removed")
        TOUR = "tour", _("standard tour applied")
        MERGE = "merge", _("tours merged")
        SPLIT = "split", _("tour split")
        POSTPONE = "postpone", _("postponed")
        CANCEL = "cancel", _("cancelled")
        RESUME = "resume", _("taken up again")
        HEAD = "head", _("head replaced")
        REGISTER = "register", _("registration accepted")
        MARK = "mark", _("marked on the day")
        DELAY = "delay", _("delay reported")
        RECOVER = "recover", _("delay recovered")
        PLAN = "plan", _("day planned")
        UNDO = "undo", _("taken back")

    exhibition = models.ForeignKey(Exhibition, models.CASCADE, related_name="changes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the program itself."),
    )
    action = models.CharField(
        _("action"), max_length=12, choices=Action, default=Action.SAVE
    )
    written_at = models.DateTimeField(_("at"), default=clock.now, editable=False)
    days = ArrayField(
        models.DateField(),
        default=list,
        verbose_name=_("days"),
        help_text=_("The days whose schedule it touched, before or after."),
    )
    visits = ArrayField(models.BigIntegerField(), default=list)
    entries = models.JSONField(
        _("rows"), default=list, encoder=DjangoJSONEncoder, editable=False
    )
    undoes = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name=_("takes back"),
    )

    class Meta:
        verbose_name = _("change of the schedule")
        verbose_name_plural = _("changes of the schedule")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["exhibition", "-id"], name="change_latest"),
            GinIndex(fields=["days"], name="change_days"),
            GinIndex(fields=["visits"], name="change_visits"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {', '.join(self.names)}"

    @property
    def names(self) -> "Sequence[str]":
        """What the rows were called, each once, in their order."""
        return list(dict.fromkeys(entry["name"] for entry in self.entries))
