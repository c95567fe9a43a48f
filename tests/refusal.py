"""What PostgreSQL refuses, told by the name of the rule."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(rule: str) -> Iterator[None]:
    """Expect the block to break the named rule, deferred ones included."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        yield
        connection.check_constraints()
    assert error.value.__cause__.diag.constraint_name == rule
