"""A small day by hand: two delegations at two stands, one minister who receives."""

from typing import Any


def problem(**changes: Any) -> dict[str, Any]:
    """Return the day: KZ calls at A1 and B1, UZ at A1; each place 3 minutes away."""
    return {
        "stands": [
            {"id": "A1", "capacity": 1, "open": [[540, 600], [600, 660]]},
            {"id": "B1", "capacity": 2, "open": [[540, 660]]},
            {"id": "C1", "capacity": 1, "open": [[540, 660]]},
        ],
        "walk": {
            "ids": ["gate", "A1", "B1"],
            "minutes": [[0, 3, 4], [3, 0, 2], [4, 2, 0]],
        },
        "people": [
            {"id": "minister", "available": [[540, 600]]},
            {"id": "nobody", "available": [[540, 600]]},
        ],
        "interpreters": {"ru": 2},
        "delegations": [
            delegation("KZ", [stop("KZ-1", "A1"), stop("KZ-2", "B1")], weight=2),
            delegation("UZ", [stop("UZ-1", "A1"), stop("UZ-2", "B1")]),
        ],
        "objective": {"walk": 1, "wait": 1, "value": 10, "last_end": 1},
        **changes,
    }


def delegation(key: str, stops: list[Any], **changes: Any) -> dict[str, Any]:
    """Return a delegation that comes by the gate between 9 and 11."""
    return {
        "id": key,
        "weight": 1,
        "window": [540, 660],
        "entry": "gate",
        "exit": "gate",
        "language": "ru",
        "escorts": [],
        "stops": stops,
        **changes,
    }


def stop(key: str, stand: str, **changes: Any) -> dict[str, Any]:
    """Return a stop of a quarter of an hour."""
    return {"id": key, "stand": stand, "duration": 15, "hosts": [], **changes}


def made(key: str, start: int, end: int, bay: int = 1) -> dict[str, Any]:
    """Return a stop as a plan makes it."""
    return {"id": key, "start": start, "end": end, "bay": bay}


def tour(key: str, start: int | None, end: int | None, **values: Any) -> dict[str, Any]:
    """Return a tour as a plan writes it."""
    row = {"delegation": key, "start": start, "end": end}
    return {**row, "walk": 0, "wait": 0, "value_lost": 0, "alone": None, **values}


def plan(**changes: Any) -> dict[str, Any]:
    """Return a plan of the day: UZ waits ten minutes at A1 for KZ to leave."""
    return {
        "status": "feasible",
        "cost": 64,
        "bound": 60,
        "gap": 0.0625,
        "stops": [
            made("UZ-1", 570, 585),
            made("UZ-2", 543, 558),
            made("KZ-1", 555, 570),
            made("KZ-2", 572, 587),
        ],
        "tours": [
            tour("KZ", 552, 591, walk=9, wait=0, alone=609),
            tour("UZ", 539, 588, walk=9, wait=10, alone=585),
        ],
        **changes,
    }
