"""Rows of a schedule, in a line each."""

from tests.delegations.times import DAY, stretch
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    StopFactory,
    VisitFactory,
)


def visit_of(exhibition, span="08:00-14:00", **fields):
    fields.setdefault("delegation", DelegationFactory(exhibition=exhibition))
    return VisitFactory(exhibition=exhibition, on=DAY, span=stretch(span), **fields)


def stop_of(visit, times, **fields):
    return StopFactory(
        exhibition=visit.exhibition, visit=visit, planned=stretch(times), **fields
    )


def accompanies(visit, person, **fields):
    return EngagementFactory(
        exhibition=visit.exhibition, visit=visit, person=person, **fields
    )
