"""Levels, order, fingerprints, what was accepted, and how much is read."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from delegations.clashes import (
    DEFAULTS,
    accept,
    accepted_on,
    blocking,
    levels,
    reopen,
)
from delegations.locks import PAIRS
from delegations.models import (
    AcceptedClash,
    Apart,
    ClashLevel,
    ClashRule,
    Embargo,
    Stop,
)
from tests.delegations.clashes.conftest import stand, visit
from tests.delegations.clashes.saying import found, only
from tests.delegations.rows import accompanies, stop_of
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import LanguagePairFactory, PersonFactory
from tests.factories.exhibitors import ExhibitionFactory, OpeningHoursFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


def test_every_rule_has_a_default(here):
    assert set(DEFAULTS) == set(ClashRule.values)
    assert list(levels(here.exhibition)) == ClashRule.values


def test_a_stored_level_replaces_the_default(here):
    ClashLevel.objects.create(
        exhibition=here.exhibition, rule="walking", level="block", minutes=2
    )
    ClashLevel.objects.create(
        exhibition=ExhibitionFactory(), rule="opening", level="ignore"
    )

    taken = levels(here.exhibition)

    assert (taken["walking"].level, taken["walking"].minutes) == ("block", 2)
    assert taken["opening"].level == "block"
    assert taken["opening"].pk is None


def test_rules_of_pairs_are_not_forbidden_by_default():
    # Writers take their lock only where an exhibition says so.
    assert not [rule for rule in PAIRS if DEFAULTS[rule][0] == "forbid"]


def test_what_is_forbidden_comes_first_then_what_blocks_then_warnings(here):
    Embargo.objects.create(
        exhibition=here.exhibition, stand=here.g1, delegation=here.uzbekistan.delegation
    )
    here.kazakhstan.window = stretch("08:10-14:00")
    here.kazakhstan.save()
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "10:00-10:20", stand=here.g1)

    order = [(finding.level, finding.rule) for finding in found(here.exhibition)]

    assert order == [
        ("forbid", "embargo"),
        ("block", "window"),
        ("warn", "receiving"),
        ("warn", "receiving"),
    ]
    assert [f.rule for f in blocking(here.exhibition, DAY)] == ["embargo", "window"]


@pytest.fixture
def unreceived(here):
    only(here.exhibition, "receiving", level="block")
    return stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)


def mark(here):
    return found(here.exhibition)[0].fingerprint


def test_a_fingerprint_is_the_same_in_every_language(here, unreceived):
    before = mark(here)
    with translation.override("ru"):
        assert mark(here) == before


def test_a_fingerprint_changes_with_the_time_and_the_stand(here, unreceived):
    marks = [mark(here)]
    unreceived.planned = stretch("08:01-08:20")
    unreceived.save()
    marks.append(mark(here))
    unreceived.stand = here.g1
    unreceived.save()
    marks.append(mark(here))

    assert len(set(marks)) == 3


def test_what_is_accepted_stays_listed_and_blocks_no_longer(here, unreceived):
    user = UserFactory()
    (finding,) = found(here.exhibition)

    accept(finding, user, "They know each other.")

    (after,) = found(here.exhibition)
    assert after.is_accepted
    assert blocking(here.exhibition, DAY) == ()
    row = accepted_on(here.exhibition, DAY)[finding.fingerprint]
    assert (row.user, row.reason) == (user, "They know each other.")
    assert row.sentence == finding.sentence


def test_accepting_twice_keeps_the_first(here, unreceived):
    (finding,) = found(here.exhibition)
    accept(finding, UserFactory(), "First")
    accept(finding, UserFactory(), "Second")

    assert AcceptedClash.objects.get().reason == "First"


def test_a_stop_that_moves_is_open_again(here, unreceived):
    accept(found(here.exhibition)[0], UserFactory(), "Agreed")
    unreceived.planned = stretch("09:00-09:20")
    unreceived.save()

    assert len(blocking(here.exhibition, DAY)) == 1


def test_reopening_blocks_again(here, unreceived):
    (finding,) = found(here.exhibition)
    accept(finding, UserFactory(), "Agreed")

    assert reopen(finding)
    assert len(blocking(here.exhibition, DAY)) == 1
    assert not reopen(finding)


def test_what_is_forbidden_cannot_be_accepted(here, unreceived):
    accept(found(here.exhibition)[0], UserFactory(), "Agreed")
    only(here.exhibition, "receiving", level="forbid")
    (finding,) = found(here.exhibition)

    assert not finding.is_accepted
    with pytest.raises(ValidationError, match="forbidden"):
        accept(finding, UserFactory())


def test_what_blocks_a_release_is_not_left_without_a_reason(here, unreceived):
    (finding,) = found(here.exhibition)

    with pytest.raises(ValidationError, match="Say why"):
        accept(finding, UserFactory(), " ")
    assert not AcceptedClash.objects.exists()


def test_a_reason_that_is_too_long_is_refused(here, unreceived):
    with pytest.raises(ValidationError, match="shorter"):
        accept(found(here.exhibition)[0], UserFactory(), "x" * 301)


def test_names_are_in_the_language_of_the_reader_or_the_declared_other(here):
    only(here.exhibition, "window")
    here.kazakhstan.window = stretch("09:00-14:00")
    here.kazakhstan.save()
    stop_of(here.kazakhstan, "08:00-08:20", title="", title_ru="Обед", kind="coffee")
    stop_of(here.kazakhstan, "08:30-08:50", kind="coffee", title="")

    said = [finding.sentence for finding in found(here.exhibition)]

    assert ["Обед" in said[0], "coffee" in said[1]] == [True, True]


def test_another_exhibition_and_another_day_do_not_count(here, unreceived):
    other = ExhibitionFactory(timezone="Asia/Baku")
    tour = visit(other, "Elsewhere")
    stop_of(tour, "08:00-08:20", stand=stand(other, "X1", "X"))
    moved = visit(here.exhibition, "Tomorrow")
    stop_of(moved, "08:00-08:20", stand=here.g1)
    moved.on = DAY + timedelta(days=1)
    moved.save()

    assert len(found(here.exhibition)) == 1


def fill(here, tours):
    """Make tours of three stops, each with people, languages and a pair apart."""
    for number in range(tours):
        tour = visit(here.exhibition, f"Delegation {number}", rank=number + 3)
        places = [
            stand(here.exhibition, f"S{number}-{place}", "S", here.hall)
            for place in range(3)
        ]
        stops = [
            stop_of(tour, f"08:{place}0-08:{place}9", stand=places[place])
            for place in range(3)
        ]
        person = PersonFactory(exhibition=here.exhibition)
        accompanies(tour, person, stop=stops[0], role="receives")
        LanguagePairFactory(exhibition=here.exhibition, delegation=tour.delegation)
        Apart.objects.create(
            exhibition=here.exhibition,
            first=here.kazakhstan.delegation,
            second=tour.delegation,
        )
    here.hall.capacity = 2
    here.hall.save()


@pytest.mark.parametrize("tours", [3, 30])
def test_a_day_is_read_in_a_fixed_number_of_queries(here, tours):
    OpeningHoursFactory(exhibition=here.exhibition, on=DAY)
    fill(here, tours)

    # The walks of a plan are worked out once.
    found(here.exhibition)

    with CaptureQueriesContext(connection) as queries:
        findings = found(here.exhibition)

    assert Stop.objects.count() == tours * 3
    assert {f.rule for f in findings} >= {"receiving", "interpreter", "crowding"}
    assert len(queries) == 14
