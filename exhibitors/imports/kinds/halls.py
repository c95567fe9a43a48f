"""A column of halls in which stands are written too."""

from exhibitors.imports.drafts import Draft
from exhibitors.imports.parsing.places import hall_and_stand, number_code, places_of


def part_hall(draft: Draft, field: str) -> None:
    """Take the stand out of a line's hall; ``field`` is what holds stands.

    It counts where no other cell names a stand; one that names another is refused.
    """
    found = hall_and_stand(draft.values.get("hall", ""))
    if found is None:
        return
    hall, number = found
    told = draft.values.get(field)
    if told is None:
        draft.values[field] = number
        draft.cells[field] = draft.cells["hall"]
    elif not _names(told, number):
        text = draft.values["hall"]
        draft.refuse("hall", "hall_names_other_stand", text=text, said=told)
        return
    draft.values["hall"] = hall


def _names(text: str, number: str) -> bool:
    """Return whether a cell names a stand, be it with its hall before it."""
    code = number_code(number)
    return any(
        code in (number_code(one), number_code(one.rsplit("/", 1)[-1]))
        for _hall, one in places_of(text)
    )
