"""Real connections that write the schedule at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from delegations.models import Stop
from delegations.schedule import ScheduleConflict, write
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import DelegationFactory, VisitFactory
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visits():
    exhibition = ExhibitionFactory(timezone="Asia/Baku")
    return [
        VisitFactory(
            exhibition=exhibition,
            delegation=DelegationFactory(exhibition=exhibition, name=f"Delegation {n}"),
            on=DAY,
            span=stretch("06:00-10:00"),
        )
        for n in range(8)
    ]


def at_once(jobs):
    """Run every job in a thread with a connection of its own, all at one moment."""
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait(timeout=20)
            return job()
        except ScheduleConflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_one_of_two_wins_and_the_other_learns_who_and_what_is_free(visits):
    stand = StandFactory(exhibition=visits[0].exhibition, number="B1", name="Stand")
    rows = [
        Stop(visit=visit, stand=stand, planned=stretch("07:00-07:20"))
        for visit in visits[:2]
    ]
    answers = at_once([lambda row=row: write([row]) for row in rows])
    (loser,) = [
        place
        for place, answer in enumerate(answers)
        if isinstance(answer, ScheduleConflict)
    ]
    clash = answers[loser].clashes[0]
    winner = visits[1 - loser].delegation.name
    assert clash.sentence.startswith(f"B1 Stand is taken by {winner} until 11:20.")
    assert len(clash.free) == 3
    assert Stop.objects.count() == 1


def test_of_many_exactly_one_wins_and_no_one_meets_a_server_error(visits):
    stand = StandFactory(exhibition=visits[0].exhibition)
    rows = [
        Stop(visit=visit, stand=stand, planned=stretch("07:00-07:20"))
        for visit in visits
    ]
    answers = at_once([lambda row=row: write([row]) for row in rows])
    refused = [answer for answer in answers if isinstance(answer, ScheduleConflict)]
    assert len(refused) == len(visits) - 1
    assert Stop.objects.count() == 1


def test_the_loser_waits_for_a_winner_that_has_not_committed(visits):
    stand = StandFactory(exhibition=visits[0].exhibition)
    rows = [
        Stop(visit=visit, stand=stand, planned=stretch("07:00-07:20"))
        for visit in visits[:2]
    ]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            write([rows[0]])

            def lose():
                try:
                    return write([rows[1]])
                except ScheduleConflict as conflict:
                    return conflict
                finally:
                    connection.close()

            second = pool.submit(lose)
        answer = second.result(timeout=20)
    assert "is taken by Delegation 0" in answer.clashes[0].sentence
