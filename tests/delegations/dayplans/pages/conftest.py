"""A day in a small hall, and plans of it as the planner would answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from delegations.dayplans import sentences
from delegations.models import PlanningRun
from exhibitors import clock
from exhibitors.jobs import watching
from tests.delegations.dayplans.answers import ended
from tests.delegations.times import DAY, at, stretch
from tests.exhibitors.views.pages import page
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    OpeningHoursFactory,
    PlanFeatureFactory,
    RoleAssignmentFactory,
    StandFactory,
)

HOME = "/en/baku/delegations/board/"
START = f"{HOME}2023-11-24/plan/"


@dataclass
class Hall:
    """Kazakhstan wishes to see A1 and B1, Uzbekistan A1: open 10:00-18:00 in Baku.

    ``stops`` are KZ at A1, KZ at B1, UZ at A1; the minister receives at the first.
    """

    exhibition: Any
    stands: list[Any]
    gate: Any
    kazakhstan: Any
    uzbekistan: Any
    stops: list[Any]
    minister: Any

    def run(self, starts: dict[int, int], **fields: Any) -> PlanningRun:
        """Return a run that ended with stops, by their keys, at minutes of the day."""
        by_id = {f"s{pk}": start for pk, start in starts.items()}
        return ended(self.exhibition, by_id, **fields)

    def plan(self, **fields: Any) -> PlanningRun:
        """Return a run with a plan: KZ 10:10 at A1, 10:40 at B1, UZ after KZ at A1."""
        first, second, third = self.stops
        return self.run({first.pk: 610, second.pk: 640, third.pk: 625}, **fields)


def stand_in(area, number, left):
    return StandFactory(
        exhibition=area.exhibition,
        area=area,
        number=number,
        slug=number.lower(),
        name=f"Stand {number}",
        outline=[[left, 0], [left + 6, 0], [left + 6, 6], [left, 6]],
    )


@pytest.fixture
def hall(monkeypatch):
    """The hall on the evening before."""
    monkeypatch.setattr(clock, "now", lambda: at("00:00") - (at("06:00") - at("00:00")))
    exhibition = ExhibitionFactory(
        slug="baku", timezone="Asia/Baku", start_on=DAY, end_on=DAY + timedelta(days=1)
    )
    own = {"exhibition": exhibition}
    OpeningHoursFactory(**own, on=DAY, opens_at="10:00", closes_at="18:00")
    area = AreaFactory(
        **own, slug="hall", name="Hall", outline=[[0, 0], [40, 0], [40, 20], [0, 20]]
    )
    gate = PlanFeatureFactory(
        **own, area=area, kind="gate", name="West gate", points=[[0, 15]]
    )
    stands = [stand_in(area, "A1", 8), stand_in(area, "B1", 26)]
    kazakhstan, uzbekistan = (
        VisitFactory(
            **own,
            delegation=DelegationFactory(**own, name=name, country_id=code, rank=rank),
            window=stretch("06:00-10:00"),
            gate=gate,
            duty_phone=f"+994 12 {rank}",
        )
        for rank, (name, code) in enumerate((("Kazakhs", "KZ"), ("Uzbeks", "UZ")), 1)
    )
    stops = [
        StopFactory(**own, visit=visit, stand=stand, position=place, duration=15)
        for place, (visit, stand) in enumerate(
            [(kazakhstan, stands[0]), (kazakhstan, stands[1]), (uzbekistan, stands[0])]
        )
    ]
    minister = PersonFactory(**own, slug="minister", name="The Minister")
    EngagementFactory(
        **own, visit=kazakhstan, stop=stops[0], person=minister, role="receives"
    )
    return Hall(exhibition, stands, gate, kazakhstan, uzbekistan, stops, minister)


@pytest.fixture
def officer(client, hall):
    """The window of a protocol officer of the exhibition."""
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=hall.exhibition)
    client.force_login(given.user)
    return client


@pytest.fixture(autouse=True)
def _a_worker_lives(monkeypatch):
    monkeypatch.setattr(watching, "is_held", lambda _name: True)


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    said = {"full": "%(stand)s is asked for %(asked)s of %(available)s."}
    monkeypatch.setattr(sentences, "messages", lambda: said)


def address(run, what=""):
    """Return the address of a run, or of what is done to it."""
    return f"{HOME}plan/{run.pk}/{what}"


def shown(client, run):
    """Return the page of a run."""
    answer = client.get(address(run))
    assert answer.status_code == 200
    return page(answer)
