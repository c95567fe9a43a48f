"""Photographs of what is shown."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import ImageFieldFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from exhibitors.images import is_on_its_side
from exhibitors.models.discards import Discards
from exhibitors.models.exhibits import Exhibit
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    PublishableManager,
    Record,
    Sourced,
    check,
    links,
    shares,
)
from exhibitors.models.stands import Stand
from exhibitors.uploads.fields import PictureField


def photo_path(photo: Any, filename: str) -> str:
    """Return where an uploaded photograph is kept, a folder an exhibition."""
    return f"photos/{photo.exhibition_id}/{filename}"


class UprightFile(ImageFieldFile):
    """An uploaded picture, as wide and high as it is looked at."""

    def _get_image_dimensions(self) -> tuple[int, int]:
        width, height = super()._get_image_dimensions()  # type: ignore[misc]
        if is_on_its_side(self):
            return height, width
        return width, height


class UprightField(models.ImageField):
    """A picture that a camera may have written on its side."""

    attr_class = UprightFile

    def deconstruct(self) -> Any:
        """Return what migrations write: the column is that of any picture."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return the field of forms that takes nothing but a clean picture."""
        return super().formfield(*args, **{"form_class": PictureField, **kwargs})

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Take over a picture with the digest that it is known again by."""
        super().save_form_data(instance, data)
        if data:
            photo: Any = instance
            photo.digest = getattr(data, "digest", photo.digest)


def once_at(record: str) -> models.UniqueConstraint:
    """Return the rule that a stand or an exhibit has a photo once."""
    return models.UniqueConstraint(
        fields=[record, "digest"],
        condition=~Q(digest=""),
        name=f"photo_once_at_{record}",
        violation_error_message=_("This photo is already there."),
    )


class Photo(Record, Sourced):
    """A photograph of a stand or an exhibit."""

    stand = models.ForeignKey(
        Stand,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("stand"),
    )
    exhibit = models.ForeignKey(
        Exhibit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("exhibit"),
    )
    image = UprightField(
        _("image"),
        upload_to=photo_path,
        max_length=300,
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    digest = models.CharField(max_length=40, default="", blank=True, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What is to be seen, for those who cannot see it."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    focus_x = models.FloatField(_("focus, across"), default=0.5)
    focus_y = models.FloatField(_("focus, down"), default=0.5)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_published = models.BooleanField(_("published"), default=True)

    objects: ClassVar[PublishableManager[Self]] = PublishableManager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["exhibition", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *revises("photo", "sources"),
            *shares("photo", "stand", "exhibit"),
            *links("photo", "sources"),
            Discards(field="image", name="photo_image_discarded"),
            *(once_at(record) for record in ("stand", "exhibit")),
            check(
                Q(stand__isnull=False) ^ Q(exhibit__isnull=False),
                "photo_of_one_thing",
                _("A photo shows either a stand or an exhibit."),
            ),
            check(
                Q(focus_x__range=(0, 1)) & Q(focus_y__range=(0, 1)),
                "photo_focus_inside",
                _("The focus lies between 0 and 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt or f"{capfirst(_('photo'))} {self.pk}"
