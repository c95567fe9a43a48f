"""Taps of the day: entered once, kept for ever, never past one's scope."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from delegations.confidentiality import Reader
from delegations.marking import enter
from delegations.models import Change, Mark, Stop
from delegations.releases.releasing import release
from delegations.schedule import write
from delegations.taps import Tap
from exhibitors import clock
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import DAY, at
from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
PLANNER = Reader("protocol")


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("12:00"))


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)


@pytest.fixture
def stop(exhibition):
    stand = StandFactory(exhibition=exhibition, number="B1", name="Kazakhstan")
    return stop_of(visit_of(exhibition), "10:00-10:20", stand=stand)


@pytest.fixture
def officer():
    return UserFactory(name="Aysel")


def tap(stop, kind, moment, key=None):
    return Tap(key or uuid4(), stop.pk, kind, at(moment))


def marked(stop, user, *taps, reader=PLANNER):
    """Enter taps given as (kind, moment), and return what became of the last."""
    found = [tap(stop, *of) if isinstance(of, tuple) else of for of in taps]
    return enter(stop.exhibition, reader, user, found)[-1]


def host_of(stand):
    return Reader("stand", frozenset({stand.pk}))


def state(stop):
    stop = Stop.objects.get(pk=stop.pk)
    moments = (stop.actual_start_at, stop.actual_end_at)
    return (*(moment and f"{moment:%H:%M}" for moment in moments), stop.status)


def test_arrived_and_left_make_the_stop_done(stop, officer):
    assert marked(stop, officer, ("arrived", "10:02")).outcome == "taken"
    assert state(stop) == ("10:02", None, "planned")
    marked(stop, officer, ("left", "10:25"))
    assert state(stop) == ("10:02", "10:25", "done")
    change = Change.objects.first()
    assert (change.action, change.user) == ("mark", officer)


def test_skipped_and_taken_back(stop, officer):
    marked(stop, officer, ("skipped", "10:02"))
    assert state(stop) == (None, None, "skipped")
    marked(stop, officer, ("cleared", "10:03"))
    assert state(stop) == (None, None, "planned")
    assert Mark.objects.count() == 2


def test_taking_back_leaves_what_was_marked_before(stop, officer):
    marked(stop, officer, ("arrived", "10:02"), ("left", "10:04"), ("cleared", "10:05"))
    assert state(stop) == ("10:02", None, "planned")


def test_a_tap_sent_twice_counts_once(stop, officer):
    one = tap(stop, "arrived", "10:02")
    assert marked(stop, officer, one, one).outcome == "known"
    assert (Mark.objects.count(), Change.objects.count()) == (1, 1)


def test_the_key_of_another_tap_is_refused(stop, officer):
    key = uuid4()
    marked(stop, officer, tap(stop, "arrived", "10:02", key))
    answer = marked(stop, UserFactory(), tap(stop, "arrived", "10:03", key))
    assert (answer.outcome, state(stop)[0]) == ("refused", "10:02")


def test_phones_come_to_the_same_times_in_any_order(stop, officer):
    marked(stop, officer, ("left", "10:25"), ("arrived", "10:02"))
    assert state(stop) == ("10:02", "10:25", "done")


def test_an_older_tap_does_not_overwrite_a_newer_one_of_somebody_else(stop, officer):
    other = UserFactory(name="Rashad")
    marked(stop, other, ("arrived", "10:15"))
    answer = marked(stop, officer, ("arrived", "10:12"))
    assert answer.outcome == "kept"
    assert answer.sentence == "Rashad marked “arrived” at 14:15 since; both are kept."
    assert state(stop)[0] == "10:15"
    marked(stop, officer, ("cleared", "10:16"))
    assert state(stop)[0] == "10:12"


def test_who_comes_back_is_there_again(stop, officer):
    marked(stop, officer, ("arrived", "10:00"), ("left", "10:05"), ("arrived", "10:09"))
    assert state(stop) == ("10:09", None, "planned")


def test_reality_is_not_refused_for_breaking_the_plan(exhibition, stop, officer):
    # The time of a skipped stop was given to others; then the guests come after all.
    marked(stop, officer, ("skipped", "09:00"))
    stop_of(visit_of(exhibition), "10:00-10:20", stand=stop.stand)
    answer = marked(stop, officer, ("arrived", "10:02"))
    assert answer.outcome == "kept"
    assert "is occupied until 14:20" in answer.sentence
    assert state(stop) == ("10:02", None, "skipped")


def test_a_stop_cancelled_meanwhile_keeps_what_was_marked(stop, officer):
    stop.status = "cancelled"
    stop.save()
    answer = marked(stop, officer, ("arrived", "10:02"))
    assert answer.outcome == "kept"
    assert "cancelled meanwhile" in answer.sentence
    assert state(stop) == ("10:02", None, "cancelled")


def test_a_stop_removed_meanwhile_is_reported(stop, officer):
    one = tap(stop, "arrived", "10:02")
    write([], removed=[stop])
    (answer,) = enter(stop.visit.exhibition, PLANNER, officer, [one])
    assert answer.outcome == "refused"
    assert "no longer in the plan" in answer.sentence


def test_a_marked_stop_is_cancelled_rather_than_removed(stop, officer):
    marked(stop, officer, ("arrived", "10:02"))
    write([], removed=[Stop.objects.get(pk=stop.pk)])
    assert state(stop) == ("10:02", None, "cancelled")


def test_the_future_has_not_happened(stop, officer):
    marked(stop, officer, ("arrived", "13:30"))
    assert state(stop)[0] == "12:00"


def test_another_day_is_refused(stop, officer):
    for days in (-1, 1, 9):
        late = Tap(uuid4(), stop.pk, "arrived", at("10:00") + timedelta(days=days))
        assert enter(stop.exhibition, PLANNER, officer, [late])[0].outcome == "refused"
    assert not Mark.objects.exists()


def test_a_day_goes_on_past_midnight(stop, officer, monkeypatch):
    night = at("21:30")
    monkeypatch.setattr(clock, "now", lambda: night + timedelta(hours=1))
    one = Tap(uuid4(), stop.pk, "arrived", night)
    assert enter(stop.exhibition, PLANNER, officer, [one])[0].outcome == "taken"


def test_a_tap_is_taken_back_on_any_later_day(stop, officer, monkeypatch):
    marked(stop, officer, ("arrived", "10:02"))
    later = at("10:00") + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    back = Tap(uuid4(), stop.pk, "cleared", later)
    assert enter(stop.exhibition, PLANNER, officer, [back])[0].outcome == "taken"
    assert state(stop)[0] is None


def test_a_host_marks_arrivals_at_the_own_stand_only(exhibition, stop, officer):
    elsewhere = StandFactory(exhibition=exhibition)
    release(exhibition, DAY, None)
    host = host_of(stop.stand)
    other = host_of(elsewhere)
    refused = marked(stop, officer, ("arrived", "10:02"), reader=other)
    assert (refused.outcome, Mark.objects.count()) == ("refused", 0)
    assert marked(stop, officer, ("arrived", "10:02"), reader=host).outcome == "taken"
    assert marked(stop, officer, ("left", "10:20"), reader=host).outcome == "taken"


def test_a_host_neither_skips_nor_takes_a_skipping_back(stop, officer):
    release(stop.exhibition, DAY, None)
    host = host_of(stop.stand)
    skipped = marked(stop, officer, ("skipped", "10:02"), reader=host)
    assert skipped.outcome == "refused"
    marked(stop, UserFactory(), ("skipped", "10:03"))
    cleared = marked(stop, officer, ("cleared", "10:04"), reader=host)
    assert (cleared.outcome, state(stop)[2]) == ("refused", "skipped")


def test_a_stop_of_another_exhibition_is_not_there(stop, officer):
    (answer,) = enter(
        ExhibitionFactory(), PLANNER, officer, [tap(stop, "arrived", "10:02")]
    )
    assert (answer.outcome, Mark.objects.count()) == ("refused", 0)


def test_a_stranger_cannot_tell_a_stop_of_others_from_none(exhibition, stop, officer):
    other = Reader("stand", frozenset({StandFactory(exhibition=exhibition).pk}))
    answers = enter(
        exhibition,
        other,
        officer,
        [
            tap(stop, "arrived", "10:02"),
            Tap(uuid4(), 10**12, "arrived", at("10:02")),
        ],
    )
    assert answers[0].sentence == answers[1].sentence


def test_nothing_is_taken_back_before_the_day(stop, officer):
    early = Tap(uuid4(), stop.pk, "cleared", at("10:00") - timedelta(days=1))
    assert enter(stop.exhibition, PLANNER, officer, [early])[0].outcome == "refused"
    assert not Mark.objects.exists()


@pytest.mark.parametrize("kind", ["arrived", "cleared"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_a_moment_at_the_ends_of_the_calendar_is_refused(stop, officer, kind, moment):
    one = Tap(uuid4(), stop.pk, kind, datetime.fromisoformat(moment))
    assert enter(stop.exhibition, PLANNER, officer, [one])[0].outcome == "refused"


def test_a_time_entered_elsewhere_stays_when_the_next_is_tapped(stop, officer):
    Stop.objects.filter(pk=stop.pk).update(actual_start_at=at("10:02"))

    marked(stop, officer, ("left", "10:25"))

    assert state(stop) == ("10:02", "10:25", "done")


def test_a_time_to_come_is_entered_as_now_and_said_so(stop, officer):
    answer = marked(stop, officer, ("arrived", "15:00"))

    assert state(stop)[0] == "12:00"
    assert answer.sentence == "That time is still to come: it was entered as now."


def test_leaving_before_the_arrival_is_said(stop, officer):
    answer = marked(stop, officer, ("arrived", "10:30"), ("left", "10:20"))

    assert answer.sentence == "That is before the arrival at 14:30."
