"""Released versions of a day's schedule, and who is told about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.models.letters import Letter
from delegations.models.people import Person
from exhibitors import clock
from exhibitors.models import Exhibition
from exhibitors.models.fields import secret_token
from exhibitors.models.scope import check


class Release(models.Model):
    """One version of a day's schedule, as all but its planners read it.

    ``items`` holds the stops by language, as ``delegations.items`` writes them.
    """

    exhibition = models.ForeignKey(Exhibition, models.CASCADE, related_name="releases")
    on = models.DateField(_("day"))
    version = models.PositiveIntegerField(_("version"))
    items = models.JSONField(_("stops"), editable=False)
    change = models.BigIntegerField(
        default=0, editable=False, help_text=_("The last change that it holds.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For those who are told of it.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    released_at = models.DateTimeField(_("released"))

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["exhibition", "on", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "on", "version"],
                name="release_version_once",
                violation_error_message=_("This version was released already."),
            ),
            check(
                Q(version__gte=1),
                "release_version_positive",
                _("Versions are counted from one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} · {self.version}"


class Notice(models.Model):
    """What one person, or one account, is told about a release."""

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="notices", verbose_name=_("release")
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("person"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("account"),
    )
    language = models.CharField(_("language"), max_length=5)
    sentences = models.JSONField(_("what changed"), default=list)
    letter = models.OneToOneField(
        Letter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="notice",
        verbose_name=_("letter"),
    )
    token = models.CharField(
        max_length=43, unique=True, default=secret_token, editable=False
    )
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice of a release")
        verbose_name_plural = _("notices of releases")
        ordering = ["-release", "pk"]
        constraints = [
            check(
                Q(Q(person__isnull=False) ^ Q(user__isnull=False)),
                "notice_for_one",
                _("A notice is for a person or for an account."),
            ),
            models.UniqueConstraint(
                fields=["release", "person", "user"],
                nulls_distinct=False,
                name="notice_once",
                violation_error_message=_("They have a notice of this release."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} · {self.person or self.user}"
