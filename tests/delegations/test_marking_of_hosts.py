"""Taps of hosts: of the calls that they were told of, whatever the draft says."""

from datetime import timedelta
from uuid import uuid4

import pytest

from delegations.marking import enter
from delegations.models import Mark
from delegations.releases.releasing import release
from delegations.schedule import write
from delegations.taps import Tap
from exhibitors import clock
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.test_marking import host_of, marked, state, tap
from tests.delegations.times import DAY, at
from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


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


def test_a_host_cannot_tell_a_stop_of_the_draft_from_none(exhibition, stop, officer):
    release(exhibition, DAY, None)
    added = stop_of(visit_of(exhibition), "11:00-11:20", stand=stop.stand)
    taps = [tap(added, kind, "11:02") for kind in ("arrived", "cleared")]
    taps.append(Tap(uuid4(), 10**12, "arrived", at("11:02")))
    answers = enter(exhibition, host_of(stop.stand), officer, taps)
    assert {answer.outcome for answer in answers} == {"refused"}
    assert len({answer.sentence for answer in answers}) == 1
    assert not Mark.objects.exists()


def test_who_was_told_of_a_call_marks_it_until_told_otherwise(
    exhibition, stop, officer
):
    release(exhibition, DAY, None)
    told = host_of(stop.stand)
    stop.stand = StandFactory(exhibition=exhibition, number="B2", name="Tajikistan")
    write([stop])
    arrived = ("arrived", "10:02")
    refused = marked(stop, officer, arrived, reader=host_of(stop.stand))
    assert refused.outcome == "refused"
    assert marked(stop, officer, arrived, reader=told).outcome == "taken"
    release(exhibition, DAY, None)
    assert marked(stop, officer, ("left", "10:20"), reader=told).outcome == "refused"


def test_a_host_marks_on_the_day_that_was_released(exhibition, stop, officer):
    release(exhibition, DAY, None)
    visit, day = stop.visit, timedelta(days=1)
    visit.on, visit.span = DAY + day, moved(visit.span, day)
    stop.planned = moved(stop.planned, day)
    write([visit, stop])
    host = host_of(stop.stand)
    answer = marked(stop, officer, ("arrived", "10:02"), reader=host)
    assert answer.outcome == "taken"
    assert marked(stop, officer, ("left", "10:20")).outcome == "refused"


def moved(span, by):
    return type(span)(span.lower + by, span.upper + by)


def test_what_stands_in_the_way_is_not_told_to_a_host(exhibition, stop, officer):
    release(exhibition, DAY, None)
    marked(stop, officer, ("skipped", "09:00"))
    marked(stop, officer, ("arrived", "09:30"), ("cleared", "09:31"))
    stop_of(visit_of(exhibition), "10:00-10:20", stand=stop.stand)
    host = host_of(stop.stand)
    answer = marked(stop, officer, ("arrived", "10:02"), reader=host)
    assert answer.outcome == "kept"
    assert answer.sentence == "The time is kept. Tell the protocol desk."


@pytest.mark.parametrize("days", [-1, 1, 3])
def test_a_host_takes_back_on_the_day_only(stop, officer, monkeypatch, days):
    release(stop.exhibition, DAY, None)
    marked(stop, officer, ("arrived", "10:02"))
    later = at("11:00") + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)
    back = Tap(uuid4(), stop.pk, "cleared", later)
    (answer,) = enter(stop.exhibition, host_of(stop.stand), officer, [back])
    assert (answer.outcome, state(stop)[0]) == ("refused", "10:02")
