"""What a gesture on the board sends."""

from typing import Any

from django import forms

from delegations.board.lanes import ROLES
from delegations.board.moves import Gesture
from delegations.models import Change, Engagement

# From the evening before to the morning after, in minutes of the day.
_FIRST, _LAST = -1440, 2 * 1440

ACTIONS = (
    Change.Action.MOVE,
    Change.Action.STRETCH,
    Change.Action.PLACE,
    Change.Action.UNPLACE,
    Change.Action.EXCHANGE,
)


def _minute() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=_FIRST, max_value=_LAST)


def _key(**limits: Any) -> forms.IntegerField:
    return forms.IntegerField(
        **{"required": False, "min_value": 0, "max_value": 2**63 - 1, **limits}
    )


class GestureForm(forms.Form):
    """One gesture: of which stop as seen when, and what shall become of it."""

    action = forms.ChoiceField(choices=[(action, action) for action in ACTIONS])
    version = _key(required=True, max_value=2**31 - 1)
    seen = _key(required=True)
    start = _minute()
    end = _minute()
    stand = _key()
    bay = _key(max_value=100)
    duty = _key()
    person = _key()
    by = forms.CharField(required=False, max_length=12)
    other = _key()
    other_version = _key(max_value=2**31 - 1)
    widen = forms.BooleanField(required=False)

    def gesture(self) -> Gesture:
        """Return what was sent; the form is valid."""
        values = dict(self.cleaned_data)
        by = values.pop("by")
        interprets = ROLES["interpreter"]
        role = interprets[0] if by == "interpreter" else Engagement.Role.RECEIVES
        return Gesture(**values, role=role)
