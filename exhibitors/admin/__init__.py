"""The admin pages where organisers and pavilions enter an exhibition."""

from exhibitors.admin import (  # noqa: F401
    countries,
    events,
    exhibitions,
    exhibits,
    history,
    imports,
    inquiries,
    organisations,
    photos,
    places,
    proposals,
    roles,
    sources,
    stands,
)
