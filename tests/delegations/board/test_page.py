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
