"""The admin pages where protocol officers prepare delegations and their visits."""

from delegations.admin import (  # noqa: F401
    clashes,
    delegations,
    exports,
    people,
    reports,
    visits,
)
