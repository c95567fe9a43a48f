"""Whatever is done to the history is found."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from delegations.models import Person
from exhibitors.history import acting
from exhibitors.history.verifying import verify
from exhibitors.models import HistoryTransaction
from tests.exhibitors.history.sealed import events, last, seal
from tests.exhibitors.history.tampering import tamper
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
EVENTS = "exhibitors_historyevent"
CHAIN = "exhibitors_historytransaction"


@pytest.fixture
def three():
    """Three transactions: their numbers."""
    seal()
    exhibition = ExhibitionFactory(slug="baku")
    numbers = []
    with acting(user=UserFactory(), source="admin"):
        for _ in range(3):
            PersonFactory(exhibition=exhibition, phone="+7 700")
            StandFactory(exhibition=exhibition)
            seal()
            numbers.append(last().number)
    return numbers


def pk(number):
    return HistoryTransaction.objects.get(number=number).pk


def first_fault():
    found = verify().first
    return (found.number, found.sentence) if found else None


def test_a_history_that_nobody_touched_is_whole(three):
    verdict = verify()
    assert verdict.faults == []
    assert verdict.transactions == three[-1]
    assert verdict.head == bytes(last().hash).hex()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("after = '{}'", "an event of transaction {} was altered"),
        ("row_key = '0'", "an event of transaction {} was altered"),
        ("exhibition_id = NULL", "an event of transaction {} was altered"),
    ],
)
def test_an_altered_event_is_found(three, change, sentence):
    tamper(f"UPDATE {EVENTS} SET {change} WHERE transaction_id = %s", pk(three[1]))
    assert first_fault() == (three[1], sentence.format(three[1]))


def test_an_event_altered_with_its_digest_is_found(three):
    tamper(
        f"UPDATE {EVENTS} SET digest = sha256('forged') WHERE id = "
        f"(SELECT max(id) FROM {EVENTS} WHERE transaction_id = %s)",
        pk(three[1]),
    )
    assert first_fault()[0] == three[1]


def test_a_removed_event_is_found(three):
    tamper(
        f"DELETE FROM {EVENTS} WHERE id = "
        f"(SELECT min(id) FROM {EVENTS} WHERE transaction_id = %s)",
        pk(three[1]),
    )
    sentence = f"events of transaction {three[1]} were removed or added"
    assert first_fault() == (three[1], sentence)


def test_events_in_another_order_are_found(three):
    tamper(
        f"UPDATE {EVENTS} SET id = DEFAULT WHERE id = "
        f"(SELECT min(id) FROM {EVENTS} WHERE transaction_id = %s)",
        pk(three[1]),
    )
    sentence = f"transaction {three[1]} or one of its events was altered"
    assert first_fault() == (three[1], sentence)


def test_a_removed_transaction_is_found(three):
    tamper(f"DELETE FROM {EVENTS} WHERE transaction_id = %s", pk(three[1]))
    tamper(f"DELETE FROM {CHAIN} WHERE number = %s", three[1])
    assert first_fault() == (three[1], f"transaction {three[1]} is missing")


def test_a_removed_transaction_is_found_when_the_others_are_renumbered(three):
    tamper(f"DELETE FROM {EVENTS} WHERE transaction_id = %s", pk(three[1]))
    tamper(f"DELETE FROM {CHAIN} WHERE number = %s", three[1])
    tamper(f"UPDATE {CHAIN} SET number = %s WHERE number = %s", three[1], three[2])
    sentence = f"transaction {three[1]} does not follow the one before it"
    assert first_fault() == (three[1], sentence)


def test_transactions_in_another_order_are_found(three):
    for was, becomes in ((three[0], 0), (three[1], three[0]), (0, three[1])):
        tamper(f"UPDATE {CHAIN} SET number = %s WHERE number = %s", becomes, was)
    assert first_fault()[0] == three[0]


@pytest.mark.parametrize(
    "change", ["at = at - interval '1 day'", "actor_id = 0", "source = 'site'"]
)
def test_an_altered_transaction_is_found(three, change):
    tamper(f"UPDATE {CHAIN} SET {change} WHERE number = %s", three[1])
    assert first_fault()[0] == three[1]


def test_another_name_of_who_did_it_is_found(three):
    tamper(f'UPDATE {CHAIN} SET actor = \'["", "you"]\' WHERE number = %s', three[1])
    assert first_fault() == (three[1], f"who wrote transaction {three[1]} was altered")


def test_a_forged_event_is_found(three):
    forged = (
        f"INSERT INTO {EVENTS} (transaction_id, kind, row_key, action, digest) "
        "VALUES (%s, 'exhibitors_stand', '1', 'delete', '')"
    )
    tamper(forged, pk(three[1]))
    assert first_fault()[0] == three[1]


def test_an_event_of_no_transaction_is_found(three):
    tamper(
        f"INSERT INTO {EVENTS} (transaction_id, kind, row_key, action, digest) "
        "VALUES (0, 'exhibitors_stand', '1', 'delete', '')"
    )
    assert first_fault()[0] == 0


def test_an_altered_personal_value_is_found(three):
    person = Person.objects.latest("pk")
    tamper(
        f"UPDATE {EVENTS} SET personal = jsonb_set(personal, "
        "'{after,phone,1}', '\"+7 999\"') WHERE id = %s",
        events(person)[0].pk,
    )
    sentence = f"a personal value of transaction {three[2]} was altered"
    assert first_fault() == (three[2], sentence)


def test_a_personal_value_removed_without_an_erasure_is_found(three):
    person = Person.objects.latest("pk")
    tamper(f"UPDATE {EVENTS} SET personal = NULL WHERE id = %s", events(person)[0].pk)
    sentence = "personal values of transaction {} were removed without an erasure"
    assert first_fault() == (three[2], sentence.format(three[2]))


def test_an_erased_value_is_no_fault(three):
    person = Person.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT exhibitors_history_erase('delegations_person', %s::text)",
            [person.pk],
        )
        (erased,) = cursor.fetchone()
    seal()
    verdict = verify()
    assert (verdict.faults, verdict.erased) == ([], erased)
    assert erased > 0


def test_the_command_says_so_and_names_what_is_wrong_first(three, capsys):
    call_command("verify_history")
    assert f"{three[-1]} transactions" in capsys.readouterr().err
    tamper(f"UPDATE {CHAIN} SET source = 'site' WHERE number >= %s", three[1])
    with pytest.raises(CommandError) as error:
        call_command("verify_history")
    assert error.value.returncode == 1
    assert str(error.value).splitlines()[1].startswith(f"transaction {three[1]} ")


def test_a_cut_off_end_is_found_by_the_anchor_alone(three, tmp_path):
    anchor = tmp_path / "anchor"
    call_command("verify_history", anchor=anchor)
    tamper(f"DELETE FROM {EVENTS} WHERE transaction_id = %s", pk(three[2]))
    tamper(f"DELETE FROM {CHAIN} WHERE number = %s", three[2])
    assert verify().faults == []
    with pytest.raises(CommandError, match=f"transaction {three[2]}, once anchored"):
        call_command("verify_history", anchor=anchor)


def test_a_chain_written_anew_is_found_by_the_anchor(three, tmp_path):
    anchor = tmp_path / "anchor"
    at = datetime(2023, 11, 24, tzinfo=UTC).isoformat()
    anchor.write_text(f"{three[1]} {'ab' * 32} {at}\n")
    with pytest.raises(CommandError, match=f"{three[1]} is not the one once anchored"):
        call_command("verify_history", anchor=anchor)


def test_an_anchor_is_added_to_and_never_rewritten(three, tmp_path):
    anchor = tmp_path / "anchor"
    call_command("verify_history", anchor=anchor)
    call_command("verify_history", anchor=anchor)
    first = anchor.read_text()
    assert first.count("\n") == 1
    StandFactory()
    seal()
    call_command("verify_history", anchor=anchor)
    assert anchor.read_text().startswith(first)
    assert anchor.read_text().splitlines()[1].startswith(f"{last().number} ")


def test_a_file_that_holds_no_anchors_is_refused(three, tmp_path):
    anchor = tmp_path / "anchor"
    anchor.write_text("hello\n")
    with pytest.raises(CommandError, match="line 1 is no anchor"):
        call_command("verify_history", anchor=anchor)
