"""What is tried: each page and record of the admin, and every other address."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db import models

from exhibitors.models import Exhibition
from tests.access import roles
from tests.access.places import Place, places
from tests.access.world import World
from tests.exhibitors.admin.pages import address

WHOSE = ("own", "neighbour", "foreign")
SECRETS = {
    "own": (roles.SECRET,),
    "neighbour": (roles.NEXT_SECRET,),
    "foreign": (roles.THEIRS,),
}
# The plan that managers look at shows the stands that visitors see.
TOLD = {"admin:exhibitors_area_plan": (roles.OURS, roles.NEIGHBOURS)}


@dataclass(frozen=True)
class Attempt:
    """One request, and the record that it must not get at."""

    address: str
    method: str = "get"
    sent: dict[str, Any] = field(default_factory=dict)
    row: models.Model | None = None
    # Whoever has a secret address reads what it is about.
    may_tell: tuple[str, ...] = ()


Attempts = dict[str, list[Attempt]]


def of_models(world: World) -> Attempts:
    """Return the attempts at each model's pages, and at three records of it.

    Pages: list, list as a pop-up, form as a pop-up, form sent. Records: page as a
    pop-up, page sent, deletion sent, history; of the own one first the page itself and
    the question to delete it.
    """
    found: Attempts = {}
    for model in admin.site._registry:
        label = model._meta.label_lower
        found[f"{label} pages"] = _pages(model)
        for whose, row in world.rows.get(label, {}).items():
            if whose in WHOSE:
                found[f"{label} {whose}"] = _record(row, is_own=whose == "own")
    return found


def _pages(model: Any) -> list[Attempt]:
    listed, new = address(model, "changelist"), address(model, "add")
    return [
        Attempt(listed),
        Attempt(f"{listed}?_popup=1"),
        Attempt(f"{new}?_popup=1"),
        Attempt(new, "post"),
    ]


def _record(row: Any, *, is_own: bool) -> list[Attempt]:
    change, delete, history = (
        address(type(row), name, row.pk) for name in ("change", "delete", "history")
    )
    first = [Attempt(change, row=row), Attempt(delete, row=row)] if is_own else []
    return [
        *first,
        Attempt(f"{change}?_popup=1", row=row),
        Attempt(change, "post", {"name_en": "Stolen"}, row=row),
        Attempt(delete, "post", {"post": "yes"}, row=row),
        Attempt(history, row=row),
    ]


def of_actions(world: World) -> Attempts:
    """Return the attempts at each bulk action, on three records."""
    found: Attempts = {}
    for model, page in admin.site._registry.items():
        names = ["delete_selected", *(page.actions or ())]
        for name in names:
            for whose, row in world.rows.get(model._meta.label_lower, {}).items():
                if whose in WHOSE:
                    key = f"{model._meta.label_lower} {name} {whose}"
                    found[key] = [_action(row, str(name))]
    return found


def _action(row: Any, name: str) -> Attempt:
    sent = {"action": name, "_selected_action": [row.pk], "post": "yes", "index": 0}
    return Attempt(address(type(row), "changelist"), "post", sent, row)


def of_autocompletes(_world: World) -> Attempts:
    """Return the attempts at the suggestions of each link, by what it leads to."""
    found: Attempts = {}
    for model in admin.site._registry:
        for link in [*model._meta.fields, *model._meta.many_to_many]:
            target = link.remote_field and admin.site._registry.get(link.related_model)
            if target and target.search_fields:
                names = model._meta
                asked = {
                    "app_label": names.app_label,
                    "model_name": names.model_name,
                    "field_name": link.name,
                }
                key = f"{names.label_lower}.{link.name}"
                found[key] = [Attempt("/admin/autocomplete/", sent=asked)]
    return found


def of_places(world: World) -> Attempts:
    """Return the attempts at every other address: read, and sent something.

    Where it names an exhibition or a record: ours, our neighbours', drafts, and theirs.
    A record of theirs is tried below our own exhibition, too.
    """
    found: Attempts = {}
    for place in places():
        if not place.is_generic and not place.unknown():
            found |= _at(world, place)
    return found


def _at(world: World, place: Place) -> Attempts:
    ours = world.row("exhibitors.exhibition", "own")
    theirs = world.row("exhibitors.exhibition", "foreign")
    named = place.row()
    found: Attempts = {}
    if named is None:
        found[place.name] = _both(place.address(ours))
        if "exhibition" in place.parts:
            found[f"{place.name} foreign"] = _both(place.address(theirs))
        return found
    for whose, row in world.rows[named[0]].items():
        home = getattr(row, "exhibition", ours)
        home = row if isinstance(row, Exhibition) else home
        told = SECRETS[whose] if "token" in place.parts else TOLD.get(place.name, ())
        found[f"{place.name} {whose}"] = _both(place.address(home, row), row, told)
        if home == theirs and "exhibition" in place.parts:
            found[f"{place.name} {whose} here"] = _both(place.address(ours, row), row)
    return found


def _both(path: str, row: Any = None, told: tuple[str, ...] = ()) -> list[Attempt]:
    return [
        Attempt(path, row=row, may_tell=told),
        Attempt(path, "post", row=row, may_tell=told),
    ]
