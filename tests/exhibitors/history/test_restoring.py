"""Records come back as they were; whole entries are taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from exhibitors.history.restoring import restore
from exhibitors.history.undoing import take_back
from exhibitors.models import Exhibit, NamedPart, Sector, Stand
from exhibitors.uploads.trash import bin_discarded
from tests.exhibitors.history.sealed import events, last, seal
from tests.factories.delegations import VisitFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    PhotoFactory,
    SectorFactory,
    StandFactory,
)


@pytest.fixture
def exhibition(db):
    return ExhibitionFactory(slug="baku")


def removed(row):
    """Remove a row, and return the event that says so."""
    key = row.pk
    row.delete()
    row.pk = key
    seal()
    return events(row)[-1]


def test_a_record_is_as_it_was_in_every_language(exhibition):
    stand = StandFactory(exhibition=exhibition, name_en="Yurt", name_ru="Юрта")
    first = events(stand)[0]
    Stand.objects.filter(pk=stand.pk).update(name_ru="Стенд", outline=[[0, 0], [1, 1]])
    Stand.objects.filter(pk=stand.pk).update(name_en="Stand", bays=4)
    restore(first)
    stand = Stand.objects.get()
    assert (stand.name_en, stand.name_ru, stand.bays) == ("Yurt", "Юрта", 1)
    assert stand.outline == first.after["outline"]
    assert events(stand)[-1].action == "update"


def test_links_come_back_with_it(exhibition):
    stand = StandFactory(exhibition=exhibition)
    one, other = SectorFactory.create_batch(2, exhibition=exhibition)
    stand.sectors.set([one])
    Stand.objects.filter(pk=stand.pk).update(bays=2)
    then = events(stand)[-1]
    stand.sectors.set([other])
    restore(then)
    assert list(stand.sectors.all()) == [one]


def test_a_removed_record_comes_back_with_its_key_links_and_parts(exhibition):
    exhibit = ExhibitFactory(exhibition=exhibition, name_az="Xalça")
    sector = SectorFactory(exhibition=exhibition)
    exhibit.sectors.add(sector)
    NamedPart.objects.create(
        exhibition=exhibition, exhibit=exhibit, name_as_in_source="Barrel"
    )
    event = removed(exhibit)
    restore(event)
    found = Exhibit.objects.get(pk=exhibit.pk)
    assert (found.name_az, found.code) == ("Xalça", exhibit.code)
    assert list(found.sectors.all()) == [sector]
    assert NamedPart.objects.get(exhibit=found).name_as_in_source == "Barrel"


def test_what_it_belonged_to_and_is_gone_is_named(exhibition):
    stand = StandFactory(exhibition=exhibition)
    exhibit = ExhibitFactory(exhibition=exhibition, stand=stand)
    event = removed(exhibit)
    stand.delete()
    with pytest.raises(ValidationError, match="What it belongs to is gone: Stand: "):
        restore(event)
    assert not Exhibit.objects.exists()


def test_a_linked_record_that_is_gone_is_named(exhibition):
    stand = StandFactory(exhibition=exhibition)
    sector = SectorFactory(exhibition=exhibition)
    stand.sectors.add(sector)
    event = removed(stand)
    sector.delete()
    with pytest.raises(ValidationError, match="What it was linked to is gone: sector"):
        restore(event)
    assert not Stand.objects.exists()


def test_the_rules_hold_for_what_comes_back(exhibition):
    stand = StandFactory(exhibition=exhibition, slug="a-1")
    event = removed(stand)
    StandFactory(exhibition=exhibition, slug="a-1")
    with pytest.raises(ValidationError, match="Another page of its kind"):
        restore(event)
    assert Stand.objects.count() == 1


def test_the_schedule_has_its_own_way_back(exhibition):
    visit = VisitFactory(exhibition=exhibition)
    with pytest.raises(ValidationError, match="The schedule has its own way back"):
        restore(events(visit)[0])


def test_a_bulk_action_is_taken_back_whole(exhibition):
    stands = StandFactory.create_batch(3, exhibition=exhibition, is_published=False)
    seal()
    Stand.objects.all().update(is_published=True)
    seal()
    assert take_back(last()) == 3
    assert Stand.objects.filter(is_published=False).count() == len(stands)
    seal()
    assert last().counts == {"exhibitors_stand": {"update": 3}}


def test_added_rows_go_and_removed_ones_come_back(exhibition):
    kept = SectorFactory(exhibition=exhibition, slug="kept")
    stand = StandFactory(exhibition=exhibition)
    stand.sectors.add(kept)
    seal()
    SectorFactory(exhibition=exhibition, slug="added")
    stand.sectors.clear()
    kept.delete()
    seal()
    take_back(last())
    assert [sector.slug for sector in Sector.objects.all()] == ["kept"]
    assert [sector.slug for sector in stand.sectors.all()] == ["kept"]


def test_what_was_changed_since_is_named_and_nothing_is_written(exhibition):
    one, other = StandFactory.create_batch(2, exhibition=exhibition)
    seal()
    Stand.objects.all().update(bays=2)
    seal()
    done = last()
    Stand.objects.filter(pk=one.pk).update(bays=3)
    with pytest.raises(ValidationError, match=f"stays as it is: {one.name}\\."):
        take_back(done)
    assert Stand.objects.get(pk=other.pk).bays == 2


def test_added_rows_that_others_need_by_now_stay(exhibition):
    seal()
    stand = StandFactory(exhibition=exhibition)
    seal()
    done = last()
    ExhibitFactory(exhibition=exhibition, stand=stand)
    with pytest.raises(ValidationError):
        take_back(done)
    assert Stand.objects.filter(pk=stand.pk).exists()


def test_a_removed_photo_comes_back_with_its_file(exhibition):
    photo = PhotoFactory(exhibition=exhibition)
    name = photo.image.name
    event = removed(photo)
    bin_discarded()
    assert not default_storage.exists(name)

    assert restore(event).image.storage.exists(name)


def test_a_photo_whose_file_is_gone_stays_away(exhibition):
    photo = PhotoFactory(exhibition=exhibition)
    default_storage.delete(photo.image.name)
    event = removed(photo)

    with pytest.raises(ValidationError, match="no longer kept"):
        restore(event)
