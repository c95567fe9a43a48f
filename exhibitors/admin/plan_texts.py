"""The words and choices that the editor of plans shows."""

from typing import Any

from django.utils.translation import gettext as _

from exhibitors.models import Area, Country, PlanFeature, Stand


def choices(area: Area) -> dict[str, Any]:
    """Return what can be chosen for a stand or a feature; two queries."""
    areas = Area.objects.of(area.exhibition_id).exclude(pk=area.pk)
    return {
        "standKinds": [[value, str(label)] for value, label in Stand.Kind.choices],
        "featureKinds": {
            value: str(label) for value, label in PlanFeature.Kind.choices
        },
        "countries": [[row.pk, row.name] for row in Country.objects.order_by("name")],
        "areas": [[row.pk, row.name] for row in areas],
    }


def texts() -> dict[str, str]:
    """Return the words of the editor; names in braces are filled in by its script."""
    return {**_drawing(), **_acts(), **_saving()}


def _drawing() -> dict[str, str]:
    return {
        "area": _("Area outline"),
        "unnamed": _("New stand"),
        "nothing": _("Nothing is selected."),
        "several": _("{count} selected"),
        "size": _("{width} × {depth} m, {surface} m²"),
        "surface": _("{surface} m²"),
        "length": _("{length} m"),
        "at": _("{name} at {x}, {y} m"),
        "moved": _("Moved to {x}, {y} m."),
        "drawn": _("Drawn: {name}."),
        "gone": _("Taken off the plan: {names}."),
        "undone": _("Taken back."),
        "redone": _("Done again."),
        "no-undo": _("There is nothing to take back."),
        "no-redo": _("There is nothing to do again."),
        "tool-stand": _("Drag a rectangle. Enter puts one in the middle."),
        "tool-outline": _("Click each corner; double-click or Enter ends it."),
        "tool-wall": _("Click along the wall; double-click or Enter ends it."),
        "tool-door": _("Click on a wall."),
        "tool-gate": _("Click where people come in."),
        "tool-aisle": _("Click along the aisle; double-click or Enter ends it."),
        "tool-area": _("Click each corner of the area; double-click or Enter ends it."),
        "tool-measure": _("Drag from one point to another."),
        "tool-split": _("Drag a line across the stand."),
        "tool-calibrate": _("Drag between two points of the picture."),
        "wall": _("wall"),
        "door": _("door"),
        "gate": _("gate"),
        "aisle": _("aisle"),
    }


def _acts() -> dict[str, str]:
    return {
        "overlap": _("{one} and {other} overlap."),
        "outside": _("{one} reaches out of the area."),
        "beyond": _("{one} reaches out of {other}."),
        "sound": _("Nothing is wrong with this drawing."),
        "wrong": _("{count} to mend"),
        "one-stand": _("Select one stand first."),
        "two-stands": _("Select two stands or more."),
        "taken": _("Taken already: {numbers}."),
        "row-made": _("{count} copies made, {first} to {last}."),
        "split-done": _("Split into {count}."),
        "merged": _("Merged into {name}."),
        "merge-unsaved": _(
            "Save first: a stand that is new or changed cannot be merged before."
        ),
        "merge-title": _("Merge into {name}?"),
        "delete-title": _("Delete {names}?"),
        "delete-told": _("It goes from the whole exhibition, not from the plan alone."),
        "deleted": _("Deleted when you save: {names}."),
        "not-found": _("No stand has this number or name."),
        "no-picture": _("There is no picture yet."),
    }


def _saving() -> dict[str, str]:
    return {
        "saved": _("Saved."),
        "unsaved": _("{count} changes are not saved yet."),
        "unsaved-one": _("One change is not saved yet."),
        "all-saved": _("All is saved."),
        "saving": _("Saving…"),
        "failed": _("The server did not answer. Your drawing is kept here; try again."),
        "signed-out": _("Sign in again in another window, then save. Nothing is lost."),
        "found": _("A drawing that was not saved has been found on this computer."),
        "take-up": _("Go on with it"),
        "throw-away": _("Throw it away"),
        "on-top": _("Put mine on top of theirs"),
        "on-top-done": _("Yours lies on top of theirs now. Look at it, then save."),
        "both": _("Changed by both, yours is kept: {names}."),
        "take-theirs": _("Take theirs, lose mine"),
        "close": _("Close"),
    }
