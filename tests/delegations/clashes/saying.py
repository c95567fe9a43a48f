"""What the tests of clashes say of a day, in a line each."""

from delegations.clashes import clashes_on
from delegations.models import ClashLevel, ClashRule
from tests.delegations.times import DAY, at


def only(exhibition, *rules, minutes=0, level="warn"):
    """Take these rules at one level, and ignore all others."""
    ClashLevel.objects.filter(exhibition=exhibition).delete()
    ClashLevel.objects.bulk_create(
        ClashLevel(
            exhibition=exhibition,
            rule=rule,
            level=level if rule in rules else "ignore",
            minutes=minutes if rule in rules else 0,
        )
        for rule in ClashRule.values
    )


def found(exhibition, **how):
    """Return what clashes on the day of the tests."""
    return clashes_on(exhibition, DAY, **how)


def sentences(exhibition, **how):
    return [finding.sentence for finding in found(exhibition, **how)]


def slot(times):
    """Return a pair of moments, given as 10:30-10:45 in universal time."""
    start, end = times.split("-")
    return at(start), at(end)
