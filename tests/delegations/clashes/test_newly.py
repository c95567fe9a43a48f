"""What would newly clash, were stops at other times."""

import pytest

from delegations.clashes import Replanned, clashes_on, newly
from delegations.models import AcceptedClash, Stop
from tests.delegations.clashes.saying import found, only, slot
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY
from tests.factories.delegations import AcceptedClashFactory

pytestmark = pytest.mark.django_db


def said(here, **plan):
    return [
        (row.rule, row.level) for row in newly(here.exhibition, DAY, Replanned(**plan))
    ]


@pytest.fixture
def stops(here):
    """Kazakhstan and Uzbekistan at B1, who receives nobody."""
    only(here.exhibition, "receiving", "window")
    return [
        stop_of(here.kazakhstan, "09:00-09:20", stand=here.b1),
        stop_of(here.uzbekistan, "10:00-10:20", stand=here.b1),
    ]


def test_what_clashes_already_is_nothing_new_at_another_time(here, stops):
    assert len(found(here.exhibition)) == 2

    assert said(here, times={stops[0].pk: slot("11:00-11:20")}) == []


def test_a_stop_that_gets_a_time_clashes_anew(here, stops):
    Stop.objects.filter(pk=stops[0].pk).update(planned=None)

    times = {stops[0].pk: slot("11:00-11:20")}

    assert said(here, times=times) == [("receiving", "warn")]


def test_a_stop_that_loses_its_time_clashes_no_more(here, stops):
    only(here.exhibition, "precedence", level="block")
    for rank, visit in enumerate((here.uzbekistan, here.kazakhstan), 1):
        type(visit.delegation).objects.filter(pk=visit.delegation_id).update(rank=rank)
    times = {stops[1].pk: slot("09:20-09:40")}

    assert said(here, times=times) == [("precedence", "block")]
    assert said(here, times=times, gone={stops[0].pk}) == []


def test_what_was_accepted_is_not_said_again(here, stops):
    only(here.exhibition, "receiving")
    (mark,) = [
        row.fingerprint
        for row in clashes_on(here.exhibition, DAY)
        if row.stops == (stops[0].pk,)
    ]
    AcceptedClashFactory(exhibition=here.exhibition, on=DAY, fingerprint=mark)
    Stop.objects.filter(pk=stops[0].pk).update(planned=None)

    assert said(here, times={stops[0].pk: slot("09:00-09:20")}) == []
    assert AcceptedClash.objects.count() == 1
    assert said(here, times={stops[0].pk: slot("09:30-09:50")}) != []
