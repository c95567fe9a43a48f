"""The markup of the board and its forms, judged by the Nu Html Checker."""

import pytest

from tests.delegations.board.conftest import BOARD
from tests.exhibitors.views.test_markup import CHECKER, JAVA, complaints
from tests.factories.delegations import StopFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        JAVA is None or not CHECKER.exists(),
        reason="The checker is not here: make tools.",
    ),
]


def test_no_page_of_the_board_breaks_the_standard(desk, here, tmp_path):
    StopFactory(exhibition=here.exhibition, visit=here.visit, duration=20)
    stop = f"/en/baku/delegations/board/stops/{here.stops[0].pk}/"
    rows = ("delegation", "stand", "person", "interpreter")
    addresses = [*(f"{BOARD}?by={by}" for by in rows), f"{stop}edit/", f"{stop}remove/"]

    for number, address in enumerate(addresses):
        (tmp_path / f"{number}.html").write_bytes(desk.get(address).content)

    assert complaints(tmp_path) == []
