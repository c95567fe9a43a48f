"""What the page of the board says beside its rows."""

import pytest

from delegations.models import Stop
from tests.delegations.board.conftest import BOARD

pytestmark = pytest.mark.django_db


def test_times_made_up_for_demonstration_are_marked(desk, here):
    assert "made-up" not in desk.get(BOARD).content.decode()
    Stop.objects.filter(pk=here.stops[0].pk).update(illustrative=["planned"])

    page = desk.get(BOARD).content.decode()

    assert page.count('class="made-up" title="illustrative"') == 1
    assert 'id="illustrative"' in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31"])
def test_a_day_at_the_end_of_the_calendar_names_no_page(desk, here, day):
    assert desk.get(BOARD.replace("2023-11-24", day)).status_code == 404
