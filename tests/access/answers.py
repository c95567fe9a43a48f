"""What came of an attempt: one letter, and what must not be in the answer."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client

from tests.access import roles
from tests.access.attempts import Attempt, Attempts
from tests.access.tables import ROLES

# In order: answered, led on, asked to sign in, refused, not there, wrong method,
# not understood, gone, written to the record that was tried.
LETTERS = {200: "+", 304: "+", 403: "x", 404: "-", 405: "m", 400: "b", 410: "-"}
WRITTEN, FAILED = "w", "E"


def answers(
    clients: dict[str, Client], attempts: Attempts
) -> tuple[dict[str, list[str]], list[str]]:
    """Return a word a role for each line, a letter an attempt; and what leaked."""
    leaks: list[str] = []
    found = {
        key: [
            "".join(letter(clients[role], role, attempt, leaks) for attempt in tried)
            for role in ROLES
        ]
        for key, tried in attempts.items()
    }
    return found, leaks


def letter(client: Client, role: str, attempt: Attempt, leaks: list[str]) -> str:
    """Try, and take back whatever was done; return what came of it.

    Adds to the leaks where the answer has a name in it that the role must not read.
    """
    kept = dict(client.cookies)
    with transaction.atomic(), _unwritten(role), connection.cursor() as cursor:
        # As each request begins; what was tried before may have judged at once.
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        before = _stored(attempt.row)
        answer = getattr(client, attempt.method)(attempt.address, attempt.sent)
        found = _said(answer)
        if found == FAILED:
            transaction.set_rollback(False)
        elif attempt.method == "post" and _stored(attempt.row) != before:
            found = WRITTEN
        transaction.set_rollback(True)
    # Whoever signed out is signed in again for the next attempt.
    client.cookies.clear()
    client.cookies.update(kept)
    leaks += _leaked(role, attempt, answer)
    return found


@contextmanager
def _unwritten(role: str) -> Iterator[None]:
    """Leave out the writing of pages for a role that may read every word."""
    if roles.HIDDEN[role]:
        yield
    else:
        with patch.object(SimpleTemplateResponse, "rendered_content", ""):
            yield


def _stored(row: Any) -> Any:
    if row is None:
        return None
    return type(row)._default_manager.filter(pk=row.pk).values().first()


def _said(answer: Any) -> str:
    if answer.status_code in (301, 302, 303):
        is_asked = "login/?next=" in answer["Location"]
        return "l" if is_asked else ">"
    refused = "b" if 400 <= answer.status_code < 500 else FAILED
    return LETTERS.get(answer.status_code, refused)


def _leaked(role: str, attempt: Attempt, answer: Any) -> Iterator[str]:
    inside = attempt.address.startswith("/admin/")
    hidden = (roles.HIDDEN_IN_ADMIN if inside else roles.HIDDEN)[role]
    told = _text(answer) + answer.get("Location", "").casefold()
    # What was asked for may be said again.
    told = told.replace(attempt.address.casefold(), "")
    leaked = [
        word
        for word in hidden
        if word.casefold() in told and word not in attempt.may_tell
    ]
    if leaked:
        yield f"{role} reads {leaked} at {attempt.method} {attempt.address}"


def _text(answer: Any) -> str:
    """Return what an answer says, in lower case; files inside a file included."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return body.decode(errors="ignore").casefold()
