"""What the database holds before and after a load."""

from typing import Any

from django.apps import apps
from django.db import connection

from delegations.loading.writing.rows import Tally
from delegations.models import Person
from exhibitors.models import Exhibition

OWN_APPS = ("exhibitors", "delegations")


def outcome(tally: Tally) -> dict[str, int]:
    counts = tally.counts().values()
    kinds = ("created", "changed", "unchanged")
    return {kind: sum(count[kind] for count in counts) for kind in kinds}


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of both apps, with PostgreSQL's row versions."""
    rows = {}
    tables = [
        model._meta.db_table
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT xmin, * FROM "{table}" ORDER BY 2')
            rows[table] = cursor.fetchall()
    return rows


def loaded() -> Any:
    return Exhibition.objects.get(slug="speca-2023")


def outcome_size() -> int:
    """Return how many records the file and the loaded overlay have."""
    counted = sum(loaded().loadedfiles.get().counts.values())
    return counted - 18 + Person.objects.count() + 2
