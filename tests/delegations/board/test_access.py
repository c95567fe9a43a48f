"""Who may stand at the board, and attempts to get there all the same."""

import pytest
from django.test import Client

from delegations.models import Change, Stop
from tests.delegations.board.conftest import BOARD, JSON, hours
from tests.factories.delegations import StopFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

HOME = "/en/baku/delegations/"
# Each address with the methods that it answers.
PLACES = {
    "board/2023-11-24/state/?since=0.0.0": ("get",),
    "board/2023-11-24/check/{stop}/": ("get",),
    "board/2023-11-24/stops/{stop}/": ("post",),
    "board/2023-11-24/undo/": ("post",),
    "board/2023-11-24/leave/": ("post",),
    "board/stops/{stop}/edit/": ("get", "post"),
    "board/stops/{stop}/remove/": ("get", "post"),
    "board/visits/{visit}/new/": ("get", "post"),
}
EVERY = [(place, method) for place, methods in PLACES.items() for method in methods]
MOVE = {"action": "move", "version": 1, "seen": 0, "start": 655, "end": 660}


def address(here, place):
    return HOME + place.format(stop=here.stops[1].pk, visit=here.visit.pk)


@pytest.mark.parametrize(("place", "method"), EVERY)
def test_without_an_account_one_is_asked_to_sign_in(client, here, place, method):
    answer = getattr(client, method)(address(here, place), MOVE)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/")
    assert not Change.objects.exists()


@pytest.mark.parametrize(("place", "method"), EVERY)
@pytest.mark.parametrize("role", [None, "pavilion_manager", "stand_host", "elsewhere"])
def test_out_of_scope_nothing_is_there(client, here, place, method, role):
    user = UserFactory()
    if role == "pavilion_manager":
        RoleAssignmentFactory(
            user=user, role=role, exhibition=here.exhibition, country_id="KZ"
        )
    if role == "stand_host":
        RoleAssignmentFactory(
            user=user, role=role, exhibition=here.exhibition, stand=here.stands[1]
        )
    if role == "elsewhere":
        for name in ("organiser", "protocol_officer"):
            RoleAssignmentFactory(user=user, role=name, exhibition=ExhibitionFactory())
    client.force_login(user)

    answer = getattr(client, method)(address(here, place), MOVE)

    assert answer.status_code == 404
    assert hours(here.stops[1]) == "10:30-10:50"


@pytest.mark.parametrize("role", ["organiser", "protocol_officer", "every exhibition"])
def test_those_who_plan_move_stops(client, here, role):
    given = (
        RoleAssignmentFactory(exhibition=None)
        if role == "every exhibition"
        else RoleAssignmentFactory(role=role, exhibition=here.exhibition)
    )
    client.force_login(given.user)

    answer = client.post(address(here, "board/2023-11-24/stops/{stop}/"), MOVE, **JSON)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("place", "method"),
    [
        (place, method)
        for place, methods in PLACES.items()
        for method in sorted({"get", "post", "put", "delete"} - {*methods})
    ],
)
def test_other_methods_are_refused(desk, here, place, method):
    assert getattr(desk, method)(address(here, place)).status_code == 405


def test_a_stop_of_another_exhibition_is_out_of_reach(desk, here):
    stranger = StopFactory()

    for place, method in EVERY:
        if "{" in place:
            path = HOME + place.format(stop=stranger.pk, visit=stranger.visit.pk)
            assert getattr(desk, method)(path, MOVE).status_code == 404


def test_another_site_cannot_send_gestures(here, officer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)

    answer = strict.post(address(here, "board/2023-11-24/stops/{stop}/"), MOVE)

    assert answer.status_code == 403
    assert Stop.objects.get(pk=here.stops[1].pk).version == 1


def test_a_host_sees_the_sheet_in_the_place_of_the_board(client, here):
    given = RoleAssignmentFactory(
        role="stand_host", exhibition=here.exhibition, stand=here.stands[0]
    )
    client.force_login(given.user)

    text = client.get(BOARD).content.decode()

    assert "Programme of the day" in text
    assert "board-config" not in text
    assert "Tajikistan" not in text
