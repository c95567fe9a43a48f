"""The plan of an area as the editor and its table show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db.models import Q, QuerySet

from exhibitors.access import EVERY_ROW
from exhibitors.models import Area, PlanBackground, PlanFeature, Stand
from exhibitors.site.judging import Drawing, FeatureShape, StandShape
from exhibitors.templatetags.ornament import tint


@dataclass(frozen=True)
class Plan:
    """An area with its features, its stands, and those that stand in no area yet."""

    area: Area
    stands: tuple[Stand, ...]
    features: tuple[PlanFeature, ...]

    @property
    def digest(self) -> str:
        """What changes with every change of what is drawn, or of a stand's number."""
        told = [
            self.area.outline,
            *sorted(
                (stand.pk, stand.number, stand.parent_id, stand.outline)
                for stand in self.stands
                if stand.area_id == self.area.pk
            ),
            *sorted(
                (each.pk, each.kind, each.name, each.leads_to_id, each.points)
                for each in self.features
            ),
        ]
        return blake2b(repr(told).encode(), digest_size=12).hexdigest()


def plan_of(area: Area, seen: Q = EVERY_ROW, *, is_locked: bool = False) -> Plan:
    """Return the plan of an area with the stands that somebody may see; two queries.

    ``is_locked``: nobody else changes these rows before the transaction ends.
    """
    stands: QuerySet[Stand] = (
        Stand.objects.of(area.exhibition_id)
        .filter(Q(area=area) | Q(area__isnull=True))
        .filter(seen)
        .order_by("pk")
    )
    features = PlanFeature.objects.filter(area=area).order_by("pk")
    if is_locked:
        stands, features = stands.select_for_update(), features.select_for_update()
    return Plan(area, tuple(stands), tuple(features))


def stand_key(ref: int | str) -> str:
    """Return how a stand is called among drawings."""
    return f"s{ref}"


def feature_key(ref: int | str) -> str:
    """Return how a feature is called among drawings."""
    return f"f{ref}"


def drawing_of(plan: Plan) -> Drawing:
    """Return what is drawn of an area, to be judged."""
    return Drawing(
        plan.area.outline,
        tuple(
            StandShape(
                stand_key(stand.pk),
                stand.outline or (),
                stand_key(stand.parent_id) if stand.parent_id else None,
            )
            for stand in drawn(plan)
        ),
        tuple(
            FeatureShape(feature_key(each.pk), each.kind, each.points)
            for each in plan.features
        ),
    )


def drawn(plan: Plan) -> Iterable[Stand]:
    """Return the stands with a place on the plan."""
    return (
        stand
        for stand in plan.stands
        if stand.outline and stand.area_id == plan.area.pk
    )


def state_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as the editor reads it; lengths in metres, no query."""
    return {
        "seen": plan.digest,
        "outline": plan.area.outline,
        "stands": [_stand(stand, plan.area) for stand in plan.stands],
        "features": [
            {
                "id": each.pk,
                "kind": each.kind,
                "name": each.name,
                "points": each.points,
                "leads_to": each.leads_to_id,
                "is_step_free": each.is_step_free,
            }
            for each in plan.features
        ],
    }


def _stand(stand: Stand, area: Area) -> dict[str, Any]:
    return {
        "id": stand.pk,
        "number": stand.number,
        "name": stand.name,
        "kind": stand.kind,
        "country": stand.country_id,
        "parent": stand.parent_id,
        "outline": stand.outline if stand.area_id == area.pk else None,
        "tint": tint(stand),
    }


def background_of(area: Area, address: str) -> dict[str, Any] | None:
    """Return the picture that a plan is traced from, and how it lies; one query."""
    found = PlanBackground.objects.filter(area=area).first()
    if found is None:
        return None
    return {
        "address": f"{address}?{found.image.name[-21:-5]}",
        "x": found.x,
        "y": found.y,
        "width": found.width,
        "depth": round(found.width * found.height_px / max(found.width_px, 1), 2),
        "turn": found.turn,
        "opacity": found.opacity,
    }
