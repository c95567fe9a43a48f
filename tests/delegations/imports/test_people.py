"""Lists of people and of delegations."""

import pytest

from delegations.models import Change, Delegation, Membership, Person
from exhibitors.imports import service
from exhibitors.imports.shapes import ImportRefused
from exhibitors.models import Organisation
from tests.exhibitors.imports.importing import (
    applied,
    checked,
    codes,
    counts,
    csv_of,
    nobody_stops,
)
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
    VisitFactory,
)
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db
MEMBERS = csv_of(
    ("ФИО", "Должность", "Страна", "Делегация", "Роль"),
    ("Иванов И. И.", "министр", "Казахстан", "Делегация Казахстана", "глава"),
    ("Петров П. П.", "советник", "Казахстан", "Делегация Казахстана", "советник"),
)
DELEGATIONS = csv_of(
    ("Delegation", "Country", "Head", "Rank", "People", "Date"),
    ("Kazakhstan", "KAZ", "A. Person", "1", "12", "24.11.2023"),
    ("Uzbekistan", "Oʻzbekiston", "", "2", "8", "24 ноября 2023"),
)


def memberships():
    rows = Membership.objects.order_by("pk")
    return list(rows.values_list("delegation__name", "person__name", "role"))


def test_people_come_with_their_delegation_and_their_role():
    exhibition = ExhibitionFactory()

    run = applied(exhibition, MEMBERS)

    assert (run.kind, counts(run)) == ("persons", {"new": 2})
    assert memberships() == [
        ("Делегация Казахстана", "Иванов И. И.", "head"),
        ("Делегация Казахстана", "Петров П. П.", "adviser"),
    ]
    assert counts(applied(exhibition, MEMBERS)) == {"same": 2}


def test_delegations_come_with_their_heads():
    exhibition = ExhibitionFactory()

    run = applied(exhibition, DELEGATIONS)

    assert (run.kind, counts(run)) == ("delegations", {"new": 2})
    assert memberships() == [("Kazakhstan", "A. Person", "head")]
    found = Delegation.objects.order_by("rank")
    assert [(row.country_id, row.size, str(row.visiting_on)) for row in found] == [
        ("KZ", 12, "2023-11-24"),
        ("UZ", 8, "2023-11-24"),
    ]
    assert counts(applied(exhibition, DELEGATIONS)) == {"same": 2}


def test_delegations_are_written_through_the_schedule():
    applied(ExhibitionFactory(), DELEGATIONS)

    changed = [entry["model"] for row in Change.objects.all() for entry in row.entries]
    assert sorted(changed) == ["delegation", "delegation", "membership"]


def test_a_list_of_delegations_is_undone_through_the_schedule():
    exhibition = ExhibitionFactory()
    known = DelegationFactory(
        exhibition=exhibition, name="Kazakhstan", country_id="KZ", size=3
    )
    run = applied(exhibition, DELEGATIONS)
    known.refresh_from_db()
    assert (known.size, Delegation.objects.count()) == (12, 2)

    service.undo(run, nobody_stops)

    known.refresh_from_db()
    assert (known.size, known.rank, known.visiting_on) == (3, None, None)
    assert Delegation.objects.count() == 1
    assert Membership.objects.count() == Person.objects.count() == 0


def test_a_delegation_with_a_visit_stays():
    exhibition = ExhibitionFactory()
    run = applied(exhibition, DELEGATIONS)
    VisitFactory(exhibition=exhibition, delegation=Delegation.objects.get(rank=2))

    with pytest.raises(ImportRefused) as caught:
        service.undo(run, nobody_stops)

    assert (caught.value.problem.code, caught.value.lines) == ("undo_built_on", (3,))


def test_a_delegation_has_one_head():
    exhibition = ExhibitionFactory()
    head = MembershipFactory(
        exhibition=exhibition, delegation__name="Delegation", role="head"
    )
    content = csv_of(
        ("Name", "Position", "Delegation", "Role"),
        ("Another", "minister", head.delegation.name, "head"),
    )

    assert codes(checked(exhibition, content)) == [("D2", "head_taken")]


def test_a_protocol_officer_adds_people_but_no_organisation():
    exhibition = ExhibitionFactory()
    officer = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition).user
    content = csv_of(
        ("Name", "Position", "Organisation"), ("A", "x", ""), ("B", "y", "New Co")
    )

    run = checked(exhibition, content, "persons", user=officer)

    assert codes(run) == [("C3", "may_not_make_organisation")]
    assert Organisation.objects.count() == 0


def test_another_exhibitions_person_is_not_found():
    PersonFactory(key="p1", name="A")

    run = applied(ExhibitionFactory(), csv_of(("Key", "Name"), ("p1", "A")), "persons")

    assert counts(run) == {"new": 1}
    assert Person.objects.count() == 2


def test_two_people_of_one_name_are_told_apart_by_country_or_key():
    exhibition = ExhibitionFactory()
    PersonFactory(exhibition=exhibition, name="A", country_id="KZ")
    PersonFactory(exhibition=exhibition, name="A", country_id="UZ")
    content = csv_of(("Name", "Country", "Phone"), ("A", "UZ", "1"), ("A", "", "2"))

    run = checked(exhibition, content, "persons")

    assert codes(run) == [("A3", "several_match")]
    assert run.rows.first().after == {"phone": "1"}
