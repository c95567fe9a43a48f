"""Walks through the site, kept for all processes."""

from django.db import models


class SiteWalks(models.Model):
    """The walks between all stands and gates, for one state of the plan.

    Worked out from the drawings when somebody asks for a walk after they have changed;
    ``fingerprint`` tells of which drawings. Nothing here is lost when the row is.
    """

    exhibition = models.OneToOneField(
        "exhibitors.Exhibition",
        models.CASCADE,
        primary_key=True,
        related_name="walks",
    )
    fingerprint = models.CharField(max_length=80)
    tables = models.BinaryField()
    ways = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.exhibition_id}: {self.fingerprint}"
