"""Pages that change a delegation or a visit as a whole, and take it back."""

import re

import pytest

from delegations.models import Change, Delegation, Membership, StandardTour
from tests.delegations.admin.whole import confirm, page
from tests.delegations.times import stretch
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db

ON_DELEGATIONS = ("postpone", "cancel", "resume", "replace_head", "apply_tour")
ON_VISITS = ("visit_programme", "apply_tour", "merge", "split", "keep_as_tour")


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
