"""A core: mandatory stops that cannot all be, and what there is to say of them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Core:
    """Stops that cannot all be made, by a reason with a code and its parameters.

    ``is_deep`` tells that it needs all mandatory stops of whose the stops are.
    """

    code: str
    stops: frozenset[int]
    params: dict[str, Any] = field(default_factory=dict)
    is_deep: bool = False
