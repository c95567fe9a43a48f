"""An exhibition, ways to sign in to it, and no process begun."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from exhibitors.imports import asking, service
from exhibitors.models import ImportRun
from tests.exhibitors.admin.access.conftest import exhibition, sign_in
from tests.factories.exhibitors import AreaFactory, RoleAssignmentFactory

__all__ = ["exhibition", "sign_in"]

STANDS = "Stand,Name\nA-1,Stand of books\nA-2,Stand of coins\n"


@pytest.fixture(autouse=True)
def begun(monkeypatch):
    """Return what processes would have been begun with."""
    found = []
    monkeypatch.setattr(asking, "begin", lambda *words: found.append(words))
    return found


@pytest.fixture
def organiser(sign_in):
    return sign_in("organiser")


@pytest.fixture
def run(exhibition):
    """Return a list of two stands that was uploaded and nothing more."""
    AreaFactory(exhibition=exhibition, name="Hall 1")
    return uploaded(exhibition)


def uploaded(exhibition, content=b"", name="stands.csv", kind="stands"):
    """Keep a list as the upload does, and return its import."""
    return service.new_run(
        exhibition,
        RoleAssignmentFactory(exhibition=exhibition).user,
        kind,
        ContentFile(content or STANDS.encode()),
        name,
    )


def page(name, *args):
    return reverse(f"admin:exhibitors_importrun_{name}", args=args)


def body(answer):
    """Read an answer to its end, whether it is a file or a page."""
    return b"".join(answer.streaming_content if answer.streaming else answer)


def go_on(_done, _total):
    return False


def checked(run):
    """Check a list as its process would, and return it."""
    service.check(run, go_on)
    return ImportRun.objects.get(pk=run.pk)


def applied(run):
    """Check and apply a list as its process would, and return it."""
    service.apply(checked(run), go_on, allow_partial=True)
    return ImportRun.objects.get(pk=run.pk)
