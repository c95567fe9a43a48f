"""Standard tours: itineraries to begin a visit with."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.models.stops import Stop
from exhibitors.models import Area, Exhibit, Stand
from exhibitors.models.scope import Record, check, links, shares


class StandardTour(Record):
    """A tour that many delegations make, to be applied to a visit."""

    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("standard tour")
        verbose_name_plural = _("standard tours")
        ordering = ["exhibition", "name"]
        constraints = [*Record.Meta.constraints]

    def __str__(self) -> str:
        return self.name


class StandardStop(Record):
    """One stop of a standard tour."""

    tour = models.ForeignKey(
        StandardTour, models.CASCADE, related_name="stops", verbose_name=_("tour")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(
        _("kind"), max_length=12, choices=Stop.Kind, default=Stop.Kind.CALL
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Empty: the stand's name.")
    )
    stand = models.ForeignKey(
        Stand,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stand"),
    )
    area = models.ForeignKey(
        Area,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    exhibits = models.ManyToManyField(
        Exhibit, blank=True, related_name="+", verbose_name=_("exhibits to show")
    )
    talking_points = models.TextField(_("talking points"), blank=True)

    class Meta:
        verbose_name = _("stop of a standard tour")
        verbose_name_plural = _("stops of a standard tour")
        ordering = ["tour", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *shares("standardstop", "tour", "stand", "area"),
            *links("standardstop", "exhibits"),
            check(
                Q(minutes__range=(1, 600)),
                "standardstop_minutes_in_range",
                _("A stop lasts between a minute and ten hours."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.stand or self.get_kind_display())
