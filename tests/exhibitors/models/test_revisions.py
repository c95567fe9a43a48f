"""The database counts each committed change of what visitors see."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from exhibitors.models import Country, Exhibit, Revision, Stand
from exhibitors.models.revisions import Revises
from tests.factories.delegations import StopFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    InquiryFactory,
    SectorFactory,
    StandFactory,
)

# Nothing of these is on a public page.
PRIVATE = {
    "DiscardedFile",
    "FormerAddress",
    "HistoryEvent",
    "HistoryTransaction",
    "ImportRecord",
    "ImportRow",
    "ImportRun",
    "Inquiry",
    "LoadedFile",
    "PlanBackground",
    "Proposal",
    "Revision",
    "SavedMapping",
    "RoleAssignment",
    "SiteWalks",
    "WaitingArchive",
    "WaitingPhoto",
}


@pytest.fixture
def exhibition(db):
    return ExhibitionFactory(slug="baku")


def number(exhibition):
    """Return the number as a commit now would leave it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS exhibitors_revise IMMEDIATE")
        cursor.execute("SET CONSTRAINTS exhibitors_revise DEFERRED")
    return Revision.objects.get(exhibition=exhibition).number


def counted(model, field=""):
    return any(
        isinstance(rule, Revises) and rule.field == field
        for rule in model._meta.constraints
    )


def test_every_public_table_counts():
    uncounted = set()
    for model in apps.get_app_config("exhibitors").get_models():
        links = [field.name for field in model._meta.many_to_many]
        if not all(counted(model, field) for field in ["", *links]):
            uncounted.add(model.__name__)
    assert uncounted == PRIVATE


@pytest.mark.parametrize("act", ["add", "change", "remove"])
def test_rows_added_changed_or_removed_count(exhibition, act):
    stand = StandFactory(exhibition=exhibition)
    before = number(exhibition)
    if act == "add":
        ExhibitFactory(exhibition=exhibition, stand=stand)
    elif act == "change":
        Stand.objects.filter(pk=stand.pk).update(place="at the door")
    else:
        stand.delete()
    assert number(exhibition) == before + 1


def test_a_statement_counts_once_however_many_rows_it_has(exhibition):
    before = number(exhibition)
    Exhibit.objects.bulk_create(
        ExhibitFactory.build(exhibition=exhibition, slug=f"e-{n}") for n in range(50)
    )
    assert number(exhibition) == before + 1


def test_links_count_for_the_record_they_are_of(exhibition):
    stand, sector = (
        StandFactory(exhibition=exhibition),
        SectorFactory(exhibition=exhibition),
    )
    before = number(exhibition)
    stand.sectors.add(sector)
    assert number(exhibition) == before + 1
    stand.sectors.clear()
    assert number(exhibition) == before + 2


def test_a_country_counts_for_every_exhibition(exhibition):
    other = ExhibitionFactory()
    before = [number(exhibition), number(other)]
    Country.objects.filter(pk="KZ").update(name_en="The Republic of Kazakhstan")
    assert [number(exhibition), number(other)] == [before[0] + 1, before[1] + 1]


def test_another_exhibition_does_not_count(exhibition):
    before = number(exhibition)
    StandFactory()
    assert number(exhibition) == before


def test_what_visitors_never_see_does_not_count(exhibition):
    stand = StandFactory(exhibition=exhibition)
    stop = StopFactory(exhibition=exhibition, stand=stand)
    before = number(exhibition)
    InquiryFactory(exhibition=exhibition, stand=stand)
    stop.title = "Another moment"
    stop.save()
    assert number(exhibition) == before


def test_what_is_taken_back_does_not_count(exhibition):
    before = number(exhibition)
    kept = transaction.savepoint()
    StandFactory(exhibition=exhibition)
    transaction.savepoint_rollback(kept)
    assert number(exhibition) == before


def test_an_exhibition_that_goes_takes_its_number_along(exhibition):
    StandFactory(exhibition=exhibition)
    number(exhibition)
    Stand.objects.of(exhibition).delete()
    exhibition.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Revision.objects.exists()
