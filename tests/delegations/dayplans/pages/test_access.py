"""Who finds the pages of the planner: those who plan in this exhibition."""

import pytest

from delegations.models import PlanningRun
from tests.delegations.dayplans.pages.conftest import HOME, START
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

READ = ("{start}", "{run}", "{run}?part=progress", "{run}explained/")
WRITTEN = ("{run}undo/", "{run}apply/", "{run}discard/", "{run}cancel/")


def addresses(run, kinds):
    return [kind.format(start=START, run=f"{HOME}plan/{run.pk}/") for kind in kinds]


def stranger(hall, role):
    user = UserFactory()
    if role == "elsewhere":
        for name in ("organiser", "protocol_officer"):
            RoleAssignmentFactory(user=user, role=name, exhibition=ExhibitionFactory())
    elif role:
        scope = {
            "stand_host": {"stand": hall.stands[0]},
            "pavilion_manager": {"country_id": "KZ"},
        }[role]
        RoleAssignmentFactory(user=user, role=role, exhibition=hall.exhibition, **scope)
    return user


@pytest.mark.parametrize("role", ["stand_host", "pavilion_manager", "elsewhere", None])
def test_out_of_scope_there_is_no_such_page(client, hall, role):
    run = hall.plan()
    client.force_login(stranger(hall, role))

    for address in addresses(run, READ):
        assert client.get(address).status_code == 404
    for address in addresses(run, WRITTEN):
        assert client.post(address).status_code == 404
    assert PlanningRun.objects.get().state == "done"


def test_without_an_account_one_is_asked_to_sign_in(client, hall):
    run = hall.plan()

    answers = [
        *(client.get(address) for address in addresses(run, READ)),
        *(client.post(address) for address in addresses(run, WRITTEN)),
    ]

    for answer in answers:
        assert answer["Location"].startswith("/accounts/login/")
    assert PlanningRun.objects.get().state == "done"


def test_a_run_is_found_in_its_own_exhibition_only(client, hall):
    run = hall.plan()
    other = ExhibitionFactory(slug="other")
    officer = RoleAssignmentFactory(role="protocol_officer", exhibition=other)
    client.force_login(officer.user)

    for address in addresses(run, READ[1:]):
        assert client.get(address.replace("/baku/", "/other/")).status_code == 404
    for address in addresses(run, WRITTEN):
        assert client.post(address.replace("/baku/", "/other/")).status_code == 404
    assert PlanningRun.objects.get().state == "done"


def test_an_organiser_finds_them(client, hall):
    run = hall.plan()
    given = RoleAssignmentFactory(role="organiser", exhibition=hall.exhibition)
    client.force_login(given.user)

    for address in addresses(run, READ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"


def test_pages_are_read_and_buttons_pressed(officer, hall):
    run = hall.plan()

    for address in addresses(run, READ):
        assert officer.post(address).status_code == 405
    for address in addresses(run, WRITTEN):
        assert officer.get(address).status_code == 405


def test_the_button_on_the_board_is_for_planners(client, hall):
    client.force_login(stranger(hall, "stand_host"))

    answer = client.get(f"{HOME}2023-11-24/")

    assert answer.status_code == 200
    assert START not in answer.content.decode()


def test_what_is_not_there_is_not_found(officer, hall):
    assert officer.get(f"{HOME}plan/999/").status_code == 404
    assert officer.get(f"{HOME}plan/999/explained/").status_code == 404
    assert officer.get(START.replace("24", "31")).status_code == 404
