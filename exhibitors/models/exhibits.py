"""Exhibits: the things shown."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.areas import Area
from exhibitors.models.constraints import NoCycle
from exhibitors.models.countries import Country
from exhibitors.models.fields import short_code
from exhibitors.models.folding import folded_index, named
from exhibitors.models.organisations import Organisation
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    Addressed,
    PublishableManager,
    Record,
    RecordQuerySet,
    Sourced,
    check,
    links,
    shares,
    slug_unique,
)
from exhibitors.models.stands import Sector, Stand


class ExhibitManager(PublishableManager["Exhibit"]):
    """Finds exhibits."""

    def published(self) -> RecordQuerySet["Exhibit"]:
        """Return the exhibits that visitors may see: theirs and their stand's."""
        with_stand = Q(stand__isnull=True) | Q(stand__is_published=True)
        return super().published().filter(with_stand)


class Exhibit(Record, Addressed, Sourced):
    """A thing shown: a product, a book, a coin, a vehicle."""

    page = "exhibitors:exhibit_detail"

    class Kind(models.TextChoices):
        BEVERAGE = "beverage", _("beverage")
        BOOK = "book", _("book")
        CARPET = "carpet", _("carpet")
        COIN = "coin", _("coin")
        CONSTRUCTION_MATERIAL = "construction-material", _("construction material")
        COSMETICS = "cosmetics", _("cosmetics")
        CRAFT = "craft", _("craft")
        DEFENCE_PRODUCT = "defence-product", _("defence product")
        FOOD = "food", _("food")
        GOODS = "goods", _("goods")
        INFORMATION = "information", _("information")
        INSTALLATION = "installation", _("installation")
        MACHINERY = "machinery", _("machinery")
        PRESENTATION = "presentation", _("presentation")
        PRODUCT = "product", _("product")
        PRODUCT_GROUP = "product-group", _("group of products")
        PRODUCT_SAMPLES = "product-samples", _("product samples")
        SERVICE = "service", _("service")
        SOFTWARE = "software", _("software")
        STAMP = "stamp", _("stamp")
        TEXTILE = "textile", _("textile")
        VEHICLE = "vehicle", _("vehicle")

    class StandBasis(models.TextChoices):
        REPORTED = "reported", _("reported")
        INFERRED = "inferred", _("inferred")
        NOT_REPORTED = "not-reported", _("not reported")

    class MakerRole(models.TextChoices):
        PRODUCER = "producer", _("producer")
        ISSUER = "issuer", _("issuer")
        AUTHOR = "author", _("author")

    kind = models.CharField(
        _("kind"), max_length=24, choices=Kind, default=Kind.PRODUCT
    )
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exhibits",
        verbose_name=_("country"),
    )
    stand = models.ForeignKey(
        Stand,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="exhibits",
        verbose_name=_("stand"),
    )
    stand_basis = models.CharField(
        _("how the stand is known"),
        max_length=12,
        choices=StandBasis,
        default=StandBasis.REPORTED,
    )
    area = models.ForeignKey(
        Area,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="exhibits",
        verbose_name=_("area"),
        help_text=_("For what stands in an area without a stand."),
    )
    quantity = models.PositiveIntegerField(
        _("quantity"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: not known."),
    )
    quantity_note = models.TextField(_("note on the quantity"), blank=True)
    maker = models.ForeignKey(
        Organisation,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="made_exhibits",
        verbose_name=_("maker or issuer"),
    )
    maker_role = models.CharField(
        _("role of the maker"), max_length=8, choices=MakerRole, blank=True
    )
    part_of = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="exhibits", verbose_name=_("sectors")
    )
    code = models.CharField(
        _("short code"), max_length=12, unique=True, default=short_code, editable=False
    )
    position = models.PositiveIntegerField(_("order"), default=0)
    is_published = models.BooleanField(
        _("published"), default=True, help_text=_("Visitors can see it.")
    )

    objects: ClassVar[ExhibitManager] = ExhibitManager()

    class Meta:
        verbose_name = _("exhibit")
        verbose_name_plural = _("exhibits")
        ordering = ["exhibition", "position", "pk"]
        indexes = [
            folded_index("exhibit_found", *named()),
            models.Index(fields=["exhibition", "position", "id"], name="exhibit_order"),
        ]
        constraints = [
            *Record.Meta.constraints,
            *revises("exhibit", "sources", "sectors"),
            *slug_unique("exhibit"),
            *shares("exhibit", "stand", "area", "maker", "part_of"),
            *links("exhibit", "sources", "sectors"),
            NoCycle(
                field="part_of",
                name="exhibit_part_of_no_cycle",
                violation_error_message=_("An exhibit cannot be a part of itself."),
            ),
            check(
                Q(quantity__isnull=True) | Q(quantity__gte=1),
                "exhibit_quantity_positive",
                _("The quantity is one or more; leave it empty if it is not known."),
            ),
            check(
                Q(maker_role="") | Q(maker__isnull=False),
                "exhibit_maker_role_needs_maker",
                _("Name the maker whose role this is."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NamedPart(Record):
    """A part of an exhibit that is known only by its name, as in the source."""

    exhibit = models.ForeignKey(
        Exhibit, models.CASCADE, related_name="named_parts", verbose_name=_("exhibit")
    )
    name_as_in_source = models.CharField(_("name as in the source"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("named part")
        verbose_name_plural = _("named parts")
        ordering = ["exhibit", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *revises("namedpart"),
            *shares("namedpart", "exhibit"),
        ]

    def __str__(self) -> str:
        return self.name_as_in_source
