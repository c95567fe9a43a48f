"""Addresses that pages had once."""

from typing import Any

from django.db import models


class FormerAddress(models.Model):
    """An address of a page before its slug was changed; kept by the database.

    ``kind`` is the table of the record, ``row`` its primary key there. Written by the
    trigger of ``KeepsAddress`` alone.
    """

    kind = models.CharField(max_length=63)
    exhibition = models.ForeignKey(
        "exhibitors.Exhibition", models.CASCADE, related_name="+"
    )
    slug = models.SlugField(max_length=120)
    row = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "exhibition", "slug"], name="formeraddress_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} → {self.kind} {self.row}"

    @classmethod
    def rows(cls, model: type[models.Model], slug: str) -> Any:
        """Return a query for the keys of the rows that once had an address."""
        return cls.objects.filter(kind=model._meta.db_table, slug=slug).values("row")
