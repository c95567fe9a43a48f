"""The one query that every page and export of a schedule reads."""

from dataclasses import replace
from datetime import UTC, date

import pytest

from delegations.programme import Selection, programme
from tests.delegations.scene import scene
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    LanguagePairFactory,
    MembershipFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def everything(here):
    return Selection(here.exhibition)


def read(selection, **filters):
    return [item.stop for item in programme(replace(selection, **filters)).items]


def test_stops_come_in_the_order_of_time_in_the_exhibitions_zone(here, everything):
    items = programme(everything).items

    assert [item.stop for item in items] == [stop.pk for stop in here.stops]
    assert [f"{item.start:%H:%M %Z}" for item in items] == [
        "10:00 +04",
        "10:30 +04",
        "11:00 +04",
    ]
    assert items[0].start.astimezone(UTC).hour == 6
    assert [item.minutes for item in items] == [20, 20, 20]


def test_the_higher_rank_comes_first_at_the_same_time(here, everything):
    here.tajikistan.rank = 1
    here.tajikistan.save()
    here.stops[2].planned = stretch("06:00-06:20")
    here.stops[2].visit.span = stretch("06:00-08:00")
    here.stops[2].visit.save()
    here.stops[2].save()

    assert read(everything)[0] == here.stops[2].pk


def test_stops_without_a_time_come_last_in_their_order(here, everything):
    first, second = (
        StopFactory(exhibition=here.exhibition, visit=here.visit, position=place)
        for place in (11, 12)
    )

    assert read(everything)[-2:] == [first.pk, second.pk]
    assert programme(everything).items[-1].minutes is None


def test_a_visit_without_a_day_is_there(here, everything):
    visit = VisitFactory(
        exhibition=here.exhibition, delegation=here.kazakhstan, on=None
    )
    stop = StopFactory(exhibition=here.exhibition, visit=visit)

    whole = programme(everything)

    assert whole.items[-1].stop == stop.pk
    assert whole.items[-1].on is None
    assert whole.days == (DAY,)


def test_each_filter_leaves_what_it_names(here, everything):
    first, second, third = (stop.pk for stop in here.stops)

    assert read(everything, delegation=here.kazakhstan) == [first, second]
    assert read(everything, visit=here.visit) == [first, second]
    assert read(everything, stand=here.stands[1]) == [second, third]
    assert read(everything, area=here.area) == [first]
    assert read(everything, day=DAY) == [first, second, third]
    assert read(everything, day=date(2023, 11, 25)) == []
    assert read(everything, stands=frozenset({here.stands[0].pk})) == [first]
    assert read(everything, stands=frozenset()) == []


def test_a_persons_stops_are_those_of_duties_and_of_the_delegation(here, everything):
    first, second, _third = (stop.pk for stop in here.stops)
    member = PersonFactory(exhibition=here.exhibition)
    MembershipFactory(
        exhibition=here.exhibition, delegation=here.kazakhstan, person=member
    )

    assert read(everything, person=here.minister) == [first, second]
    assert read(everything, person=here.host) == [first]
    assert read(everything, person=member) == [first, second]


def test_who_declined_is_not_named(here, everything):
    gone = PersonFactory(exhibition=here.exhibition, name="Gone")
    EngagementFactory(
        exhibition=here.exhibition,
        visit=here.visit,
        person=gone,
        role="accompanies",
        reply="declined",
    )

    names = [who.name for who in programme(everything).items[0].accompanying]

    assert names == ["The Minister"]


@pytest.fixture
def everyones(here):
    """Return the exhibition's people: a member of the delegation, and an interpreter
    at its second stop; the minister accompanies it, the host receives at the first.
    """
    own = {"exhibition": here.exhibition}
    member, interpreter = PersonFactory(**own), PersonFactory(**own)
    MembershipFactory(**own, delegation=here.kazakhstan, person=member, role="head")
    EngagementFactory(
        **own,
        visit=here.visit,
        stop=here.stops[1],
        person=interpreter,
        role="interprets",
    )
    return {
        person.pk: person for person in (member, interpreter, here.minister, here.host)
    }


def test_an_item_has_the_keys_that_selections_ask_by(here, everything, everyones):
    first, second, third = programme(everything).items
    member, interpreter, minister, host = everyones

    assert first.people == {member, minister, host}
    assert second.people == {member, minister, interpreter}
    assert third.people == set()
    assert [item.delegation_id for item in (first, third)] == [
        here.kazakhstan.pk,
        here.tajikistan.pk,
    ]
    assert [item.stand_id for item in (first, second)] == [
        stand.pk for stand in here.stands
    ]
    assert [item.area_id for item in (first, second)] == [here.area.pk, None]


def test_each_key_leaves_what_its_filter_leaves(here, everything, everyones):
    items = programme(everything).items
    here.stops[1].area = AreaFactory(exhibition=here.exhibition)
    here.stops[1].save()

    for key, person in everyones.items():
        expected = [item.stop for item in items if key in item.people]
        assert read(everything, person=person) == expected
    for area in (here.area, here.stops[1].area):
        expected = [
            item.stop for item in programme(everything).items if item.area_id == area.pk
        ]
        assert read(everything, area=area) == expected


def test_who_declined_has_no_programme(here, everything):
    here.minister.engagements.update(reply="declined")

    assert read(everything, person=here.minister) == []


def test_the_head_and_the_languages_of_a_delegation_are_named(here, everything):
    own = {"exhibition": here.exhibition, "delegation": here.kazakhstan}
    head = PersonFactory(
        exhibition=here.exhibition, name="A. B.", form_of_address="H.E.", title="Envoy"
    )
    MembershipFactory(**own, person=head, role="head")
    MembershipFactory(**own, role="member")
    LanguagePairFactory(**own, spoken="ru", understood="az")
    LanguagePairFactory(**own, spoken="kk", understood="az")

    item = programme(everything).items[0]

    assert [str(who) for who in item.head] == ["H.E. A. B., Envoy"]
    assert item.languages == ("kk–az", "ru–az")


@pytest.mark.parametrize("level", ["stop", "visit", "delegation"])
def test_what_is_off_is_left_out_unless_asked_for(here, everything, level):
    row = {"stop": here.stops[0], "visit": here.visit, "delegation": here.kazakhstan}
    row[level].status = "cancelled"
    row[level].save()

    assert here.stops[0].pk not in read(everything)
    whole = programme(replace(everything, with_off=True))
    assert {item.stop for item in whole.items if item.is_off} == {
        stop.pk for stop in (here.stops[:1] if level == "stop" else here.stops[:2])
    }


def test_texts_come_in_the_language_with_its_fallback(here, everything):
    russian = programme(replace(everything, language="ru")).items[0]
    azerbaijani = programme(replace(everything, language="az")).items[0]

    assert russian.delegation == "Делегация Казахстана"
    assert azerbaijani.delegation == "Delegation of Kazakhstan"
    assert russian.title == "Stand of Kazakhstan"


def test_nothing_comes_from_another_exhibition(here, everything):
    scene_elsewhere = StopFactory()

    assert scene_elsewhere.pk not in read(everything)


def test_seven_queries_however_many_stops(here, everything, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(7):
            programme(everything)
        for _ in range(3):
            visit = VisitFactory(
                exhibition=here.exhibition,
                delegation=DelegationFactory(exhibition=here.exhibition),
            )
            StopFactory(exhibition=here.exhibition, visit=visit)
