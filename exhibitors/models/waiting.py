"""Photos sent in, which wait until their sender says what they show."""

import secrets
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from exhibitors.models.exhibitions import Exhibition


def private_storage() -> Storage:
    """Return where files lie that no address serves."""
    return storages["private"]


def waiting_path(row: Any, filename: str) -> str:
    """Return where a file waits; its name tells nothing."""
    ending = filename.rsplit(".", 1)[-1]
    return f"waiting/{row.user_id}/{secrets.token_hex(12)}.{ending}"


class Waiting(models.Model):
    """A file of one account that only this account sees."""

    exhibition = models.ForeignKey(Exhibition, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file = models.FileField(
        storage=private_storage, upload_to=waiting_path, max_length=200
    )
    # As it was sent, with its folders: what it shows is guessed from it.
    name = models.CharField(max_length=400)
    # The short code of a stand or an exhibit, where the sender came from its page.
    shows = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class WaitingPhoto(Waiting):
    """A clean picture that waits for its stand or exhibit."""

    digest = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "user", "digest", "name"],
                name="waitingphoto_once",
                violation_error_message=_("This photo is already waiting."),
            )
        ]


class WaitingArchive(Waiting):
    """A ZIP of photos that is read step by step; ``done`` of its entries are."""

    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")),
                name="waitingarchive_done_in_total",
            )
        ]
