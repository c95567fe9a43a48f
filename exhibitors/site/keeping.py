"""Walks as bytes, so that what took seconds to work out is read in an instant."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from exhibitors.site.boundaries import Numbers
from exhibitors.site.drawings import Place
from exhibitors.site.networks import Network
from exhibitors.site.walking import Networks, Walks

KINDS = ("stand", "feature")


def tables(walks: Walks) -> bytes:
    """Return all of the walks but their networks."""
    rows = {place: row for row, place in enumerate(walks.places)}
    upper = np.triu_indices(len(walks.places), 1)
    is_same = walks.step_free is walks.plain
    return _packed(
        places=_numbers(walks.places),
        known=_numbers(walks.points_of),
        rows=np.array([rows[place] for place in walks.points_of.values()], dtype=int),
        plain=walks.plain[upper].astype(np.float32),
        **{} if is_same else {"step_free": walks.step_free[upper].astype(np.float32)},
    )


def ways(networks: Networks) -> bytes:
    """Return the networks."""
    arrays = _arrays("plain", networks.plain)
    if networks.step_free is not networks.plain:
        arrays |= _arrays("step_free", networks.step_free)
    return _packed(**arrays)


def walks_from(kept: bytes, kept_ways: Callable[[], bytes]) -> Walks:
    """Return the walks of ``tables``; ``kept_ways`` is called at the first route."""
    arrays = _unpacked(kept)
    places = _places(arrays["places"])
    known = _places(arrays["known"])
    plain = _square(len(places), arrays["plain"])
    has_own = "step_free" in arrays
    networks: list[Networks] = []

    def read() -> Networks:
        if not networks:
            networks.append(_networks(kept_ways()))
        return networks[0]

    return Walks(
        tuple(places),
        {
            place: places[row]
            for place, row in zip(known, arrays["rows"].tolist(), strict=True)
        },
        plain,
        _square(len(places), arrays["step_free"]) if has_own else plain,
        read,
    )


def _networks(kept: bytes) -> Networks:
    arrays = _unpacked(kept)
    plain = _network("plain", arrays)
    has_own = "step_free_walks" in arrays
    return Networks(plain, _network("step_free", arrays) if has_own else plain)


def _arrays(name: str, network: Network) -> dict[str, Numbers]:
    return {
        f"{name}_areas": network.areas,
        f"{name}_regions": network.regions,
        f"{name}_points": network.points,
        f"{name}_passes": network.passes,
        f"{name}_walks": network.walks.astype(np.int32),
        f"{name}_places": _numbers(network.places),
        f"{name}_nodes": np.array([*network.places.values()], dtype=int),
    }


def _network(name: str, arrays: dict[str, Numbers]) -> Network:
    nodes = arrays[f"{name}_nodes"].tolist()
    return Network(
        areas=arrays[f"{name}_areas"],
        regions=arrays[f"{name}_regions"],
        points=arrays[f"{name}_points"],
        passes=arrays[f"{name}_passes"],
        walks=arrays[f"{name}_walks"],
        places=dict(zip(_places(arrays[f"{name}_places"]), nodes, strict=True)),
    )


def _square(size: int, upper: Numbers) -> Numbers:
    square = np.zeros((size, size), dtype=np.float32)
    square[np.triu_indices(size, 1)] = upper
    return square + square.T


def _numbers(places: Iterable[Place]) -> Numbers:
    pairs = [(KINDS.index(place.kind), place.pk) for place in places]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _places(numbers: Numbers) -> list[Place]:
    return [Place(KINDS[kind], pk) for kind, pk in numbers.tolist()]


def _packed(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def _unpacked(kept: bytes) -> dict[str, Numbers]:
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        return dict(arrays)
