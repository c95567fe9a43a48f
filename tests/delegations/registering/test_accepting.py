"""A registration accepted, changed and accepted again."""

from datetime import date

import pytest

from delegations.models import (
    Change,
    Delegation,
    Membership,
    Person,
    Registration,
    Stop,
    Visit,
)
from delegations.registering.accepting import accept
from delegations.registering.answers import answers_of
from delegations.schedule import ScheduleConflict
from delegations.undo import undo
from tests.delegations.preparing.state import state
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
    VisitFactory,
)
from tests.factories.exhibitors import StandFactory
from tests.factories.registrations import HEAD, MEMBER, RegistrationFactory, sent

pytestmark = pytest.mark.django_db


def accepted(registration, officer):
    """Accept what waits, and return the registration and its delegation."""
    change = accept(registration, registration.version, officer)
    registration = Registration.objects.get(pk=registration.pk)
    return change, registration, registration.delegation


def members(delegation):
    rows = delegation.memberships.select_related("person")
    return [(row.person.name, row.role) for row in rows]


def test_it_becomes_a_delegation_with_all_that_was_said(registration, officer):
    change, registration, delegation = accepted(registration, officer)

    assert change.action == Change.Action.REGISTER
    assert registration.status == "accepted"
    assert answers_of(delegation) == {
        name: answer
        for name, answer in registration.sent.items()
        if not name.startswith("contact_")
    }
    assert (delegation.slug, delegation.country_id) == (
        "delegation-of-kazakhstan",
        "KZ",
    )
    head = Person.objects.get(name_en="Serik Zhumangarin")
    assert (head.title, head.form_of_address, head.country_id) == (
        "Deputy Prime Minister",
        "His Excellency",
        "KZ",
    )


def test_stands_wished_for_become_stops_without_a_time(registration, officer):
    _change, _registration, delegation = accepted(registration, officer)

    visit = Visit.objects.get(delegation=delegation)
    assert (visit.status, visit.on, visit.span) == ("draft", date(2023, 11, 24), None)
    local = visit.exhibition.local
    assert f"{local(visit.window.lower):%H:%M}" == "10:00"
    (stop,) = visit.stops.all()
    assert (stop.stand.slug, stop.planned, stop.kind) == ("b1", None, "call")


def test_accepting_twice_changes_nothing(registration, officer):
    _change, registration, _delegation = accepted(registration, officer)
    before = state(registration.exhibition)

    again, registration, _same = accepted(registration, officer)

    assert again is None
    assert state(registration.exhibition) == before
    assert Change.objects.count() == 1


def test_it_is_taken_back_and_accepted_again(registration, officer):
    change, registration, _delegation = accepted(registration, officer)

    undo(change, officer)

    assert not Delegation.objects.exists()
    registration.refresh_from_db()
    accepted(registration, officer)
    assert members(Delegation.objects.get())[0] == ("Serik Zhumangarin", "head")


def test_a_change_takes_over_what_changed_and_leaves_what_officers_mended(
    registration, officer
):
    _change, registration, delegation = accepted(registration, officer)
    Delegation.objects.filter(pk=delegation.pk).update(arrival="Mended")
    Person.objects.filter(name_en="Aida Balayeva").update(title_en="Mended too")
    former = {**HEAD, "role": "deputy", "title": "First Deputy"}
    new = {**MEMBER, "name": "Roman Sklyar", "role": "head"}
    before = Person.objects.count()

    sent(
        registration,
        size="13",
        members=[new, former, MEMBER],
        languages=[{"spoken": "kk", "understood": "en"}],
        stands=["b1"],
    )
    _change, registration, delegation = accepted(registration, officer)

    assert (delegation.size, delegation.arrival) == (13, "Mended")
    assert members(delegation) == [
        ("Roman Sklyar", "head"),
        ("Serik Zhumangarin", "deputy"),
        ("Aida Balayeva", "member"),
    ]
    assert Person.objects.count() == before + 1
    assert Person.objects.get(name_en="Serik Zhumangarin").title == "First Deputy"
    assert Person.objects.get(name_en="Aida Balayeva").title == "Mended too"
    pairs = delegation.language_pairs.values_list("spoken", "understood")
    assert list(pairs) == [("kk", "en")]


def test_a_member_whom_officers_took_out_stays_out(registration, officer):
    _change, registration, delegation = accepted(registration, officer)
    gone = delegation.memberships.exclude(role="head").first()
    gone.delete()

    sent(registration, size="13")
    _change, registration, delegation = accepted(registration, officer)

    assert delegation.size == 13
    assert not delegation.memberships.filter(person=gone.person).exists()


