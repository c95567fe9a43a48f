"""Levels of the rules, what they rest on, and what is told after saving."""

import pytest
from django.urls import reverse

from delegations.clashes import levels
from delegations.models import AcceptedClash, Apart, ClashLevel, ClashRule, Embargo
from exhibitors.models import Area
from tests.delegations.admin.visits import ADD, change, typed
from tests.delegations.clashes.saying import only
from tests.entering import complaints, enter, form_of
from tests.exhibitors.views.pages import page
from tests.factories.delegations import (
    AcceptedClashFactory,
    ApartFactory,
    DelegationFactory,
    EmbargoFactory,
)
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
LEVELS = "/admin/delegations/clashlevel/"


def test_every_rule_is_listed_with_its_default(officer, exhibition):
    form = form_of(officer.get(LEVELS))

    rules = list(ClashLevel.objects.order_by("pk").values_list("rule", flat=True))
    assert rules == ClashRule.values
    assert form["form-8-level"] == ["forbid"]
    assert form["form-TOTAL_FORMS"] == ["10"]
    assert ClashLevel.objects.exclude(exhibition=exhibition).count() == 0


def test_opening_the_list_twice_adds_nothing(officer):
    officer.get(LEVELS)
    officer.get(LEVELS)

    assert ClashLevel.objects.count() == 10


def test_a_level_is_changed_in_the_list(officer, exhibition):
    answer = enter(
        officer,
        LEVELS,
        {"form-0-level": "block", "form-0-minutes": "3", "_save": "Save"},
    )

    assert answer.status_code == 302
    row = levels(exhibition)["walking"]
    assert (row.level, row.minutes) == ("block", 3)


def test_a_tolerance_of_days_is_refused(officer, exhibition):
    answer = enter(officer, LEVELS, {"form-0-minutes": "241", "_save": "Save"})

    assert answer.status_code == 200
    assert levels(exhibition)["walking"].minutes == 0


def test_another_exhibitions_levels_are_not_there_to_change(officer):
    other = ExhibitionFactory()
    only(other, "walking")
    row = ClashLevel.objects.get(exhibition=other, rule="walking")
    address = reverse("admin:delegations_clashlevel_change", args=[row.pk])

    assert officer.get(address).status_code == 404
    values = form_of(officer.get(LEVELS))
    values |= {"form-0-id": [str(row.pk)], "form-0-level": ["forbid"]}
    officer.post(LEVELS, {**values, "_save": "Save"})

    row.refresh_from_db()
    assert row.level == "warn"


@pytest.mark.parametrize("role", ["pavilion_manager", "stand_host"])
def test_levels_are_not_for_others(client, exhibition, role):
    stand = StandFactory(exhibition=exhibition)
    scope = {"country_id": "KZ"} if role == "pavilion_manager" else {"stand": stand}
    given = RoleAssignmentFactory(role=role, exhibition=exhibition, **scope)
    client.force_login(given.user)

    for name in ("clashlevel", "apart", "embargo", "acceptedclash"):
        assert client.get(f"/admin/delegations/{name}/").status_code in (302, 403)
    assert not ClashLevel.objects.exists()


def test_a_pair_is_kept_apart(officer, exhibition, delegation):
    other = DelegationFactory(exhibition=exhibition)
    address = "/admin/delegations/apart/add/"

    answer = enter(officer, address, {"first": delegation.pk, "second": other.pk})
    assert complaints(answer) == {}
    assert Apart.objects.get().exhibition == exhibition

    answer = enter(officer, address, {"first": other.pk, "second": delegation.pk})
    assert complaints(answer) == {"": ["This pair is given already."]}


def test_an_embargo_is_for_a_delegation_or_a_country(officer, stands, delegation):
    address = "/admin/delegations/embargo/add/"

    answer = enter(officer, address, {"stand": stands[0].pk})
    assert complaints(answer) == {"": ["Choose a delegation or a country."]}

    values = {"stand": stands[0].pk, "country": "KZ"}
    assert complaints(enter(officer, address, values)) == {}
    assert Embargo.objects.get().country_id == "KZ"


def test_strangers_cannot_be_named(officer, delegation):
    other = DelegationFactory(exhibition=ExhibitionFactory())

    answer = enter(
        officer,
        "/admin/delegations/apart/add/",
        {"first": delegation.pk, "second": other.pk},
    )

    assert "second" in complaints(answer)
    assert not Apart.objects.exists()


@pytest.mark.parametrize(
    "factory", [ApartFactory, EmbargoFactory, AcceptedClashFactory]
)
def test_rows_of_another_exhibition_are_not_there(officer, factory):
    row = factory(exhibition=ExhibitionFactory())
    address = reverse(f"admin:delegations_{row._meta.model_name}_change", args=[row.pk])

    assert officer.get(address).status_code == 404


def test_what_was_accepted_is_read_only(officer, exhibition):
    row = AcceptedClashFactory(exhibition=exhibition, reason="They are friends.")
    address = reverse("admin:delegations_acceptedclash_change", args=[row.pk])

    assert "They are friends." in page(officer.get(address)).text
    officer.post(address, {"reason": "Other"})

    assert AcceptedClash.objects.get().reason == "They are friends."


def test_saving_a_visit_tells_its_clashes_and_refuses_nothing(
    officer, delegation, stands
):
    answer = enter(officer, ADD, typed(delegation, ("10:00-10:20", stands[0])))

    assert answer.status_code == 302
    said = [str(message) for message in officer.get("/admin/").context["messages"]]
    assert f"Nobody receives Kazakhstan at {stands[0]}, 10:00–10:20." in said


def test_of_very_many_clashes_the_first_are_told(officer, visit):
    only(visit.exhibition, "receiving", "window")
    values = {"window_from": "08:00", "window_to": "08:10", "stops-TOTAL_FORMS": "6"}
    for number in range(2, 6):
        values |= {
            f"stops-{number}-kind": "call",
            f"stops-{number}-status": "planned",
        }
        values[f"stops-{number}-starts"] = f"11:{number}0"
        values[f"stops-{number}-ends"] = f"11:{number}5"
        stand = StandFactory(exhibition=visit.exhibition)
        values[f"stops-{number}-stand"] = stand.pk

    assert complaints(enter(officer, change(visit), values)) == {}

    said = [str(message) for message in officer.get("/admin/").context["messages"]]
    assert "4 more clashes are in the list of the day." in said


def test_a_forbidden_stop_is_told_at_its_row(officer, exhibition, delegation, stands):
    EmbargoFactory(exhibition=exhibition, stand=stands[1], delegation=delegation)

    answer = enter(
        officer,
        ADD,
        typed(delegation, ("10:00-10:20", stands[0]), ("10:30-10:50", stands[1])),
    )

    assert complaints(answer) == {
        "stops-1-starts": [
            f"Kazakhstan must not be taken to {stands[1]}, 10:30–10:50: embargo."
        ]
    }


def test_an_area_is_given_its_capacity(client, exhibition):
    area = AreaFactory(exhibition=exhibition)
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)

    address = reverse("admin:exhibitors_area_change", args=[area.pk])
    assert complaints(enter(client, address, {"capacity": "120"})) == {}

    assert Area.objects.get().capacity == 120
