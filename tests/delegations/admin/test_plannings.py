"""What the planner rests on beside the schedule, entered in the admin."""

import pytest
from django.db import IntegrityError, transaction

from delegations.models import Availability, InterpreterPool, Stop
from tests.delegations.times import stretch
from tests.entering import complaints, enter, form_of
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db

TIMES = "/admin/delegations/availability/"
POOLS = "/admin/delegations/interpreterpool/"


@pytest.fixture
def person(exhibition):
    return PersonFactory(exhibition=exhibition)


def test_a_persons_time_is_entered_as_clocks_there_show_it(officer, person):
    sent = {
        "person": person.pk,
        "on": "2023-11-24",
        "starts": "10:00",
        "ends": "12:30",
    }

    enter(officer, f"{TIMES}add/", sent)

    row = Availability.objects.get()
    assert (row.person, row.during) == (person, stretch("06:00-08:30"))
    form = form_of(officer.get(f"{TIMES}{row.pk}/change/"))
    assert [form[name] for name in ("on", "starts", "ends")] == [
        ["2023-11-24"],
        ["10:00"],
        ["12:30"],
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"starts": "10:00", "ends": "09:00"}, "ends"),
        ({"starts": "", "ends": "09:00"}, "starts"),
    ],
)
def test_times_that_are_none_are_refused(officer, person, sent, field):
    answer = enter(
        officer, f"{TIMES}add/", {"person": person.pk, "on": "2023-11-24", **sent}
    )

    assert field in complaints(answer)
    assert not Availability.objects.exists()


def test_a_pool_of_interpreters_is_entered_once(officer, exhibition):
    sent = {"language": "kk", "count": 2}

    enter(officer, f"{POOLS}add/", sent)
    again = enter(officer, f"{POOLS}add/", sent)

    assert again.status_code == 200
    row = InterpreterPool.objects.get()
    assert (row.exhibition, row.language, row.count) == (exhibition, "kk", 2)


def test_a_language_is_a_code(exhibition):
    with pytest.raises(IntegrityError), transaction.atomic():
        InterpreterPool.objects.create(exhibition=exhibition, language="Kazakh"[:3])


def test_times_and_pools_of_other_exhibitions_are_out_of_reach(officer):
    other = ExhibitionFactory()
    person = PersonFactory(exhibition=other, name="A stranger")
    time = Availability.objects.create(
        exhibition=other, person=person, during=stretch("06:00-08:00")
    )
    pool = InterpreterPool.objects.create(exhibition=other, language="kk")

    assert officer.get(f"{TIMES}{time.pk}/change/").status_code == 404
    assert officer.get(f"{POOLS}{pool.pk}/change/").status_code == 404
    assert "A stranger" not in officer.get(TIMES).content.decode()


@pytest.mark.parametrize("role", ["pavilion_manager", "stand_host"])
def test_others_do_not_see_them(client, exhibition, stands, role):
    where = {"stand": stands[0]} if role == "stand_host" else {"country_id": "KZ"}
    given = RoleAssignmentFactory(role=role, exhibition=exhibition, **where)
    client.force_login(given.user)

    assert client.get(TIMES).status_code in (302, 403)
    assert client.get(POOLS).status_code in (302, 403)


def test_a_persons_time_belongs_to_the_exhibition_of_the_person(exhibition):
    stranger = PersonFactory()

    with refused("availability_person_shares"):
        Availability.objects.create(
            exhibition=exhibition, person=stranger, during=stretch("06:00-08:00")
        )


@pytest.mark.parametrize("value", [0, 101])
def test_a_value_beyond_a_hundred_is_refused_by_the_database(visit, value):
    stop = visit.stops.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.filter(pk=stop.pk).update(value=value)


def test_a_stop_is_locked_in_the_admin(officer, visit):
    stop = visit.stops.first()

    enter(
        officer,
        f"/admin/delegations/stop/{stop.pk}/change/",
        {"is_locked": "on", "is_optional": "on", "value": 5},
    )

    stop.refresh_from_db()
    assert (stop.is_locked, stop.is_optional, stop.value) == (True, True, 5)
