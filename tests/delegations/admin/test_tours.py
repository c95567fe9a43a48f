"""Standard tours: applied, kept of a visit, begun."""

import pytest
from django.urls import reverse

from delegations.models import Change, StandardTour, Visit
from tests.delegations.admin.visits import hours
from tests.delegations.admin.whole import confirm, page
from tests.factories.delegations import StandardStopFactory, StandardTourFactory
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(exhibition, stands):
    tour = StandardTourFactory(exhibition=exhibition, name="Short")
    for place, stand in enumerate(stands[2:]):
        StandardStopFactory(
            exhibition=exhibition, tour=tour, stand=stand, position=place, minutes=10
        )
    return tour


def test_a_standard_tour_is_applied(officer, delegation, tour):
    answer = confirm(
        officer,
        page(delegation, "apply_tour"),
        tour=tour.pk,
        on="2023-11-24",
        start="14:00",
        gap="5",
    )

    assert answer.status_code == 302
    assert hours(Visit.objects.get()) == ["14:00-14:10", "14:15-14:25"]
    assert Change.objects.get().action == Change.Action.TOUR


def test_a_standard_tour_goes_into_a_visit(officer, visit, tour):
    first = officer.get(page(visit, "apply_tour")).context["form"]
    assert (first["into"].value(), first["on"].value()) == (visit.pk, "2023-11-24")

    confirm(
        officer,
        page(visit, "apply_tour"),
        tour=tour.pk,
        into=visit.pk,
        on="2023-11-24",
        start="1130",
        gap="0",
    )

    assert visit.stops.count() == 4


def test_a_foreign_tour_is_no_choice(officer, delegation):
    foreign = StandardTourFactory()

    answer = officer.post(
        page(delegation, "apply_tour"),
        {"tour": foreign.pk, "on": "2023-11-24", "start": "14:00", "gap": 5},
    )

    assert "tour" in answer.context["form"].errors


def test_a_visit_is_kept_as_a_standard_tour(officer, visit):
    assert officer.get(page(visit, "keep_as_tour")).status_code == 200

    officer.post(page(visit, "keep_as_tour"), {"name": "As before"})

    assert StandardTour.objects.get().stops.count() == 2


def test_the_time_of_a_tour_is_needed(officer, delegation, tour):
    answer = officer.post(
        page(delegation, "apply_tour"),
        {"tour": tour.pk, "on": "2023-11-24", "start": "", "gap": 5},
    )

    assert "start" in answer.context["form"].errors


def test_a_tour_begins_with_the_usual_moments(officer, exhibition, delegation):
    address = reverse("admin:delegations_standardtour_begin")
    assert officer.get(address).context["form"]["name"].value() == "Usual moments"

    officer.post(address, {"name": "Usual"})

    tour = StandardTour.objects.get(exhibition=exhibition)
    kinds = ["arrival", "welcome", "photograph", "signing", "gift", "departure"]
    assert [stop.kind for stop in tour.stops.all()] == kinds
    confirm(
        officer,
        page(delegation, "apply_tour"),
        tour=tour.pk,
        on="2023-11-24",
        start="10:00",
        gap="5",
    )
    assert hours(Visit.objects.get())[-1] == "11:00-11:05"


def test_a_pavilion_begins_no_tour(client, exhibition):
    manager = RoleAssignmentFactory(
        role="pavilion_manager", exhibition=exhibition, country_id="KZ"
    )
    client.force_login(manager.user)

    address = reverse("admin:delegations_standardtour_begin")
    assert client.post(address, {"name": "X"}).status_code == 404
    assert not StandardTour.objects.exists()


def test_a_planner_of_one_exhibition_begins_none_in_another(client, exhibition):
    planner = RoleAssignmentFactory(role="protocol_officer").user
    RoleAssignmentFactory(
        user=planner,
        role="pavilion_manager",
        exhibition=exhibition,
        country_id="KZ",
    )
    client.force_login(planner)
    client.get(reverse("admin:exhibitors_exhibition_work", args=[exhibition.pk]))
    address = reverse("admin:delegations_standardtour_begin")

    answer = client.post(address, {"name": "Mine", "exhibition": exhibition.pk})

    assert answer.status_code == 404
    assert not StandardTour.objects.exists()
