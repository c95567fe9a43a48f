"""Who is at work: told to the database, whose triggers write the history."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.signals import connection_created

SETTING = "expo.actor"
# libpq's PQTRANS_INERROR: a statement of the transaction has failed.
FAILED = 3
_words: ContextVar[str] = ContextVar("expo_actor", default="")


@contextmanager
def acting(*, user: Any = None, source: str = "") -> Iterator[None]:
    """Have all that is written within be recorded as done by ``user``.

    ``source`` says where it came from, as in "admin", "command load_exhibition" or
    "import 12". May be nested, inside a transaction and around several; what is
    written after it is recorded as before it, whatever happens.
    """
    token = _words.set(_actor(user, source))
    _tell()
    try:
        yield
    finally:
        _words.reset(token)
        _tell_at_the_end()


def _actor(user: Any, source: str) -> str:
    known = user is not None and user.pk is not None
    actor = {"id": user.pk, "label": _label(user)} if known else {}
    return json.dumps({**actor, "source": source}, sort_keys=True)


def _label(user: Any) -> str:
    """Return the account as history names it: it may be gone when that is read."""
    name, address = user.get_full_name(), user.get_username()
    return f"{name} <{address}>" if name else str(address)


def _tell() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, _words.get()])


def _tell_at_the_end() -> None:
    if connection.connection is None or _is_given_up():
        # A transaction that is rolled back takes the setting back by itself.
        return
    try:
        _tell()
    except (InterfaceError, OperationalError):
        # The connection is lost, and with it all that it was told.
        connection.close()


def _is_given_up() -> bool:
    """Return whether the running transaction can only be rolled back."""
    if not connection.in_atomic_block:
        return False
    status: int = connection.connection.get_transaction_status()
    return connection.needs_rollback or status == FAILED


def tell_new_connection(**_: Any) -> None:
    """Tell a connection opened in the middle of the work who does it."""
    if _words.get():
        _tell()


def begin(source: str) -> None:
    """Have all that this process writes be recorded as done through ``source``."""
    _words.set(_actor(None, source))


def stay_told() -> None:
    """Have every later connection be told as well."""
    connection_created.connect(tell_new_connection, dispatch_uid=SETTING)
