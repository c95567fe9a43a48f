"""A day in a small hall, and plans of it as the planner would answer."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from delegations.dayplans import runs
from delegations.models import PlanningRun
from exhibitors import clock
from tests.delegations.times import DAY, at, stretch
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
        run = runs.start(self.exhibition, DAY, user=None, is_spawned=False)
        result = answer(run.problem, {f"s{pk}": start for pk, start in starts.items()})
        changes = fields.pop("result", {})
        found = None if changes is None else result | changes
        row = {
            "state": "done",
            "verdict": found["status"] if found else "",
            "result": found,
            "started_at": timezone.now(),
            "finished_at": timezone.now(),
            **fields,
        }
        PlanningRun.objects.filter(pk=run.pk).update(**row)
        run.refresh_from_db()
        return run

    def plan(self, **fields: Any) -> PlanningRun:
        """Return a run with a plan: KZ 10:10 at A1, 10:40 at B1, UZ after KZ at A1."""
        first, second, third = self.stops
        return self.run({first.pk: 610, second.pk: 640, third.pk: 625}, **fields)


def answer(problem: dict[str, Any], starts: dict[str, int]) -> dict[str, Any]:
    """Return what the planner answers for stops at these minutes."""
    stops, tours, left_out = [], [], []
    for row in problem["delegations"]:
        made = [stop for stop in row["stops"] if stop["id"] in starts]
        for stop in row["stops"]:
            if stop in made:
                start = starts[stop["id"]]
                end = start + stop["duration"]
                stops.append({"id": stop["id"], "start": start, "end": end, "bay": 1})
            else:
                reason = {"code": "none", "params": {}, "sentence": "It does not fit."}
                left_out.append({"id": stop["id"], **reason})
        own = {stop["id"] for stop in made}
        spans = [(s["start"], s["end"]) for s in stops if s["id"] in own]
        start = min((span[0] for span in spans), default=None)
        end = max((span[1] for span in spans), default=None)
        tour = {"delegation": row["id"], "start": start, "end": end}
        alone = None if end is None else end - 5
        numbers = {"walk": 2, "wait": 3, "value_lost": 0, "alone": alone}
        tours.append({**tour, **numbers})
    return {
        "status": "feasible",
        "cost": 700,
        "bound": 680,
        "gap": 0.0286,
        "stops": stops,
        "tours": tours,
        "left_out": left_out,
        "conflict": None,
        "offers": [],
        "moved": [],
    }


@pytest.fixture
def hall(monkeypatch):
    """The hall on the evening before."""
    monkeypatch.setattr(clock, "now", lambda: at("00:00") - (at("06:00") - at("00:00")))
    exhibition = ExhibitionFactory(
        slug="baku", timezone="Asia/Baku", start_on=DAY, end_on=DAY
    )
    own = {"exhibition": exhibition}
    OpeningHoursFactory(**own, on=DAY, opens_at="10:00", closes_at="18:00")
    area = AreaFactory(
        **own, slug="hall", name="Hall", outline=[[0, 0], [40, 0], [40, 20], [0, 20]]
    )
    gate = PlanFeatureFactory(
        **own, area=area, kind="gate", name="West gate", points=[[0, 15]]
    )
    stands = [
        StandFactory(
            **own,
            area=area,
            number=number,
            slug=number.lower(),
            name=f"Stand {number}",
            outline=[[left, 0], [left + 6, 0], [left + 6, 6], [left, 6]],
        )
        for number, left in (("A1", 8), ("B1", 26))
    ]
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
