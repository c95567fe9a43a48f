"""A difference put on a plan in memory, before anything of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exhibitors.drawing.plan import Plan, feature_key, stand_key
from exhibitors.drawing.reading import Change, Difference, Ref
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.sentences import feature_name, stand_name
from exhibitors.models import Area, PlanFeature, Stand
from exhibitors.models.fields import natural_key
from exhibitors.site.judging import (
    AREA,
    Drawing,
    FeatureShape,
    StandShape,
    surface_m2,
)

# A stated size that is so near to the drawn one, in parts of a whole, follows it.
_AGREES = 0.01


@dataclass
class Applied:
    """A plan as it would be; new rows have no key yet, but the name they came by."""

    area: Area
    is_area_changed: bool
    stands: dict[Ref, Stand]
    features: dict[Ref, PlanFeature]
    changes: dict[Ref, Change]
    feature_changes: dict[Ref, Change]
    deleted: list[Stand]
    deleted_features: list[PlanFeature]
    merges: list[tuple[Stand, list[Stand]]]
    parents: dict[Ref, Ref | None] = field(default_factory=dict)

    def drawing(self) -> Drawing:
        """Return what would be drawn."""
        return Drawing(
            self.area.outline,
            tuple(
                StandShape(stand_key(ref), stand.outline, self._parent_key(ref))
                for ref, stand in self.stands.items()
                if stand.outline and stand.area_id == self.area.pk
            ),
            tuple(
                FeatureShape(feature_key(ref), each.kind, each.points)
                for ref, each in self.features.items()
            ),
        )

    def names(self) -> dict[str, str]:
        """Return what each drawing is called in a sentence, by its key."""
        return {
            AREA: _("the area “%(name)s”") % {"name": self.area.name},
            **{stand_key(ref): stand_name(row) for ref, row in self.stands.items()},
            **{feature_key(ref): feature_name(r) for ref, r in self.features.items()},
        }

    def touched(self) -> set[str]:
        """Return the keys of what is changed, all that lies in it with an area."""
        return {
            *([AREA] if self.is_area_changed else []),
            *map(stand_key, self.changes),
            *map(feature_key, self.feature_changes),
            *(stand_key(kept.pk) for kept, _gone in self.merges),
        }

    def _parent_key(self, ref: Ref) -> str | None:
        parent = self.parents.get(ref, self.stands[ref].parent_id)
        return None if parent is None else stand_key(parent)


def applied(plan: Plan, difference: Difference) -> Applied:
    """Return a plan with a difference put on; raises Refused for what is not in it."""
    stands: dict[Ref, Stand] = {stand.pk: stand for stand in plan.stands}
    features: dict[Ref, PlanFeature] = {each.pk: each for each in plan.features}
    _refuse_strangers(difference, stands, features)
    if difference.area:
        plan.area.outline = difference.area["outline"]
    for change in difference.stands:
        stand = stands.setdefault(change.ref, _new_stand(plan.area))
        _set_stand(stand, change.values, plan.area)
    for change in difference.features:
        row = features.setdefault(change.ref, _new_feature(plan.area))
        _set_feature(row, change.values)
    merges = [
        (stands[merge.kept], [stands.pop(pk) for pk in merge.gone])
        for merge in difference.merges
    ]
    return Applied(
        area=plan.area,
        is_area_changed=bool(difference.area),
        deleted=[stands.pop(pk) for pk in difference.deleted_stands],
        deleted_features=[features.pop(pk) for pk in difference.deleted_features],
        stands=stands,
        features=features,
        changes={change.ref: change for change in difference.stands},
        feature_changes={change.ref: change for change in difference.features},
        merges=merges,
        parents=_parents(difference, stands),
    )


def _parents(
    difference: Difference, stands: Mapping[Ref, Stand]
) -> dict[Ref, Ref | None]:
    """Return which stands lie inside another one than before."""
    found: dict[Ref, Ref | None] = {}
    for merge in difference.merges:
        for ref, stand in stands.items():
            if stand.parent_id in merge.gone:
                found[ref] = None if ref == merge.kept else merge.kept
    for change in difference.stands:
        if "parent" in change.values:
            found[change.ref] = change.values["parent"]
    return found


def _refuse_strangers(
    difference: Difference, stands: Mapping[Ref, Any], features: Mapping[Ref, Any]
) -> None:
    """Refuse keys that are none of this plan, or that are to stay and to go at once."""
    gone = [pk for merge in difference.merges for pk in merge.gone]
    leaving = [*gone, *difference.deleted_stands]
    changed = {change.ref for change in difference.stands}
    kept = {merge.kept for merge in difference.merges}
    wrong = _unknown("stands", difference.stands, stands)
    wrong |= _unknown("features", difference.features, features)
    new = {ref for ref in changed if isinstance(ref, str)}
    for change in difference.stands:
        parent = change.values.get("parent")
        if parent is not None and (parent in leaving or parent not in {*stands, *new}):
            wrong[f"{change.place}.parent"] = _("This stand is not on this plan.")
    if not {*leaving, *kept} <= {*stands}:
        wrong["deleted_stands" if not gone else "merges"] = _(
            "This stand is not on this plan."
        )
    elif len(set(leaving)) < len(leaving) or set(leaving) & (changed | kept):
        wrong["deleted_stands"] = _("A stand that goes cannot be changed as well.")
    missing = {pk for pk in difference.deleted_features if pk not in features}
    if missing or set(difference.deleted_features) & {
        change.ref for change in difference.features
    }:
        wrong["deleted_features"] = _("This is not on this plan.")
    if wrong:
        raise Refused(fields=wrong)


def _unknown(
    name: str, changes: tuple[Change, ...], rows: Mapping[Ref, Any]
) -> dict[str, str]:
    return {
        f"{change.place}.id": _("This is not on this plan.")
        for change in changes
        if isinstance(change.ref, int) and change.ref not in rows
    }


def _new_stand(area: Area) -> Stand:
    return Stand(exhibition_id=area.exhibition_id, area=area)


def _new_feature(area: Area) -> PlanFeature:
    return PlanFeature(exhibition_id=area.exhibition_id, area=area, points=[[0, 0]])


def _set_stand(stand: Stand, values: dict[str, Any], area: Area) -> None:
    if "outline" in values:
        _draw(stand, values["outline"], area)
    if "number" in values:
        stand.number = values["number"]
        stand.number_key = natural_key(stand.number)
    if "kind" in values:
        stand.kind = values["kind"]
    if "country" in values:
        stand.country_id = values["country"]
    if "name" in values or stand.pk is None:
        _name(stand, values.get("name") or stand.number)


def _draw(stand: Stand, outline: Any, area: Area) -> None:
    before, after = surface_m2(stand.outline), surface_m2(outline)
    stated = float(stand.area_m2 or 0)
    is_drawn = stand.pk is None or (
        before > 0 and abs(stated - before) <= _AGREES * before
    )
    if after and is_drawn:
        stand.area_m2 = round(after, 2)
    stand.outline = outline
    if outline is not None:
        stand.area = area


def _name(row: Any, name: str) -> None:
    """Give a name in the language of the page; a new row has it in English too."""
    setattr(row, f"name_{get_language() or 'en'}", name)
    if not row.name_en:
        row.name_en = name


def _set_feature(feature: PlanFeature, values: dict[str, Any]) -> None:
    if "name" in values:
        _name(feature, values["name"])
        feature.name_key = natural_key(values["name"])
    if "leads_to" in values:
        feature.leads_to_id = values["leads_to"]
    for name in ("kind", "points", "is_step_free"):
        if name in values:
            setattr(feature, name, values[name])
