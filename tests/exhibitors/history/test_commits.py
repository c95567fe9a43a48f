"""Real commits: one chain, whoever commits at once and however it ends."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from exhibitors.history.judging import JUDGE
from exhibitors.history.undoing import take_back
from exhibitors.history.verifying import verify
from exhibitors.models import HistoryEvent, HistoryTransaction, Stand
from tests.exhibitors.history.sealed import last
from tests.expo.embedded_process import wait_until
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*writes):
    """Run writes in connections of their own, each in a transaction."""
    with ThreadPoolExecutor(len(writes)) as pool:
        for done in [pool.submit(_alone, write) for write in writes]:
            done.result()


def _alone(write):
    try:
        with transaction.atomic():
            write()
    finally:
        connection.close()


def faults_since(number):
    """Return what is wrong; other tests have emptied no table of the history."""
    verdict = verify()
    assert verdict.transactions > number
    return verdict.faults


def numbers():
    return list(
        HistoryTransaction.objects.order_by("number").values_list("number", flat=True)
    )


def test_two_who_commit_at_once_make_one_chain():
    stands = [StandFactory() for _ in range(2)]
    before = numbers()[-1]
    ready = Barrier(2)

    def write(stand):
        def doing():
            for bays in range(2, 12):
                Stand.objects.filter(pk=stand.pk).update(bays=bays)
            ready.wait(10)

        return doing

    at_once(*(write(stand) for stand in stands))
    assert numbers()[-2:] == [before + 1, before + 2]
    assert faults_since(before) == []


def test_a_transaction_of_an_older_moment_has_to_be_done_again():
    stand, other = StandFactory.create_batch(2, exhibition=ExhibitionFactory())
    before = numbers()[-1]

    def write():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        Stand.objects.filter(pk=stand.pk).update(bays=2)
        at_once(lambda: Stand.objects.filter(pk=other.pk).update(bays=3))

    with pytest.raises(OperationalError):
        _alone(write)
    assert numbers()[-1] == before + 1
    assert faults_since(before) == []


def test_one_commit_is_one_entry():
    exhibition = ExhibitionFactory()
    before = numbers()[-1]
    with transaction.atomic():
        stand = StandFactory(exhibition=exhibition)
        Stand.objects.filter(pk=stand.pk).update(bays=2)
        stand.delete()
    assert numbers()[-1] == before + 1
    counts = HistoryTransaction.objects.get(number=before + 1).counts
    assert counts == {"exhibitors_stand": {"insert": 1, "update": 1, "delete": 1}}


def test_what_constraints_checked_early_leave_is_committed_whole():
    exhibition = ExhibitionFactory()
    with transaction.atomic():
        StandFactory(exhibition=exhibition)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        stand = StandFactory(exhibition=exhibition)
        kept = transaction.savepoint()
        StandFactory(exhibition=exhibition)
        transaction.savepoint_rollback(kept)
    before = numbers()[-1]
    assert faults_since(before - 1) == []
    found = HistoryEvent.objects.filter(kind="exhibitors_stand").latest("pk")
    assert found.row_key == str(stand.pk)


def test_nothing_is_left_open():
    StandFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM exhibitors_historyopen")
        assert cursor.fetchone() == (0,)


def test_what_follows_a_judgement_is_one_entry_more():
    exhibition = ExhibitionFactory()
    before = numbers()[-1]
    with transaction.atomic():
        StandFactory(exhibition=exhibition)
        with connection.cursor() as cursor:
            cursor.execute(JUDGE)
        stand = StandFactory(exhibition=exhibition)
        Stand.objects.filter(pk=stand.pk).update(bays=2)
    assert numbers()[-2:] == [before + 1, before + 2]
    assert faults_since(before) == []


def test_a_change_on_its_way_is_waited_for_and_not_written_over():
    stand = StandFactory(bays=1)
    Stand.objects.filter(pk=stand.pk).update(bays=2)
    done = last()
    other = connection.copy()
    with other.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE exhibitors_stand SET bays = 3 WHERE id = %s", [stand.pk])
        taking = pool.submit(_taken_back, done)
        assert wait_until(_somebody_waits)
        cursor.execute("COMMIT")
        refused = taking.result(20)
    other.close()

    assert "stays as it is" in str(refused)
    assert Stand.objects.get().bays == 3


def _taken_back(done):
    try:
        return take_back(done)
    except ValidationError as refused:
        return refused
    finally:
        connection.close()


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND datname = current_database())"
        )
        return cursor.fetchone()[0]
