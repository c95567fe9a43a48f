"""Pages that change a delegation or a visit as a whole, and take it back."""

import re

import pytest
from django.urls import reverse

from delegations.models import (
    Change,
    Delegation,
    Membership,
    StandardTour,
    Visit,
)
from tests.delegations.admin.visits import hours
from tests.delegations.times import stretch
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
    StandardStopFactory,
    StandardTourFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db

ON_DELEGATIONS = ("postpone", "cancel", "resume", "replace_head", "apply_tour")
ON_VISITS = ("visit_programme", "apply_tour", "merge", "split", "keep_as_tour")


def page(row, name):
    model = row._meta.model_name
    return reverse(f"admin:delegations_{model}_{name}", args=[row.pk])


def confirm(client, address, **values):
    """Look at what a page does, and then have it done."""
    look = client.post(address, {**values, "look": "1"})
    stamp = look.context["stamp"]
    return client.post(address, {**values, "stamp": stamp, "write": "1"})


def told(answer):
    draft = answer.context["look"].draft
    return draft.notes if draft else []


def test_a_delegation_is_postponed_and_that_taken_back(officer, delegation, visit):
    look = officer.get(page(delegation, "postpone"))
    assert told(look) == [
        "1 visit with 2 timed stops is touched."
        " Nothing is deleted; their hours are free for others."
    ]

    answer = officer.post(
        page(delegation, "postpone"), {"stamp": look.context["stamp"], "write": "1"}
    )

    delegation.refresh_from_db()
    assert delegation.status == "postponed"
    assert answer.url == page(delegation, "history")
    history = officer.get(answer.url).content.decode()
    assert "status announced → postponed" in history
    back = re.search(r'action="(/admin/[^"]+/take-back/)"', history)[1]
    officer.post(back, {"next": answer.url})
    delegation.refresh_from_db()
    assert delegation.status == "announced"


def test_what_changed_since_it_was_looked_at_is_looked_at_again(officer, delegation):
    look = officer.get(page(delegation, "cancel"))
    Delegation.objects.filter(pk=delegation.pk).update(size=40)

    answer = officer.post(
        page(delegation, "cancel"), {"stamp": look.context["stamp"], "write": "1"}
    )

    assert "Something changed meanwhile." in answer.content.decode()
    delegation.refresh_from_db()
    assert delegation.status == "announced"


def test_a_delegation_is_taken_up_again_around_what_others_have(
    officer, exhibition, delegation, visit, stands
):
    confirm(officer, page(delegation, "postpone"))
    other = VisitFactory(
        exhibition=exhibition,
        delegation=DelegationFactory(exhibition=exhibition, name="Tajikistan"),
        span=stretch("06:00-08:00"),
    )
    StopFactory(
        exhibition=exhibition,
        visit=other,
        stand=stands[0],
        planned=stretch("06:00-06:20"),
    )
    address = page(delegation, "resume")
    values = {"status": "confirmed"}

    refused = officer.post(address, {**values, "look": "1"})
    assert "is taken by Tajikistan" in refused.context["look"].problems[0]
    assert not refused.context["may_write"]
    answer = confirm(officer, address, **values, way="untimed")

    assert answer.status_code == 302
    delegation.refresh_from_db()
    assert delegation.status == "confirmed"
    assert visit.stops.get(stand=stands[0]).planned is None


def test_the_head_is_replaced_by_a_new_person(officer, exhibition, delegation):
    former = MembershipFactory(
        exhibition=exhibition,
        delegation=delegation,
        person=PersonFactory(exhibition=exhibition, name="Former"),
        role="head",
    )

    answer = confirm(
        officer,
        page(delegation, "replace_head"),
        name="New head",
        position="Minister",
        form_of_address="Her Excellency",
        former="deputy",
    )

    assert answer.status_code == 302
    head = Membership.objects.get(role="head")
    assert (head.person.name, head.person.title) == ("New head", "Minister")
    assert head.person.form_of_address == "Her Excellency"
    former.refresh_from_db()
    assert former.role == "deputy"


