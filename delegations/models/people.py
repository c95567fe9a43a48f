"""People: officials and staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Country, Event, Organisation
from exhibitors.models.folding import folded_index, named
from exhibitors.models.recorded import Kept
from exhibitors.models.scope import (
    Addressed,
    Record,
    Sourced,
    links,
    shares,
    slug_unique,
)


class Person(Record, Addressed, Sourced):
    """An official or a member of staff."""

    name = models.CharField(
        _("name"), max_length=200, help_text=_("Printed exactly as entered.")
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=200,
        blank=True,
        help_text=_("In the person's own language and script."),
    )
    title = models.CharField(_("title and position"), max_length=300, blank=True)
    title_as_of = models.CharField(
        _("title as of"),
        max_length=10,
        blank=True,
        help_text=_("When the title was reported, as in 2023-11."),
    )
    form_of_address = models.CharField(
        _("form of address"),
        max_length=200,
        blank=True,
        help_text=_("As in “His Excellency”; printed as entered."),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("country"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["exhibition", "name"]
        indexes = [folded_index("person_found", *named("name_as_written"))]
        constraints = [
            *Record.Meta.constraints,
            *slug_unique("person"),
            *shares("person", "organisation"),
            *links("person", "sources"),
            Kept(
                name="person_kept",
                personal=[
                    "slug",
                    "key",
                    "name",
                    "name_as_written",
                    "title",
                    "form_of_address",
                    "phone",
                    "email",
                    "note",
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EventParticipant(Record):
    """A person who takes part in an event of the programme."""

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="participants", verbose_name=_("event")
    )
    person = models.ForeignKey(
        Person, models.RESTRICT, related_name="events", verbose_name=_("person")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["event", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *shares("eventparticipant", "event", "person"),
            models.UniqueConstraint(
                fields=["event", "person"],
                name="eventparticipant_once",
                violation_error_message=_("This person takes part already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.event}"
