"""Pictures that plans are traced from."""

from secrets import token_hex
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.areas import Area
from exhibitors.models.scope import Record, check, shares

# As wide as a site can be, in metres.
WIDEST = 10_000


def background_path(background: Any, _filename: str) -> str:
    """Return where a picture is kept: nothing of its own name, which may tell."""
    return f"plans/{background.exhibition_id}/{token_hex(8)}.webp"


class PlanBackground(Record):
    """The picture that the plan of an area is traced from; seen by staff alone."""

    area = models.OneToOneField(
        Area, models.CASCADE, related_name="background", verbose_name=_("area")
    )
    image = models.ImageField(
        _("image"),
        upload_to=background_path,
        max_length=300,
        width_field="width_px",
        height_field="height_px",
    )
    width_px = models.PositiveIntegerField(default=0, editable=False)
    height_px = models.PositiveIntegerField(default=0, editable=False)
    x = models.FloatField(_("left edge, m"), default=0)
    y = models.FloatField(_("top edge, m"), default=0)
    width = models.FloatField(
        _("width, m"), validators=[MinValueValidator(0.1), MaxValueValidator(WIDEST)]
    )
    turn = models.FloatField(_("turned by, degrees"), default=0)
    opacity = models.FloatField(
        _("opacity"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )

    class Meta:
        verbose_name = _("background of a plan")
        verbose_name_plural = _("backgrounds of plans")
        constraints = [
            *Record.Meta.constraints,
            *shares("planbackground", "area"),
            check(
                Q(width__gte=0.1, width__lte=WIDEST),
                "planbackground_width_in_range",
                _("A plan is between 0.1 and 10,000 m wide."),
            ),
            check(
                Q(opacity__range=(0, 1)),
                "planbackground_opacity_in_range",
                _("The opacity lies between 0 and 1."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.area)
