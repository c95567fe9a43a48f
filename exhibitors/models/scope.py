"""What every record of an exhibition has in common."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exhibitors.models.addresses import FormerAddress
from exhibitors.models.constraints import (
    KeepsAddress,
    LinksWithin,
    Shares,
    Unchanging,
)
from exhibitors.models.fields import RESERVED_SLUGS, key_validator
from exhibitors.models.recorded import Recorded, recorded_links

if TYPE_CHECKING:
    from exhibitors.models.exhibitions import Exhibition

RecordT = TypeVar("RecordT", bound=models.Model)


def shares(model: str, *fields: str) -> list[models.BaseConstraint]:
    """Return the rules that these foreign keys stay within the exhibition."""
    return [Shares(field=field, name=f"{model}_{field}_shares") for field in fields]


def links(model: str, *fields: str) -> list[models.BaseConstraint]:
    """Return the rules that these many-to-many fields stay in the exhibition.

    And what records them in the history.
    """
    return [
        *(LinksWithin(field=field, name=f"{model}_{field}_within") for field in fields),
        *recorded_links(model, *fields),
    ]


class RecordQuerySet(models.QuerySet[RecordT]):
    """Records of exhibitions."""

    def of(self, exhibition: "models.Model | int") -> Self:
        """Return the records of one exhibition."""
        return self.filter(exhibition=exhibition)

    def named(self, name: str) -> RecordT | None:
        """Return the record with this slug, else with this key in the data file.

        Last comes the one that once had the slug. Asked one after another, each by
        its index, and mostly the first is there.
        """
        for condition in (
            Q(slug=name),
            Q(key=name),
            Q(pk__in=FormerAddress.rows(self.model, name)),
        ):
            if row := self.filter(condition).first():
                return row
        return None


class RecordManager(models.Manager[RecordT]):
    """Finds the records of exhibitions."""

    def get_queryset(self) -> RecordQuerySet[RecordT]:
        """Return all records."""
        return RecordQuerySet(self.model, using=self._db)

    def of(self, exhibition: "models.Model | int") -> RecordQuerySet[RecordT]:
        """Return the records of one exhibition."""
        return self.get_queryset().of(exhibition)


class PublishableManager(RecordManager[RecordT]):
    """Finds the records of exhibitions that are either published or drafts."""

    def published(self) -> RecordQuerySet[RecordT]:
        """Return the records that visitors may see."""
        return self.get_queryset().filter(
            is_published=True, exhibition__is_published=True
        )

    def shown_in(self, exhibition: "Exhibition") -> RecordQuerySet[RecordT]:
        """Return the records on an exhibition's pages: drafts in a preview only."""
        rows = self.get_queryset() if exhibition.shows_drafts else self.published()
        return rows.of(exhibition)


class Record(models.Model):
    """One record of an exhibition."""

    exhibition = models.ForeignKey(
        "exhibitors.Exhibition",
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("exhibition"),
    )
    key = models.CharField(
        _("key"),
        max_length=120,
        blank=True,
        help_text=_("Stable name in data files; imports find the record by it."),
    )
    illustrative = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("illustrative fields"),
        help_text=_("Fields whose values are for demonstration, not reported facts."),
    )

    objects: ClassVar[RecordManager[Self]] = RecordManager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # The target of composite foreign keys.
            models.UniqueConstraint(
                fields=["id", "exhibition"], name="%(class)s_in_exhibition"
            ),
            models.UniqueConstraint(
                fields=["exhibition", "key"],
                condition=~Q(key=""),
                name="%(class)s_key_unique",
                violation_error_message=_("Another record has this key."),
            ),
            Unchanging(
                field="exhibition",
                name="%(class)s_exhibition_unchanging",
                violation_error_message=_("The exhibition of a record never changes."),
            ),
            Recorded(name="%(class)s_recorded"),
        ]

    def is_illustrative(self, field: str) -> bool:
        """Return whether the value of a field comes from a demonstration."""
        return field in self.illustrative


class Sourced(models.Model):
    """A record that names the reports its facts come from."""

    sources = models.ManyToManyField(
        "exhibitors.Source",
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("sources"),
        help_text=_("The reports that say so."),
    )

    class Meta:
        abstract = True


class Addressed(models.Model):
    """A record with a page of its own."""

    slug = models.SlugField(
        _("address"),
        max_length=120,
        validators=[key_validator],
        help_text=_("Last part of the page's address, as in “8-2-b-14”."),
    )

    class Meta:
        abstract = True

    # The name of its page's address, "" where it has none.
    page: ClassVar[str] = ""

    def get_absolute_url(self) -> str:
        """Return the address of its page in the active language."""
        home: Any = self
        return reverse(self.page, args=[home.exhibition.slug, self.slug])

    def clean(self) -> None:
        """Refuse the words that the site's own addresses use."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("“%(slug)s” is used by the site.") % {"slug": self.slug}}
            )


def slug_unique(model: str) -> list[models.BaseConstraint]:
    """Return the rules of a slug: unique in the exhibition, and no reserved word."""
    return [
        models.UniqueConstraint(
            fields=["exhibition", "slug"],
            name=f"{model}_slug_unique",
            violation_error_message=_("Another page of its kind has this address."),
        ),
        models.CheckConstraint(
            condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
            name=f"{model}_slug_valid",
            violation_error_message=_(
                "Use lower-case letters, digits and single hyphens."
            ),
        ),
        KeepsAddress(field="slug", name=f"{model}_slug_kept"),
    ]


def check(condition: Any, name: str, message: Any) -> models.CheckConstraint:
    """Return a named check with its sentence."""
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message=message
    )
