"""What has to be mended before a day can be planned."""

import pytest

from delegations.dayplans.problems import Unplannable
from tests.delegations.clashes.saying import only
from tests.delegations.dayplans.conftest import visit_to
from tests.delegations.dayplans.problem_rows import (
    problem,
)
from tests.delegations.times import DAY
from tests.factories.delegations import EmbargoFactory
from tests.factories.exhibitors import OpeningHoursFactory

pytestmark = pytest.mark.django_db


def refusal(here, *delegations):
    with pytest.raises(Unplannable) as refused:
        problem(here, *delegations)
    return refused.value.messages


def test_a_day_without_hours_says_so(here):
    here.exhibition.opening_hours.all().delete()
    OpeningHoursFactory(exhibition=here.exhibition, on=DAY.replace(day=23))

    assert refusal(here) == [
        "The exhibition is closed on 24 November 2023: give the opening hours of the "
        "day."
    ]


def test_a_visit_without_window_or_hours_is_named(here):
    here.exhibition.opening_hours.update(on=DAY.replace(day=23))
    here.kazakhstan.window, here.kazakhstan.name = None, "Morning tour"
    here.kazakhstan.save()

    assert refusal(here)[1:] == [
        "“Morning tour” has no window, and 24 November 2023 no opening hours: give "
        "one of them."
    ]


def test_a_day_without_stops_says_what_to_do(here):
    for stop in here.stops:
        stop.delete()

    assert refusal(here) == [
        "No visit on 24 November 2023 has a stop to plan: add stops on the board."
    ]


def test_a_chosen_delegation_without_a_visit_is_named(here):
    done = visit_to(here.exhibition, "Tajikistan", status="done")

    assert refusal(here, here.kazakhstan, done) == [
        "Tajikistan has no visit with stops on 24 November 2023: enter one."
    ]


def test_a_stand_under_embargo_is_named(here):
    EmbargoFactory(
        exhibition=here.exhibition,
        stand=here.b1,
        delegation=here.uzbekistan.delegation,
    )

    assert refusal(here) == [
        "Uzbekistan must not be taken to B1 Carpets, which is under embargo: remove "
        "the stop."
    ]
    only(here.exhibition, "embargo", level="warn")
    assert problem(here)["delegations"]


def test_an_embargo_of_a_country_holds_for_its_delegations(here):
    here.kazakhstan.delegation.country_id = "KZ"
    here.kazakhstan.delegation.save()
    EmbargoFactory(
        exhibition=here.exhibition, stand=here.b2, delegation=None, country_id="KZ"
    )

    assert len(refusal(here)) == 1
