"""Outgoing mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exhibitors import clock
from exhibitors.models import Exhibition


class Outgoing(models.Model):
    """An e-mail that the program sends: kept before, and after, it is delivered.

    Written in the transaction of what it tells about, so that a letter exists if, and
    only if, that was committed; delivered afterwards.
    """

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("with layout"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    written_at = models.DateTimeField(_("written"), default=clock.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    def once_sent(self) -> None:
        """Change what need not be kept of a letter that has left."""


class Letter(Outgoing):
    """A letter about an exhibition."""

    exhibition = models.ForeignKey(Exhibition, models.CASCADE, related_name="letters")

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(sent_at__isnull=True),
                name="letter_unsent",
            )
        ]
