"""Each change of each table is in the history: who, what, before and after."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from delegations.models import Person
from exhibitors.history import acting
from exhibitors.models import Country, Exhibit, HistoryEvent, HistoryTransaction, Stand
from exhibitors.models.recorded import Kept
from expo.models import User
from tests.exhibitors.history.sealed import events, last, seal
from tests.factories.delegations import FeedFactory, PersonFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    SectorFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

# Derived from what is recorded, or logs themselves, written once a row.
UNRECORDED = {
    "exhibitors_revision": "counted from the changes",
    "exhibitors_formeraddress": "kept from the changes",
    "exhibitors_sitewalks": "computed from the plan",
    "exhibitors_historytransaction": "the history",
    "exhibitors_historyevent": "the history",
    "delegations_change": "the log of the schedule",
    "delegations_occupancy": "derived from stops",
    "delegations_calendarentry": "derived from stops",
    "delegations_exportlog": "a log",
    "delegations_feedread": "a log",
    "delegations_letter": "a log of what was sent",
    "delegations_mark": "a log of taps",
    "delegations_planningrun": "a log of runs, rewritten every second",
    "delegations_release": "a log of what was released",
    "delegations_notice": "a log of who was told",
    "exhibitors_discardedfile": "says which file waits to be removed",
    "exhibitors_importrecord": "what a run did, to take it back",
    "exhibitors_importrow": "what a run did, line by line",
    "exhibitors_importrun": "a log of runs, rewritten twice a second",
    "exhibitors_proposal": "waits to be written, and says who decided when",
    "exhibitors_savedmapping": "how somebody named columns last time",
    "exhibitors_waitingarchive": "waits to become a photo, for a day",
    "exhibitors_waitingphoto": "waits to become a photo, for a day",
    "expo_accountletter": "a log of what was sent",
    "expo_signin": "where somebody is signed in at this moment",
}


@pytest.fixture
def exhibition(db):
    return ExhibitionFactory(slug="baku")


@pytest.mark.django_db
def test_every_table_is_recorded_or_has_a_reason_not_to_be():
    tables = {
        model._meta.db_table
        for app in ("exhibitors", "delegations", "expo")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON "
            "pg_proc.oid = tgfoid WHERE proname IN "
            "('exhibitors_history_rows', 'exhibitors_history_links') "
            "GROUP BY 1 HAVING count(*) = 3"
        )
        recorded = {name for (name,) in cursor.fetchall()}
    assert tables - recorded == set(UNRECORDED)


def test_secrets_are_never_recorded():
    secret = {"password", "token", "secret"}
    for app in ("exhibitors", "delegations", "expo"):
        for model in apps.get_app_config(app).get_models():
            named = secret & {field.name for field in model._meta.concrete_fields}
            hidden = [
                rule.hidden
                for rule in model._meta.constraints
                if isinstance(rule, Kept)
            ]
            if model._meta.db_table not in UNRECORDED:
                assert named == {name for names in hidden for name in names}


def test_a_new_row_is_kept_whole_in_every_language(exhibition):
    stand = StandFactory(exhibition=exhibition, name_en="Yurt", name_ru="Юрта")
    (event,) = events(stand)
    assert (event.action, event.before, event.exhibition_id) == (
        "insert",
        None,
        exhibition.pk,
    )
    assert (event.after["name_en"], event.after["name_ru"]) == ("Yurt", "Юрта")
    assert set(event.after) == {f.column for f in Stand._meta.concrete_fields}


def test_a_change_keeps_what_differs(exhibition):
    stand = StandFactory(exhibition=exhibition, name_ru="Юрта", bays=1)
    Stand.objects.filter(pk=stand.pk).update(name_ru="Стенд", bays=2)
    event = events(stand)[-1]
    assert event.action == "update"
    assert event.before == {"name_ru": "Юрта", "bays": 1}
    assert event.after == {"name_ru": "Стенд", "bays": 2}


def test_a_write_that_changes_nothing_is_not_told(exhibition):
    stand = StandFactory(exhibition=exhibition)
    seal()
    before = last().number
    stand.save()
    Stand.objects.filter(pk=0).update(bays=2)
    seal()
    assert [event.action for event in events(stand)] == ["insert"]
    assert last().number == before


def test_a_removed_row_is_kept_whole(exhibition):
    stand = StandFactory(exhibition=exhibition, name_az="Yurd")
    key = stand.pk
    stand.delete()
    stand.pk = key
    event = events(stand)[-1]
    assert (event.action, event.after) == ("delete", None)
    assert event.before["name_az"] == "Yurd"


def test_links_are_told_of_the_record_they_are_of(exhibition):
    stand = StandFactory(exhibition=exhibition)
    sector = SectorFactory(exhibition=exhibition)
    stand.sectors.add(sector)
    stand.sectors.clear()
    found = events(stand, "sectors")[1:]
    assert [event.action for event in found] == ["link", "unlink"]
    assert {event.exhibition_id for event in found} == {exhibition.pk}
    assert found[0].after["sector_id"] == found[1].before["sector_id"] == sector.pk


def test_a_list_of_rows_is_one_entry_with_counts(exhibition):
    seal()
    Exhibit.objects.bulk_create(
        ExhibitFactory.build(exhibition=exhibition, slug=f"e-{n}") for n in range(20)
    )
    seal()
    assert last().counts == {"exhibitors_exhibit": {"insert": 20}}
    assert last().exhibitions == [exhibition.pk]
    assert HistoryEvent.objects.filter(transaction=last()).count() == 20


def test_who_did_it_and_through_what(exhibition):
    seal()
    user = UserFactory(name="Aigerim", email="aigerim@example.org")
    with acting(user=user, source="import 12"):
        stand = StandFactory(exhibition=exhibition)
    with acting(source="command"):
        Stand.objects.filter(pk=stand.pk).update(bays=3)
    seal()
    one, other = (event.transaction for event in events(stand))
    assert (one.actor_id, one.source) == (user.pk, "import 12")
    assert one.actor_name == "Aigerim <aigerim@example.org>"
    assert (other.actor_id, other.source, other.actor_name) == (None, "command", "")


def test_personal_values_are_kept_apart(exhibition):
    person = PersonFactory(exhibition=exhibition, name_ru="Айгерим", phone="+7 700")
    Person.objects.filter(pk=person.pk).update(phone="+7 701", title="Minister")
    event = events(person)[-1]
    assert event.before == event.after == {}
    assert event.values("before")["phone"] == "+7 700"
    assert event.values("after")["phone"] == "+7 701"
    first = events(person)[0]
    assert "name_ru" not in first.after
    assert first.values("after")["name_ru"] == "Айгерим"
    assert set(first.digests["after"]) == set(first.personal["after"])


def test_of_a_password_only_that_it_changed(db):
    user = UserFactory()
    user.set_password("another")
    user.save()
    assert events(user)[-1].after == {"password": "•"}
    assert events(user)[0].after["password"] == "•"


def test_signing_in_is_no_change(db):
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(last_login="2023-11-24T10:00Z")
    assert [event.action for event in events(user)] == ["insert"]


def test_secret_addresses_are_not_told(exhibition):
    feed = FeedFactory(exhibition=exhibition)
    assert events(feed)[0].after["token"] == "•"


def test_a_country_belongs_to_no_exhibition(db):
    Country.objects.filter(pk="KZ").update(name_en="Qazaqstan")
    event = events(Country.objects.get(pk="KZ"))[-1]
    assert (event.exhibition_id, event.after) == (None, {"name_en": "Qazaqstan"})


def test_what_is_taken_back_is_not_told(exhibition):
    seal()
    before = last().number
    kept = transaction.savepoint()
    StandFactory(exhibition=exhibition)
    transaction.savepoint_rollback(kept)
    seal()
    assert last().number == before


def test_what_follows_constraints_checked_early_is_sealed_as_well(exhibition):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    stand = StandFactory(exhibition=exhibition)
    Stand.objects.filter(pk=stand.pk).update(bays=2)
    sealed = HistoryTransaction.objects.filter(
        pk__in=[event.transaction_id for event in events(stand)]
    )
    assert sealed.count() == 2
    assert len({transaction.xid for transaction in sealed}) == 1
