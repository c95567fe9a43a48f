"""Which model a table of the history is, and which tables belong to a model."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

# Models whose history and undoing is the schedule's own.
SCHEDULE = frozenset(
    f"delegations_{name}"
    for name in ("delegation", "membership", "visit", "stop", "engagement")
)


@cache
def _tables() -> dict[str, tuple[type[models.Model], str]]:
    found: dict[str, tuple[type[models.Model], str]] = {}
    for model in apps.get_models():
        found[model._meta.db_table] = (model, "")
        for field in model._meta.local_many_to_many:
            found[field.m2m_db_table()] = (model, field.name)
    return found


def model_of(kind: str) -> type[models.Model] | None:
    """Return the model of a table, or that whose links it holds; None if it is gone."""
    return _tables().get(kind, (None, ""))[0]


def link_of(kind: str) -> str:
    """Return the many-to-many field whose links a table holds, "" for another one."""
    return _tables().get(kind, (None, ""))[1]


def tables_of(model: type[models.Model]) -> list[str]:
    """Return the table of a model and those of its many-to-many fields."""
    links: list[Any] = list(model._meta.local_many_to_many)
    return [model._meta.db_table, *(field.m2m_db_table() for field in links)]


def is_schedule(kind: str) -> bool:
    """Return whether the schedule's own way of undoing is the one for a table."""
    model = model_of(kind)
    return model is not None and model._meta.db_table in SCHEDULE


def schedule_links() -> list[Any]:
    """Return the many-to-many fields of the schedule's models."""
    return [
        field
        for model in apps.get_models()
        if model._meta.db_table in SCHEDULE
        for field in model._meta.local_many_to_many
    ]
