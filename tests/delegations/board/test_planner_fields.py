"""What a stop's form tells the planner."""

import pytest

from delegations.models import Stop
from tests.delegations.board.test_forms import complaints, edit
from tests.entering import enter

pytestmark = pytest.mark.django_db


def test_the_planner_is_told_what_to_leave_and_what_may_go(desk, here):
    sent = {"is_locked": "on", "is_optional": "on", "value": 40}

    enter(desk, edit(here.stops[0]), sent)

    stop = Stop.objects.get(pk=here.stops[0].pk)
    assert (stop.is_locked, stop.is_optional, stop.value) == (True, True, 40)


def test_a_value_that_is_left_empty_stays(desk, here):
    Stop.objects.filter(pk=here.stops[0].pk).update(value=30)

    enter(desk, edit(here.stops[0]), {"value": ""})

    assert Stop.objects.get(pk=here.stops[0].pk).value == 30


@pytest.mark.parametrize("value", ["0", "101"])
def test_a_value_beyond_a_hundred_is_refused(desk, here, value):
    answer = enter(desk, edit(here.stops[0]), {"value": value})

    assert list(complaints(answer)) == ["value"]
