"""The admin pages where protocol officers prepare delegations and their visits."""

from delegations import gaps  # noqa: F401
from delegations.admin import (  # noqa: F401
    clashes,
    delegations,
    exports,
    feeds,
    history,
    people,
    plannings,
    registrations,
    releases,
    reports,
    stands,
    tours,
    visits,
)
