"""Plans of a day that a solver makes, and what they rest on beside the schedule."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delegations.models.changes import Change
from delegations.models.people import Person
from delegations.models.visits import bounded
from exhibitors.models import Exhibition
from exhibitors.models.scope import Record, check, shares

LIVE = ("waiting", "running")
LONGEST = 600


class PlanningRun(models.Model):
    """One run of the planner over a day: what it was asked, how it went, what came.

    Its times are those of the machine, which processes share, not of a demonstration's
    clock. ``basis`` is the number of the last change of the schedule before ``problem``
    was built. A run with a ``now`` is a re-planning of a day that has begun.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("finished")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        APPLIED = "applied", _("applied")
        DISCARDED = "discarded", _("discarded")

    class Verdict(models.TextChoices):
        OPTIMAL = "optimal", _("the best plan there is, proven")
        FEASIBLE = "feasible", _("a plan")
        INFEASIBLE = "infeasible", _("no plan is possible, proven")
        NO_PLAN_YET = "no_plan_yet", _("no plan was found in time")

    exhibition = models.ForeignKey(
        Exhibition, models.CASCADE, related_name="planning_runs"
    )
    on = models.DateField(_("day"))
    delegations = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("delegations"),
        help_text=_("Keys of those that are planned; empty: all of the day."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the program itself."),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("seconds"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )
    seed = models.PositiveIntegerField(_("seed"), default=0)
    now = models.DateTimeField(
        _("re-planned from"),
        null=True,
        blank=True,
        help_text=_("What lies before it stays as it is; empty: a plan from scratch."),
    )
    notice = models.PositiveSmallIntegerField(
        _("minutes of notice"),
        default=15,
        help_text=_("Stops that begin within so many minutes stay where they can."),
    )
    late = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("late visits"),
        help_text=_("Keys of the visits whose own moves count for little."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )
    created_at = models.DateTimeField(
        _("asked for"), default=timezone.now, editable=False
    )
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    heard_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancel asked for"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ended"), null=True, blank=True)
    basis = models.BigIntegerField(_("change it rests on"), default=0)
    problem = models.JSONField(_("problem"), encoder=DjangoJSONEncoder)
    frame = models.JSONField(
        _("frame"),
        default=dict,
        help_text=_("Times before, and what of the day is not in the problem."),
    )
    progress = models.JSONField(_("progress"), default=list, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    change = models.OneToOneField(
        Change,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="planning_run",
        verbose_name=_("applied as"),
    )

    class Meta:
        verbose_name = _("planning run")
        verbose_name_plural = _("planning runs")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["exhibition", "on", "-id"], name="planningrun_latest")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "on"],
                condition=Q(state__in=LIVE),
                name="planningrun_one_live",
                violation_error_message=_("This day is being planned already."),
            ),
            check(
                Q(time_limit__range=(1, LONGEST)),
                "planningrun_limit_in_range",
                _("Plan for between one second and ten minutes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} · {self.get_state_display()}"

    @property
    def is_live(self) -> bool:
        """Whether it waits or runs, as far as the row tells."""
        return self.state in LIVE

    @property
    def is_replanning(self) -> bool:
        """Whether it plans what is left of a day that has begun."""
        return self.now is not None

    @property
    def has_plan(self) -> bool:
        """Whether it found a plan."""
        return self.verdict in (self.Verdict.OPTIMAL, self.Verdict.FEASIBLE)

    @property
    def error_text(self) -> str:
        """Why it failed, in the active language; below it what the planner said."""
        sentence, line, rest = self.error.partition("\n")
        return f"{gettext(sentence)}{line}{rest}" if sentence else ""


class Availability(Record):
    """When a person can be there; without any on a day, all day."""

    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="availabilities",
        verbose_name=_("person"),
    )
    during = DateTimeRangeField(_("available"))

    class Meta:
        verbose_name = _("time of a person")
        verbose_name_plural = _("times of people")
        ordering = ["person", "during"]
        constraints = [
            *Record.Meta.constraints,
            *shares("availability", "person"),
            bounded("during", "availability_during_bounded"),
        ]

    def __str__(self) -> str:
        local = self.exhibition.local
        first, last = local(self.during.lower), local(self.during.upper)
        return f"{self.person}: {first:%Y-%m-%d %H:%M}–{last:%H:%M}"


class InterpreterPool(Record):
    """How many interpreters of a language are there for tours without a named one."""

    language = models.CharField(
        _("language"), max_length=3, help_text=_("Code of the language, as in kk.")
    )
    count = models.PositiveSmallIntegerField(_("interpreters"), default=1)

    class Meta:
        verbose_name = _("pool of interpreters")
        verbose_name_plural = _("pools of interpreters")
        ordering = ["exhibition", "language"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["exhibition", "language"],
                name="interpreterpool_once",
                violation_error_message=_("This language is given already."),
            ),
            check(
                Q(language__regex=r"^[a-z]{2,3}$"),
                "interpreterpool_language_valid",
                _("Give a code of two or three letters, as in kk."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.count}"
