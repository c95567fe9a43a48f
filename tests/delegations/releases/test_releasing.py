"""The release of a day: what it keeps, what it refuses, and several at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from delegations import schedule
from delegations.locks import lock, waiting
from delegations.models import CalendarEntry, Change, Letter, Notice, Release, Stop
from delegations.programme import Selection, programme
from delegations.releases.drafts import draft_of
from delegations.releases.releasing import release
from exhibitors import clock
from tests.delegations.releases.conftest import NEXT_DAY
from tests.delegations.scene import scene
from tests.delegations.times import DAY, at, stretch

pytestmark = pytest.mark.django_db


def read(here, **filters):
    """Return the times of the released stops, by their keys."""
    whole = programme(Selection(here.exhibition, state="released", **filters))
    return {item.stop: f"{item.start:%H:%M}" for item in whole.items if item.start}


def test_a_version_keeps_the_day_as_it_is(here, officer, released):
    schedule.write([here.stops[0]], reader=officer)

    version = released(note="Please be early.")

    assert (version.on, version.version, version.user) == (DAY, 1, officer)
    assert version.note == "Please be early."
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    assert version.change == last
    assert {code: len(version.items[code]) for code in ("en", "ru", "az")} == {
        "en": 3,
        "ru": 3,
        "az": 3,
    }
    assert version.items["ru"][0]["delegation"] == "Делегация Казахстана"


def test_what_is_released_reads_as_the_draft_did(here, released):
    draft = programme(Selection(here.exhibition, day=DAY))
    released()

    whole = programme(Selection(here.exhibition, day=DAY, state="released"))

    assert whole.items == draft.items
    assert whole.state == "released"


def test_later_changes_wait_for_the_next_version(here, released, move):
    released()
    move(here.stops[0], "06:05-06:25")
    before = read(here)[here.stops[0].pk]

    version = released()

    assert version.version == 2
    assert (before, read(here)[here.stops[0].pk]) == ("10:00", "10:05")


def test_the_same_is_not_released_twice(here, released):
    released()
    with pytest.raises(ValidationError) as refused:
        released()
    assert refused.value.messages == ["Nothing has changed since version 1."]
    assert Release.objects.count() == 1


def test_a_day_without_a_visit_has_nothing_to_release(here, released):
    with pytest.raises(ValidationError) as refused:
        released(date(2023, 11, 22))
    assert refused.value.messages == ["There is nothing on this day to release."]


def test_a_day_whose_visits_are_all_off_releases_an_empty_version(here, released):
    released()
    for delegation in (here.kazakhstan, here.tajikistan):
        delegation.status = "postponed"
        schedule.write([delegation])

    version = released()

    assert version.version == 2
    assert read(here) == {}
    assert len(read(here, with_off=True)) == 3


def test_what_blocks_is_said_and_nothing_is_released(here, released):
    here.host.engagements.update(reply="declined")

    with pytest.raises(ValidationError) as refused:
        released()

    (sentence,) = refused.value.messages
    assert sentence.startswith("The Host declined to receive Delegation of Kazakhstan")
    assert not Release.objects.exists()
    assert not Letter.objects.exists()


def test_a_draft_that_was_not_looked_at_is_not_released(here, officer, move):
    seen = draft_of(here.exhibition, DAY).fingerprint()
    move(here.stops[0], "06:05-06:25")

    with pytest.raises(ValidationError) as refused:
        release(here.exhibition, DAY, officer, seen=seen)

    assert "changed since you opened this page" in refused.value.messages[0]


def test_each_version_is_released_later_than_the_one_before(here, released, move):
    first = released()
    move(here.stops[0], "06:05-06:25")
    second = released()

    assert second.released_at > first.released_at
    assert second.released_at.microsecond == 0
    assert (clock.now() - second.released_at).total_seconds() < 10


def test_a_visit_that_moved_to_another_day_is_where_it_was_said_last(here, released):
    released()
    visit = here.visit
    rows = [visit, *visit.stops.all()]
    visit.on, visit.span = NEXT_DAY, None
    for stop in rows[1:]:
        stop.planned = None
    schedule.write(rows)

    released(NEXT_DAY)
    days = [set(_days(here, visit)), set(_days(here, here.stops[2].visit))]
    released()
    days.append(set(_days(here, visit)))

    assert days == [{NEXT_DAY}, {DAY}, {NEXT_DAY}]


def test_a_visit_that_left_a_day_is_nowhere_until_its_new_day_is_released(
    here, released, move
):
    released()
    rows = [here.visit, *here.visit.stops.all()]
    here.visit.on, here.visit.span = NEXT_DAY, None
    for stop in rows[1:]:
        stop.planned = None
    schedule.write(rows)
    released()
    move(here.stops[2], "07:30-07:50")
    # The next version of the day it left still knows that it is gone.
    released()

    assert list(_days(here, here.visit)) == []
    released(NEXT_DAY)
    assert set(_days(here, here.visit)) == {NEXT_DAY}


def test_a_visit_that_went_on_from_a_day_does_not_come_back_to_an_older_one(
    here, released
):
    released()
    here.visit.stops.update(planned=None)
    for on in (NEXT_DAY, date(2023, 11, 22)):
        here.visit.refresh_from_db()
        here.visit.on, here.visit.span = on, None
        schedule.write([here.visit])
        if on == NEXT_DAY:
            released(NEXT_DAY)
    released(NEXT_DAY)

    assert list(_days(here, here.visit)) == []


def _days(here, visit):
    whole = programme(Selection(here.exhibition, state="released"))
    return [item.on for item in whole.items if item.visit == visit.pk]


def test_a_released_stop_is_cancelled_instead_of_removed(here, released):
    released()
    stop = here.stops[1]

    schedule.write([], removed=[stop])

    assert Stop.objects.get(pk=stop.pk).status == "cancelled"


def test_releasing_marks_no_calendar_as_read(here, released):
    released()

    assert set(CalendarEntry.objects.values_list("language", "view")) == {
        ("", "release")
    }


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_releases_and_the_other_learns_it():
    exhibition = scene().exhibition

    def once(_number):
        try:
            return release(exhibition, DAY, None).version
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(once, range(4)))

    assert sorted(answers, key=str) == [
        1,
        *["Nothing has changed since version 1."] * 3,
    ]
    assert Release.objects.count() == 1
    # The minister and the host of the scene, who have no address.
    assert Notice.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_release_waits_for_who_is_saving_a_visit_and_gives_up(monkeypatch):
    here = scene()
    monkeypatch.setattr("delegations.locks.LOCK_TIMEOUT", "200ms")

    def attempt():
        try:
            release(here.exhibition, DAY, None)
        except ValidationError as error:
            return error.messages
        finally:
            connection.close()

    with waiting():
        lock([f"visit {here.visit.pk}"])
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(attempt).result()

    assert answer == ["Someone else is releasing or saving the same day. Try again."]


def test_a_change_of_who_comes_is_released_though_no_stop_differs(here, released):
    released()
    here.kazakhstan.memberships.all().delete()

    version = released()

    assert version.version == 2
    (notice,) = version.notices.all()
    assert notice.person == here.guest


def test_a_stop_that_moved_within_the_day_has_its_times_of_the_zone(here, released):
    released()
    (item,) = programme(
        Selection(here.exhibition, state="released", stand=here.stands[0])
    ).items

    assert item.start == at("06:00")
    assert str(item.start.tzinfo) == "Asia/Baku"
    assert stretch("06:00-06:20").upper == item.end
