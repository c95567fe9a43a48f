"""Shapes that several kinds of record share."""

from delegations.loading.shapes import Listed, Plain, To, one_of

SOURCES = Listed(To("sources"))
YEAR = Plain("a year as 2023", lambda value: type(value) is int and 0 < value < 10_000)
QUALIFIER = one_of("exact", "more-than")
