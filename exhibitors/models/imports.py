"""Lists that are read into an exhibition: each file, its lines, what came of them."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibitors.models.exhibitions import Exhibition
from exhibitors.models.scope import check


def private_storage() -> FileSystemStorage:
    """Return where files are kept that no address of the site leads to."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT, base_url=None)


def import_path(run: Any, filename: str) -> str:
    """Return where an uploaded list is kept, a folder an exhibition."""
    return f"imports/{run.exhibition_id}/{filename}"


class ImportRun(models.Model):
    """One file that somebody reads into an exhibition, from the trial to its undoing.

    Its times are those of the machine, which processes share, not of a demonstration's
    clock. ``counts`` says how many lines had which action. ``mapping`` is the field of
    each column by its number, "" for one that is not read.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("being undone")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        UNDONE = "undone", _("undone")

    class Task(models.TextChoices):
        CHECK = "check", _("to be checked")
        APPLY = "apply", _("to be applied")
        UNDO = "undo", _("to be undone")

    exhibition = models.ForeignKey(
        Exhibition,
        models.CASCADE,
        related_name="import_runs",
        verbose_name=_("exhibition"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the program itself, which no role holds back."),
    )
    kind = models.CharField(_("kind"), max_length=20)
    file = models.FileField(
        _("file"), upload_to=import_path, storage=private_storage, max_length=300
    )
    file_name = models.CharField(_("name of the file"), max_length=255)
    digest = models.CharField(_("digest of the content"), max_length=64, blank=True)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    header_row = models.PositiveIntegerField(
        _("row of the headings"),
        null=True,
        blank=True,
        help_text=_("Empty: found by itself."),
    )
    mapping = models.JSONField(_("mapping"), default=dict, blank=True)
    as_drafts = models.BooleanField(_("new records are drafts"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )
    done = models.PositiveIntegerField(_("lines done"), default=0)
    total = models.PositiveIntegerField(_("lines in all"), default=0)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    lines = models.JSONField(
        _("lines that the error is about"), default=list, blank=True
    )
    task = models.CharField(
        _("what a process was asked for"), max_length=10, choices=Task, blank=True
    )
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    # Who asked for the last step: not always who sent the list.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    cancelled_at = models.DateTimeField(_("cancel asked for"), null=True, blank=True)
    created_at = models.DateTimeField(
        _("uploaded"), default=timezone.now, editable=False
    )
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    heard_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ended"), null=True, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    # Set on the run that a command holds in its hands. A run that lost its account is
    # nobody's, and no more than that.
    by_program = False

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["exhibition", "-id"], name="importrun_latest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition"],
                condition=Q(state__in=["applying", "undoing"]),
                name="importrun_one_at_a_time",
                violation_error_message=_("Another list is being applied."),
            ),
            check(
                Q(task="") | Q(asked_at__isnull=False),
                "importrun_task_has_time",
                _("What a process is asked for has a time of that."),
            ),
            check(
                ~Q(state="undone") | Q(undone_at__isnull=False),
                "importrun_undone_has_time",
                _("An import that was undone has a time of that."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_live(self) -> bool:
        """Whether a process was asked for something that it has not ended."""
        return bool(self.task)


class ImportRow(models.Model):
    """One line of a list: what it says, and what comes of it.

    ``number`` is the row in the file as a spreadsheet counts it. ``before`` and
    ``after`` hold what differs only, by field. A reference is written as an object
    with ``id`` and ``text``; the ``id`` is null for what the import makes itself.
    """

    class Action(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("unchanged")
        LEFT_OUT = "left_out", _("left out")
        REFUSED = "refused", _("refused")
        DUPLICATE = "duplicate", _("duplicate")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    action = models.CharField(_("action"), max_length=10, choices=Action)
    label = models.CharField(_("name"), max_length=300, blank=True)
    model = models.CharField(max_length=60, blank=True)
    record = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    also = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    source = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    fingerprint = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("line of a list")
        verbose_name_plural = _("lines of a list")
        ordering = ["run", "number"]
        indexes = [
            models.Index(fields=["run", "action", "number"], name="importrow_paging"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="importrow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.label}"


class ImportRecord(models.Model):
    """One record that an applied import made or changed, as it was and as it became.

    Whole rows as PostgreSQL writes them, so that an undoing brings back exactly what
    was there, and knows whether somebody has changed it since.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()
    model = models.CharField(max_length=60)
    record = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "model", "record"], name="importrecord_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record}"

    @property
    def is_made(self) -> bool:
        """Whether the import made the record, rather than changed it."""
        return self.before is None


class SavedMapping(models.Model):
    """What the columns of a list mean: the same headings need no screen next time."""

    exhibition = models.ForeignKey(
        Exhibition, models.CASCADE, related_name="saved_mappings"
    )
    kind = models.CharField(_("kind"), max_length=20)
    signature = models.CharField(_("signature of the headings"), max_length=64)
    mapping = models.JSONField(_("mapping"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "kind", "signature"], name="savedmapping_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"
