"""Days that are impossible, each for one reason that was planted and is known.

A few delegations, and the one or two stands that only they want, join a day that is
possible. Together they ask for what cannot be; without any one of them the day is
possible again, and so it is without what they quarrel about.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from .days import Problem, generate
from .hidden import CLOSES, OPENS, Size

LASTS = 30


@dataclass
class Guests:
    """Who joins, and what they bring."""

    rng: Random
    problem: Problem
    planted: set[tuple[str, str]] = field(default_factory=set)

    def stand(self, name: str, **fields: Any) -> str:
        """Add a stand that lies where another does, next to it."""
        walk = self.problem["walk"]
        stand = {"id": name, "capacity": 1, "open": [[OPENS, CLOSES]], **fields}
        self.problem["stands"].append(stand)
        like = self.rng.randrange(2, len(walk["ids"]))
        for row in walk["minutes"]:
            row.append(row[like])
        walk["minutes"].append([*walk["minutes"][like]])
        for place in (like, len(walk["ids"])):
            walk["minutes"][place][len(walk["ids"])] = 1
            walk["minutes"][-1][place] = 1
        walk["minutes"][-1][-1] = 0
        walk["minutes"][like][like] = 0
        walk["ids"].append(name)
        return name

    def person(self, name: str, start: int, end: int) -> str:
        self.problem["people"].append({"id": name, "available": [[start, end]]})
        return name

    def delegation(self, name: str, *stops: Problem, **fields: Any) -> Problem:
        """Add a delegation that makes these stops."""
        guest = {
            "id": name,
            "weight": 2,
            "window": [OPENS - 30, CLOSES + 30],
            "entry": "gate-1",
            "exit": "gate-2",
            "language": None,
            "escorts": [],
            "stops": [
                {"id": f"{name}-{n + 1}", "duration": LASTS, "hosts": [], **stop}
                for n, stop in enumerate(stops)
            ],
            **fields,
        }
        self.problem["delegations"].append(guest)
        self.planted.add(("delegation", name))
        self.planted |= {("stop", stop["id"]) for stop in guest["stops"]}
        return guest

    def walk(self, start: str, end: str) -> int:
        walk = self.problem["walk"]
        return walk["minutes"][walk["ids"].index(start)][walk["ids"].index(end)]


def _stand(guests: Guests) -> None:
    """Four want to be at a stand that is open for a minute too short."""
    stand = guests.stand("X1", open=[[OPENS + 60, OPENS + 60 + 4 * LASTS - 1]])
    for n in range(4):
        guests.delegation(f"G{n + 1}", {"stand": stand})


def _host(guests: Guests) -> None:
    """One person receives three at three stands, and has a minute too few."""
    guests.person("host", OPENS + 60, OPENS + 60 + 3 * LASTS - 1)
    for n in range(3):
        stand = guests.stand(f"X{n + 1}")
        guests.delegation(f"G{n + 1}", {"stand": stand, "hosts": ["host"]})


def _fixed(guests: Guests) -> None:
    """Two have an appointment at one stand, the second before the first is over."""
    stand = guests.stand("X1")
    guests.delegation("G1", {"stand": stand, "fixed_start": OPENS + 200})
    guests.delegation("G2", {"stand": stand, "fixed_start": OPENS + 201})


def _stay(guests: Guests) -> None:
    """One stays for shorter than its stops last."""
    stops = [{"stand": guests.stand(f"X{n + 1}")} for n in range(3)]
    start = OPENS + 100
    guests.delegation("G1", *stops, window=[start, start + 3 * LASTS - 1])


def _walk(guests: Guests) -> None:
    """One stays for as long as its stops last, with no time to walk."""
    stops = [{"stand": guests.stand(f"X{n + 1}")} for n in range(2)]
    start = OPENS + 100
    guests.delegation("G1", *stops, window=[start, start + 2 * LASTS + 2])


def _crowd(guests: Guests) -> None:
    """Four fit into the hours of a stand, and not into when they want to come."""
    stand = guests.stand("X1")
    start = OPENS + 120
    window = [start, start + 3 * LASTS - 1]
    for n in range(4):
        guests.delegation(f"G{n + 1}", {"stand": stand, "window": window})


def _interpreter(guests: Guests) -> None:
    """Two who speak what one person interprets have appointments at one time."""
    guests.problem["interpreters"]["ka"] = 1
    for n in range(2):
        stop = {"stand": guests.stand(f"X{n + 1}"), "fixed_start": OPENS + 90 + n}
        guests.delegation(f"G{n + 1}", stop, language="ka")


def _apart(guests: Guests) -> None:
    """Two who must not meet have appointments at one time."""
    guests.problem["apart"].append(["G1", "G2"])
    for n in range(2):
        stop = {"stand": guests.stand(f"X{n + 1}"), "fixed_start": OPENS + 90 + n}
        guests.delegation(f"G{n + 1}", stop)


def _escort(guests: Guests) -> None:
    """An official goes with two who have appointments at one time."""
    guests.person("escort", OPENS, CLOSES)
    for n in range(2):
        stop = {"stand": guests.stand(f"X{n + 1}"), "fixed_start": OPENS + 90 + n}
        guests.delegation(f"G{n + 1}", stop, escorts=["escort"])


KINDS: dict[str, tuple[Callable[[Guests], None], int, int, frozenset]] = {
    # How it is done, how many delegations and stands it adds, and over what.
    "stand": (_stand, 4, 1, frozenset({("stand", "X1")})),
    "host": (_host, 3, 3, frozenset({("person", "host")})),
    "fixed": (_fixed, 2, 1, frozenset({("stand", "X1")})),
    "stay": (_stay, 1, 3, frozenset()),
    "walk": (_walk, 1, 2, frozenset()),
    "crowd": (_crowd, 4, 1, frozenset({("stand", "X1")})),
    "interpreter": (_interpreter, 2, 2, frozenset({("language", "ka")})),
    "apart": (_apart, 2, 2, frozenset({("apart", "G1"), ("apart", "G2")})),
    "escort": (_escort, 2, 2, frozenset({("person", "escort")})),
}


def broken(
    size: Size, seed: int, kind: str, *, is_crowded: bool
) -> tuple[Problem, set[tuple[str, str]]]:
    """Return an impossible day, and which members its conflict may have.

    A member's kind and id; of a pair kept apart any id.
    """
    plant, delegations, stands, cause = KINDS[kind]
    rest = Size(size.delegations - delegations, size.stands - stands, size.stops)
    problem, _ = generate(rest, seed, is_crowded=is_crowded)
    guests = Guests(Random(f"{kind}-{seed}"), problem)
    plant(guests)
    for each in ("delegations", "stands"):
        Random(f"{each}-{seed}").shuffle(problem[each])
    own = {("stand", s["id"]) for s in problem["stands"] if s["id"].startswith("X")}
    return problem, guests.planted | cause | own
