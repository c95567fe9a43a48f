"""The one transaction in which an import writes, or takes back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from exhibitors.history import acting
from exhibitors.imports.tables import refuse
from exhibitors.models import ImportRun
from exhibitors.refusals import sentence_of


@contextmanager
def written(run: ImportRun) -> Iterator[None]:
    """Write within one transaction, under the lock of the run's exhibition.

    So two lists never see half of each other. Raises ImportRefused, with a sentence,
    where the database refuses; nothing is written then.
    """
    who = acting(user=run.asked_by or run.user, source=f"import {run.pk}")
    try:
        with who, transaction.atomic(), connection.cursor() as cursor:
            name = f"import {run.exhibition_id}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        raise refuse("database", reason=sentence_of(error)) from error
