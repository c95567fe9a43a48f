"""A programme on paper: which sheet, its values, and its typesetting.

Python chooses, translates and orders all that is printed; the templates only lay it
out. Values reach them as JSON and never as source, so no text can be markup.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from delegations.exports.pdf import card, day, duty, press, programme
from delegations.exports.pdf.frame import frame
from delegations.exports.pdf.typesetting import typeset
from delegations.items import Programme
from delegations.programme import Selection

SHEETS: dict[str, Any] = {
    "programme": programme,
    "card": card,
    "duty": duty,
    "press": press,
    "day": day,
}


@dataclass(frozen=True)
class Printing:
    """What is printed, of what a reader may see, as of when."""

    whole: Programme
    selection: Selection
    view: str
    made_at: datetime


def usual_sheet(selection: Selection, view: str) -> str:
    """Return the sheet of a selection for which none was asked."""
    if view == "public":
        return "press"
    if selection.person:
        return "card"
    if selection.stand:
        return "duty"
    return "programme" if selection.delegation or selection.visit else "day"


def write(printing: Printing, sheet: str) -> bytes:
    """Return the PDF of one of SHEETS."""
    with translation.override(printing.whole.language):
        found = SHEETS[sheet].pages(printing.whole, printing.selection)
        values = frame(printing.whole, printing.view, found)
    return typeset(sheet, values, printing.made_at)
