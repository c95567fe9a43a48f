"""Two officers save at once what together is forbidden: one of them is refused."""

import pytest

from delegations.models import Apart, Stop
from delegations.schedule import ScheduleConflict, write
from tests.delegations.clashes.conftest import stand, visit
from tests.delegations.clashes.saying import only
from tests.delegations.test_schedule_race import at_once
from tests.delegations.times import DAY, stretch
from tests.factories.exhibitors import AreaFactory, ExhibitionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows():
    """Six delegations, each about to call at a stand of its own in one hall."""
    exhibition = ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)
    hall = AreaFactory(exhibition=exhibition, name="Hall 1", capacity=10)
    return [
        Stop(
            visit=visit(exhibition, f"Delegation {number}", size=8),
            stand=stand(exhibition, f"S{number}", "Stand", hall),
            planned=stretch("09:00-09:20"),
        )
        for number in range(6)
    ]


def refusals(rows):
    answers = at_once([lambda row=row: write([row]) for row in rows])
    return [answer for answer in answers if isinstance(answer, ScheduleConflict)]


def test_one_of_two_that_must_not_meet_is_refused(rows):
    exhibition = rows[0].visit.exhibition
    only(exhibition, "apart", level="forbid")
    Apart.objects.create(
        exhibition=exhibition,
        first=rows[0].visit.delegation,
        second=rows[1].visit.delegation,
    )

    (refused,) = refusals(rows[:2])

    assert "must not meet" in refused.clashes[0].sentence
    assert Stop.objects.count() == 1


def test_an_area_is_filled_by_one_alone(rows):
    only(rows[0].visit.exhibition, "crowding", level="forbid")

    refused = refusals(rows)

    assert len(refused) == len(rows) - 1
    assert all("Hall 1 takes 10 people" in r.clashes[0].sentence for r in refused)
    assert Stop.objects.count() == 1
