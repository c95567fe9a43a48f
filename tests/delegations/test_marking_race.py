"""Phones that tap at the same moment: every tap is kept, once."""

from uuid import UUID, uuid4

import pytest

from delegations.confidentiality import Reader
from delegations.marking import enter
from delegations.models import Mark, Stop
from delegations.taps import Tap
from exhibitors import clock
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.test_schedule_race import at_once
from tests.delegations.times import DAY, at
from tests.factories.exhibitors import ExhibitionFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stop(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("12:00"))
    exhibition = ExhibitionFactory(timezone="Asia/Baku", start_on=DAY, end_on=DAY)
    return stop_of(visit_of(exhibition), "10:00-10:20")


def entered(stop, user, key, minute):
    tap = Tap(key, stop.pk, Mark.Kind.ARRIVED, at(f"10:{minute:02}"))
    (answer,) = enter(stop.exhibition, Reader("protocol"), user, [tap])
    return str(answer.outcome)


def test_taps_of_eight_phones_at_one_stop_are_all_kept(stop):
    users = UserFactory.create_batch(8)
    keys = [uuid4() for _user in users]
    outcomes = at_once(
        [
            lambda user=user, key=key, minute=minute: entered(stop, user, key, minute)
            for minute, (user, key) in enumerate(zip(users, keys, strict=True))
        ]
    )
    assert set(outcomes) <= {"taken", "kept"}
    assert Mark.objects.count() == 8
    assert Stop.objects.get().actual_start_at == at("10:07")


def test_one_tap_sent_by_eight_tabs_counts_once(stop):
    user, key = UserFactory(), UUID(int=7)
    outcomes = at_once([lambda: entered(stop, user, key, 5)] * 8)
    assert sorted(outcomes) == ["known"] * 7 + ["taken"]
    assert Mark.objects.count() == 1
