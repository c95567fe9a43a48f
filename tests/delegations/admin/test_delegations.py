"""Entering delegations with their members."""

import pytest
from django.urls import reverse

from delegations.models import Delegation, Membership
from tests.delegations.times import stretch
from tests.entering import complaints, enter
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/delegations/delegation/add/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def officer(client, exhibition):
    role = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition)
    client.force_login(role.user)
    return client


def change(delegation):
    return reverse("admin:delegations_delegation_change", args=[delegation.pk])


@pytest.fixture
def people(exhibition):
    return [PersonFactory(exhibition=exhibition) for _ in range(2)]


def test_a_delegation_is_entered_with_its_members(officer, exhibition, people):
    deputy, minister = people

    answer = enter(
        officer,
        ADD,
        {
            "name_en": "Delegation of Kazakhstan",
            "country": "KZ",
            "memberships-0-person": deputy.pk,
            "memberships-0-role": "head",
            "memberships-1-person": minister.pk,
        },
    )

    assert complaints(answer) == {}
    delegation = Delegation.objects.get()
    assert (delegation.exhibition, delegation.slug) == (
        exhibition,
        "delegation-of-kazakhstan",
    )
    roles = delegation.memberships.values_list("person", "role")
    assert set(roles) == {(deputy.pk, "head"), (minister.pk, "member")}


def test_a_second_head_is_refused_at_its_row(officer, people):
    values = {"name_en": "Two", "country": "KZ"}
    for place, person in enumerate(people):
        values[f"memberships-{place}-person"] = person.pk
        values[f"memberships-{place}-role"] = "head"

    answer = enter(officer, ADD, values)

    assert complaints(answer) == {
        "memberships-1-role": ["The delegation has a head already."]
    }
    assert not Delegation.objects.exists()


def test_the_head_changes_in_one_go(officer, exhibition, people):
    delegation = DelegationFactory(exhibition=exhibition, country_id="KZ")
    for person, role in zip(people, ("head", "member"), strict=True):
        MembershipFactory(
            exhibition=exhibition, delegation=delegation, person=person, role=role
        )

    answer = enter(
        officer,
        change(delegation),
        {"memberships-0-role": "member", "memberships-1-role": "head"},
    )

    assert complaints(answer) == {}
    assert Membership.objects.get(role="head").person == people[1]


def test_a_cancelled_delegation_is_not_taken_up_into_the_hours_of_others(
    officer, exhibition
):
    stand = StandFactory(exhibition=exhibition)
    names = ("Kazakhstan", "Tajikistan")
    former, other = (
        DelegationFactory(exhibition=exhibition, name=name, country_id="KZ")
        for name in names
    )
    Delegation.objects.filter(pk=former.pk).update(status="cancelled")
    for delegation in (former, other):
        visit = VisitFactory(
            exhibition=exhibition, delegation=delegation, span=stretch("06:00-08:00")
        )
        StopFactory(
            exhibition=exhibition,
            visit=visit,
            stand=stand,
            planned=stretch("06:00-06:20"),
        )

    answer = enter(officer, change(former), {"status": "confirmed"})

    assert "is taken by Tajikistan" in complaints(answer)["status"][0]
    former.refresh_from_db()
    assert former.status == "cancelled"


def test_a_visit_is_planned_from_its_delegation(officer, exhibition):
    delegation = DelegationFactory(exhibition=exhibition, visiting_on="2023-11-24")
    address = reverse("admin:delegations_delegation_plan_visit", args=[delegation.pk])

    page = officer.get(address, follow=True)

    form = page.context["adminform"].form
    assert str(form["delegation"].value()) == str(delegation.pk)
    assert str(form["on"].value()) == "2023-11-24"


def test_a_visit_is_not_planned_for_a_delegation_elsewhere(officer):
    foreign = DelegationFactory()
    address = reverse("admin:delegations_delegation_plan_visit", args=[foreign.pk])

    programme = reverse("admin:delegations_delegation_programme", args=[foreign.pk])

    assert officer.get(address).status_code in (403, 404)
    assert officer.get(programme).status_code in (403, 404)


def test_the_programme_is_a_click_away(officer, exhibition):
    delegation = DelegationFactory(exhibition=exhibition, country_id="KZ")
    address = reverse("admin:delegations_delegation_programme", args=[delegation.pk])

    one = officer.get(address, follow=True)
    every = officer.get(reverse("admin:delegations_delegation_programmes"), follow=True)

    assert one.redirect_chain[-1][0].endswith(f"/delegations/d/{delegation.slug}/")
    assert every.redirect_chain[-1][0].endswith(f"/{exhibition.slug}/delegations/")
    assert {one.status_code, every.status_code} == {200}
