"""What is answered when a drawing is not saved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Refused(Exception):  # noqa: N818
    """A drawing that is not saved, and why: nothing of it is written.

    ``fields`` has sentences by the place in what was sent, as in "stands[0].number",
    ``findings`` what the drawing breaks. ``is_stale``: somebody else saved meanwhile.
    """

    sentences: Sequence[str] = ()
    fields: dict[str, str] = field(default_factory=dict)
    findings: Sequence[dict[str, object]] = ()
    is_stale: bool = False
    # The plan as it is now, for who has to look at it anew.
    state: dict[str, Any] | None = None

    @property
    def status(self) -> int:
        """The number of the answer."""
        return 409 if self.is_stale else 422 if not self.fields else 400
