"""A drawing that holds, written to the database."""

from collections.abc import Iterable
from typing import Any

from exhibitors.drawing.applying import Applied
from exhibitors.drawing.hanging import take_in
from exhibitors.drawing.reading import Ref
from exhibitors.models import PlanFeature, Stand
from exhibitors.slugs import free_slug

_BATCH = 500
_NAMES = ("name_en", "name_ru", "name_az")
_STAND_FIELDS = (
    *_NAMES,
    "number",
    "number_key",
    "kind",
    "country",
    "area",
    "area_m2",
    "outline",
)
_FEATURE_FIELDS = (
    *_NAMES,
    "name_key",
    "kind",
    "points",
    "leads_to",
    "is_step_free",
)


def write(after: Applied) -> dict[str, int]:
    """Write a drawing; returns the keys that new rows got, by the name they came by.

    The transaction is the caller's.
    """
    for kept, gone in after.merges:
        take_in(kept, gone)
    if after.deleted:
        leaving = [ref for ref in after.parents if isinstance(ref, int)]
        Stand.objects.filter(pk__in=leaving).update(parent=None)
        Stand.objects.filter(pk__in=[stand.pk for stand in after.deleted]).delete()
    gone_features = [each.pk for each in after.deleted_features]
    PlanFeature.objects.filter(pk__in=gone_features).delete()
    if after.is_area_changed:
        after.area.save(update_fields=["outline"])
    keys = _write_stands(after)
    _write_parents(after, keys)
    return {**keys, **_write_features(after)}


def _write_stands(after: Applied) -> dict[str, int]:
    new, known = _apart(after.stands, after.changes)
    renumbered = [
        stand.pk
        for ref, stand in known.items()
        if "number" in after.changes[ref].values
    ]
    # Two stands that change numbers would else stand in each other's way.
    Stand.objects.filter(pk__in=renumbered).update(number="")
    Stand.objects.bulk_update(known.values(), _STAND_FIELDS, _BATCH)
    _give_slugs(after, new.values())
    made = Stand.objects.bulk_create(new.values(), _BATCH)
    return {str(ref): row.pk for ref, row in zip(new, made, strict=True)}


def _give_slugs(after: Applied, stands: Iterable[Stand]) -> None:
    taken = set(
        Stand.objects.of(after.area.exhibition_id).values_list("slug", flat=True)
    )
    for stand in stands:
        name = stand.number or stand.name_en  # type: ignore[attr-defined]
        stand.slug = free_slug(Stand.objects.none(), name, taken)
        taken.add(stand.slug)


def _write_parents(after: Applied, keys: dict[str, int]) -> None:
    rows = []
    for ref, parent in after.parents.items():
        stand = after.stands[ref]
        stand.parent_id = keys[parent] if isinstance(parent, str) else parent
        rows.append(stand)
    Stand.objects.bulk_update(rows, ["parent"], _BATCH)


def _write_features(after: Applied) -> dict[str, int]:
    new, known = _apart(after.features, after.feature_changes)
    PlanFeature.objects.bulk_update(known.values(), _FEATURE_FIELDS, _BATCH)
    made = PlanFeature.objects.bulk_create(new.values(), _BATCH)
    return {str(ref): row.pk for ref, row in zip(new, made, strict=True)}


def _apart(
    rows: dict[Ref, Any], changes: dict[Ref, Any]
) -> tuple[dict[Ref, Any], dict[Ref, Any]]:
    """Return the new rows among those changed, and those that there are already."""
    changed = {ref: rows[ref] for ref in changes}
    return (
        {ref: row for ref, row in changed.items() if isinstance(ref, str)},
        {ref: row for ref, row in changed.items() if isinstance(ref, int)},
    )