def test_looking_enters_nobody(officer, delegation):
    officer.post(
        page(delegation, "replace_head"),
        {"name": "Nobody", "former": "deputy", "look": "1"},
    )

    assert not Membership.objects.exists()
    assert not delegation.exhibition.persons.exists()


def test_one_person_is_asked_for(officer, exhibition, delegation):
    person = PersonFactory(exhibition=exhibition)
    foreign = PersonFactory()
    address = page(delegation, "replace_head")
    for values in ({}, {"person": person.pk, "name": "X"}, {"person": foreign.pk}):
        answer = officer.post(address, {**values, "former": "member", "write": "1"})
        assert answer.status_code == 200
        assert "person" in answer.context["form"].errors
    assert not Membership.objects.exists()


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


def test_two_visits_become_one(officer, exhibition, visit, stands):
    other = VisitFactory(
        exhibition=exhibition,
        delegation=DelegationFactory(exhibition=exhibition),
        span=stretch("07:00-08:00"),
    )
    StopFactory(
        exhibition=exhibition,
        visit=other,
        stand=stands[2],
        planned=stretch("07:00-07:20"),
    )
    foreign = VisitFactory()

    refused = officer.post(page(visit, "merge"), {"other": foreign.pk, "look": "1"})
    answer = confirm(officer, page(visit, "merge"), other=other.pk)

    assert "other" in refused.context["form"].errors
    assert answer.url == page(visit, "history")
    assert visit.stops.count() == 3
    other.refresh_from_db()
    assert other.status == "cancelled"


def test_a_visit_is_split(officer, visit):
    first, last = visit.stops.order_by("position")
    foreign = StopFactory()

    refused = officer.post(page(visit, "split"), {"stops": [foreign.pk], "look": "1"})
    confirm(officer, page(visit, "split"), stops=[last.pk])

    assert "stops" in refused.context["form"].errors
    assert list(visit.stops.all()) == [first]
    last.refresh_from_db()
    assert last.visit.delegation == visit.delegation


def test_a_visit_is_kept_as_a_standard_tour(officer, visit):
    assert officer.get(page(visit, "keep_as_tour")).status_code == 200

    officer.post(page(visit, "keep_as_tour"), {"name": "As before"})

    assert StandardTour.objects.get().stops.count() == 2


def test_an_unknown_way_is_refused(officer, delegation, visit):
    answer = officer.post(
        page(delegation, "resume"), {"status": "confirmed", "way": "force"}
    )

    assert "way" in answer.context["form"].errors


@pytest.mark.parametrize("role", ["organiser", "protocol_officer", "pavilion_manager"])
def test_nothing_is_changed_in_another_exhibition(client, delegation, visit, role):
    elsewhere = ExhibitionFactory()
    scope = {"country_id": "KZ"} if role == "pavilion_manager" else {}
    stranger = RoleAssignmentFactory(role=role, exhibition=elsewhere, **scope)
    client.force_login(stranger.user)
    for row, names in ((delegation, ON_DELEGATIONS), (visit, ON_VISITS)):
        for name in (*names, "history"):
            assert client.get(page(row, name)).status_code in (403, 404), name
            answer = client.post(page(row, name), {"write": "1", "name": "X"})
            assert answer.status_code in (403, 404, 405), name
    assert not Change.objects.exists()
    assert not StandardTour.objects.exists()


def test_a_pavilion_changes_nothing_of_a_delegation(client, exhibition, delegation):
    manager = RoleAssignmentFactory(
        role="pavilion_manager", exhibition=exhibition, country_id="KZ"
    )
    client.force_login(manager.user)

    for name in (*ON_DELEGATIONS, "history"):
        assert client.get(page(delegation, name)).status_code in (403, 404)


def test_visitors_are_asked_to_sign_in(client, delegation):
    for name in ON_DELEGATIONS:
        answer = client.post(page(delegation, name), {"write": "1"})
        assert answer.url.startswith("/admin/login/")


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
