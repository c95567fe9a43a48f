"""A delegation postponed, cancelled, taken up again; its head replaced."""

import pytest

from delegations.models import Change, Membership, Person, Stop
from delegations.preparing import whole
from delegations.preparing.drafts import Way
from delegations.schedule import ScheduleConflict
from delegations.undo import undo
from tests.delegations.preparing.state import state
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.scene import scene
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def officer():
    return UserFactory(is_superuser=True)


@pytest.mark.parametrize(
    ("verb", "status"),
    [(whole.postpone, "postponed"), (whole.cancel, "cancelled")],
)
def test_a_delegation_put_off_keeps_all_and_takes_nothing(there, officer, verb, status):
    before = state(there.exhibition)

    change = verb(there.kazakhstan, officer)

    there.kazakhstan.refresh_from_db()
    assert there.kazakhstan.status == status
    assert there.visit.stops.count() == 2
    assert not Stop.objects.filter(visit=there.visit, is_counted=True).exists()
    undo(change, officer)
    assert state(there.exhibition) == before
    assert Stop.objects.filter(visit=there.visit, is_counted=True).count() == 2


def test_a_delegation_put_off_twice_is_written_once(there, officer):
    whole.postpone(there.kazakhstan, officer)

    assert whole.postpone(there.kazakhstan, officer) is None
    assert Change.objects.count() == 1


def test_putting_off_does_not_bring_back_what_others_changed(there, officer):
    stale = type(there.kazakhstan).objects.get(pk=there.kazakhstan.pk)
    there.kazakhstan.size = 30
    there.kazakhstan.save()

    whole.postpone(stale, officer)

    there.kazakhstan.refresh_from_db()
    assert there.kazakhstan.size == 30


def test_what_a_change_touches_is_counted(there):
    found = whole.touched(there.kazakhstan)

    assert (len(found.visits), found.timed) == (1, 2)
    assert found.people == ("The Minister", "The Host")


def test_a_delegation_is_taken_up_again(there, officer):
    whole.postpone(there.kazakhstan, officer)

    change = whole.resume(there.kazakhstan, officer, "announced")

    there.kazakhstan.refresh_from_db()
    assert there.kazakhstan.status == "announced"
    assert change.action == Change.Action.RESUME
    assert Stop.objects.filter(visit=there.visit, is_counted=True).count() == 2


@pytest.fixture
def taken(there, officer):
    """Kazakhstan is put off, and Tajikistan has got its first slot."""
    whole.postpone(there.kazakhstan, officer)
    visit = visit_of(there.exhibition, "04:00-06:30", delegation=there.tajikistan)
    stop_of(visit, "06:00-06:20", stand=there.stands[0])
    return there


def test_a_delegation_whose_hours_are_taken_learns_by_whom_and_what_is_free(
    taken, officer
):
    with pytest.raises(ScheduleConflict) as refusal:
        whole.resume(taken.kazakhstan, officer)

    (sentence,) = refusal.value.messages
    assert sentence.startswith(
        "B1 Stand of Kazakhstan is taken by Delegation of Tajikistan until 10:20."
    )
    assert "Free: 10:50–11:10" in sentence
    taken.kazakhstan.refresh_from_db()
    assert taken.kazakhstan.status == "postponed"


@pytest.mark.parametrize(("way", "hours"), [(Way.SHIFT, "06:50"), (Way.UNTIMED, None)])
def test_stops_whose_hours_are_taken_give_way(taken, officer, way, hours):
    draft = whole.resumed(taken.kazakhstan)

    assert draft.fit(way, officer) == ()
    change = draft.write(officer)

    stop = Stop.objects.get(pk=taken.stops[0].pk)
    assert (f"{stop.planned.lower:%H:%M}" if stop.planned else None) == hours
    assert stop.talking_points == "=Ask about satellites"
    undo(change, officer)
    taken.kazakhstan.refresh_from_db()
    assert taken.kazakhstan.status == "postponed"


def test_an_interpreter_who_is_elsewhere_by_now_is_named(there, officer):
    whole.postpone(there.kazakhstan, officer)
    other = visit_of(there.exhibition, "06:00-08:00")
    accompanies(other, there.minister)

    with pytest.raises(ScheduleConflict) as refusal:
        whole.resume(there.kazakhstan, officer)

    assert refusal.value.messages == [
        f"The Minister is with {other.delegation} until 12:00."
    ]


@pytest.mark.parametrize("status", ["postponed", "cancelled", "nonsense"])
def test_a_delegation_is_taken_up_only_as_one_that_comes(there, officer, status):
    whole.postpone(there.kazakhstan, officer)

    with pytest.raises(ScheduleConflict):
        whole.resume(there.kazakhstan, officer, status)


def test_a_delegation_that_comes_is_not_taken_up(there, officer):
    with pytest.raises(ScheduleConflict) as refusal:
        whole.resume(there.kazakhstan, officer)

    assert refusal.value.messages == [
        "Delegation of Kazakhstan is neither postponed nor cancelled."
    ]


@pytest.fixture
def members(there):
    """The head, a deputy and a member, in this order."""
    return [
        MembershipFactory(
            exhibition=there.exhibition,
            delegation=there.kazakhstan,
            person=PersonFactory(exhibition=there.exhibition, name=role),
            role=role,
            position=place,
        )
        for place, role in enumerate(["head", "deputy", "member"], start=1)
    ]


def order(there):
    rows = there.kazakhstan.memberships.order_by("position").select_related("person")
    return [(row.person.name, row.role) for row in rows]


def test_a_new_head_comes_first_and_the_former_right_behind(there, officer, members):
    before = state(there.exhibition)
    new = Person(exhibition=there.exhibition, slug="new", name="New")

    change = whole.replace_head(there.kazakhstan, new, officer)

    assert order(there) == [
        ("New", "head"),
        ("head", "member"),
        ("deputy", "deputy"),
        ("member", "member"),
    ]
    undo(change, officer)
    assert state(there.exhibition) == before


def test_a_member_becomes_head_and_the_former_leaves(there, officer, members):
    before = state(there.exhibition)

    change = whole.replace_head(
        there.kazakhstan, members[1].person, officer, former_role=None
    )

    assert order(there) == [("deputy", "head"), ("member", "member")]
    undo(change, officer)
    assert state(there.exhibition) == before


def test_the_head_stays_the_head(there, officer, members):
    assert whole.replace_head(there.kazakhstan, members[0].person, officer) is None


def test_two_heads_are_refused(there, officer, members):
    with pytest.raises(ScheduleConflict):
        whole.replace_head(
            there.kazakhstan, members[1].person, officer, Membership.Role.HEAD
        )


def test_a_head_from_another_exhibition_is_refused(there, officer):
    with pytest.raises(ScheduleConflict):
        whole.replace_head(there.kazakhstan, PersonFactory(), officer)


def test_a_delegation_without_a_head_gets_one(officer):
    delegation = DelegationFactory()
    person = PersonFactory(exhibition=delegation.exhibition)

    whole.replace_head(delegation, person, officer)

    assert Membership.objects.get().role == "head"
