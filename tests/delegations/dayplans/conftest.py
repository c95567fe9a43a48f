"""A day in Baku with two delegations that wish to see two stands."""

import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from delegations.dayplans import core, sentences
from delegations.dayplans.runs import start
from delegations.dayplans.working import work
from exhibitors import clock
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    DelegationFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    ExhibitionFactory,
    OpeningHoursFactory,
    PlanFeatureFactory,
    RoleAssignmentFactory,
    StandFactory,
)

FAKE = [sys.executable, str(Path(__file__).with_name("fake_core.py"))]
# What the tests' planner says.
SAID = {
    "no_time": "There are %(minutes)s too few.",
    "too_long": "%(delegation)s asks for %(asked)s of %(available)s.",
    "later": "Let it leave %(minutes)s later.",
}


@dataclass
class Wishes:
    """Kazakhstan wishes to see B1 and B2, Uzbekistan B1: open 10:00-18:00 in Baku."""

    exhibition: Any
    b1: Any
    b2: Any
    gate: Any
    kazakhstan: Any
    uzbekistan: Any
    stops: list[Any]


def minute(clock_time):
    """Return the minute of the day that clocks in Baku show as 10:30."""
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def wished(visit, stand=None, **fields):
    return StopFactory(exhibition=visit.exhibition, visit=visit, stand=stand, **fields)


def visit_to(exhibition, name, window="06:00-14:00", **fields):
    """Make a visit; the times are universal, four hours behind those of Baku."""
    own = {key: fields.pop(key) for key in ("gate", "status", "span") if key in fields}
    delegation = DelegationFactory(exhibition=exhibition, name=name, **fields)
    return VisitFactory(
        exhibition=exhibition,
        delegation=delegation,
        on=DAY,
        window=stretch(window) if window else None,
        **own,
    )


@pytest.fixture
def here(monkeypatch):
    # The evening before.
    monkeypatch.setattr(clock, "now", lambda: at("00:00") - (at("06:00") - at("00:00")))
    exhibition = ExhibitionFactory(
        slug="baku", timezone="Asia/Baku", start_on=DAY, end_on=DAY + timedelta(days=1)
    )
    own = {"exhibition": exhibition}
    OpeningHoursFactory(**own, on=DAY, opens_at="10:00", closes_at="18:00")
    b1 = StandFactory(**own, number="B1", name="Carpets")
    b2 = StandFactory(**own, number="B2", name="Books")
    gate = PlanFeatureFactory(**own, name="Gate 1")
    first = visit_to(exhibition, "Kazakhstan", rank=1, gate=gate)
    second = visit_to(exhibition, "Uzbekistan")
    stops = [
        wished(first, b1, duration=20),
        wished(first, b2),
        wished(second, b1, duration=30),
    ]
    return Wishes(exhibition, b1, b2, gate, first, second, stops)


@pytest.fixture
def officer(here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    return given.user


@pytest.fixture
def planner(settings, monkeypatch):
    """Let the tests' own planner plan; call it with what it shall do."""
    settings.PLANNER_COMMAND = FAKE
    monkeypatch.setattr(sentences, "messages", lambda: SAID)
    monkeypatch.setattr(core, "GRACE", 0.2)

    def does(what):
        monkeypatch.setenv("FAKE_CORE", what)

    does("plan")
    return does


@pytest.fixture
def plan(here, officer, planner):
    """Return what makes a plan of the day, of all or some visits."""

    def make(*visits, **fields):
        keys = [visit.delegation_id for visit in visits]
        run = start(
            here.exhibition,
            DAY,
            user=officer,
            delegations=keys,
            is_spawned=False,
            **fields,
        )
        work(run)
        return run

    return make