def test_a_member_who_is_no_longer_sent_in_leaves(registration, officer):
    _change, registration, delegation = accepted(registration, officer)
    by_hand = PersonFactory(exhibition=registration.exhibition, name="By hand")
    MembershipFactory(
        exhibition=registration.exhibition, delegation=delegation, person=by_hand
    )

    sent(registration, members=[HEAD], stands=["b1"])
    _change, _registration, delegation = accepted(registration, officer)

    assert members(delegation) == [
        ("Serik Zhumangarin", "head"),
        ("By hand", "member"),
    ]
    assert Person.objects.filter(name_en="Aida Balayeva").exists()


def test_a_delegation_entered_before_is_completed(exhibition, officer):
    delegation = DelegationFactory(exhibition=exhibition, name="Old name", size=9)
    head = PersonFactory(exhibition=exhibition, name="Somebody else")
    own = {"exhibition": exhibition, "delegation": delegation}
    MembershipFactory(**own, person=head, role="head")
    namesake = PersonFactory(exhibition=exhibition, name="Serik Zhumangarin")
    registration = sent(RegistrationFactory(**own), name_az="")

    _change, _registration, delegation = accepted(registration, officer)

    assert delegation.name_en == "Delegation of Kazakhstan"
    assert members(delegation) == [
        ("Serik Zhumangarin", "head"),
        ("Aida Balayeva", "member"),
        ("Somebody else", "member"),
    ]
    # A person of the same name elsewhere is somebody else.
    assert not delegation.memberships.filter(person=namesake).exists()


def test_a_person_of_another_delegation_too_is_left_as_they_are(exhibition, officer):
    person = PersonFactory(exhibition=exhibition, name=HEAD["name"], title="As before")
    own = DelegationFactory(exhibition=exhibition)
    for delegation in (own, DelegationFactory(exhibition=exhibition)):
        MembershipFactory(exhibition=exhibition, delegation=delegation, person=person)
    registration = sent(RegistrationFactory(exhibition=exhibition, delegation=own))

    _change, _registration, delegation = accepted(registration, officer)

    person.refresh_from_db()
    assert person.title == "As before"
    assert delegation.memberships.get(role="head").person == person


def test_wishes_join_the_visit_of_the_day(exhibition, officer):
    delegation = DelegationFactory(exhibition=exhibition)
    own = {"exhibition": exhibition}
    visit = VisitFactory(**own, delegation=delegation, on=date(2023, 11, 24))
    stand = StandFactory(**own, slug="b1")
    called = StandFactory(**own, slug="b2")
    Stop.objects.create(**own, visit=visit, stand=called, position=4)
    registration = sent(
        RegistrationFactory(**own, delegation=delegation), stands=["b1", "b2"]
    )

    accepted(registration, officer)

    assert Visit.objects.get() == visit
    rows = visit.stops.values_list("stand__slug", "position")
    assert list(rows) == [("b2", 4), (stand.slug, 5)]


def test_a_wish_taken_back_goes_unless_somebody_prepared_it(registration, officer):
    StandFactory(exhibition=registration.exhibition, slug="b2")
    sent(registration, stands=["b1", "b2"])
    _change, registration, _delegation = accepted(registration, officer)
    Stop.objects.filter(stand__slug="b2").update(talking_points="Prepared")

    sent(registration, stands=[])
    accepted(registration, officer)

    assert [stop.stand.slug for stop in Stop.objects.all()] == ["b2"]


def test_another_day_moves_the_draft_along(registration, officer):
    _change, registration, _delegation = accepted(registration, officer)

    sent(registration, stands=["b1"], visiting_on="2023-11-25")
    accepted(registration, officer)

    visit = Visit.objects.get()
    assert (visit.on, visit.window.lower.day) == (date(2023, 11, 25), 25)


def test_what_changed_while_one_looked_is_refused(registration, officer):
    seen = registration.version
    sent(registration, size="40")

    with pytest.raises(ScheduleConflict) as refusal:
        accept(registration, seen, officer)

    assert "was changed while you looked at it" in refusal.value.messages[0]
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("status", ["invited", "returned", "closed"])
def test_only_what_was_sent_in_is_accepted(registration, officer, status):
    Registration.objects.filter(pk=registration.pk).update(status=status)

    with pytest.raises(ScheduleConflict):
        accept(registration, registration.version, officer)


def test_membership_stays_single_headed(registration, officer):
    _change, registration, _delegation = accepted(registration, officer)

    assert Membership.objects.filter(role="head").count() == 1
