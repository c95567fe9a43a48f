"""The words that the scripts of the board speak with."""

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    """Return each text by its name; {braces} are filled in by the script."""
    return {
        "grabbed": _(
            "{stop} picked up at {start}–{end}. Arrow keys move it, Enter puts it "
            "down, Escape puts it back."
        ),
        "proposed": _("{start}–{end}, {minutes} minutes"),
        "proposed-in": _("{lane}, {start}–{end}, {minutes} minutes"),
        "clash": _("Clash: {sentence}"),
        "put-back": _("{stop} is back at its place."),
        "saved": _("Saved: {stop}, {start}–{end}."),
        "saved-untimed": _("Saved: {stop} has no time now."),
        "undone": _("Taken back."),
        "done": _("Done."),
        "own-visit": _("A stop belongs to its visit: it stays in this row."),
        "whole-tour": _(
            "This person is with the whole tour: change that in the visit."
        ),
        "overlaps-visit": _("The visit is at {stop} until {time}."),
        "overlaps-stand": _("{stand} is taken by {who} until {time}."),
        "offline": _("Offline: trying again. What you see may be old."),
        "online": _("Live"),
        "signed-out": _("You are signed out. Sign in again to go on."),
        "gone": _("This was removed by someone else meanwhile."),
        "failed": _("This could not be saved. Try again."),
        "was": _("You saw"),
        "yours": _("You want"),
        "theirs": _("Now"),
        "field": _("What"),
        "take-theirs": _("Take what is there now"),
        "on-top": _("Put mine on top"),
        "close": _("Close"),
        "state-now": _("now"),
        "state-done": _("done"),
        "state-clash": _("clash"),
        "zoom": _("{pixels} pixels a minute"),
        "nothing": _("Nothing to take back."),
    }
