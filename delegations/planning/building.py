"""Makes a Problem of a problem's JSON; raises BadProblem with the field at fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from delegations.planning.problem import (
    Delegation,
    Objective,
    Person,
    Problem,
    Stand,
    Stop,
)
from delegations.planning.ranges import (
    ALWAYS,
    Ranges,
    common,
    starts_inside,
)
from delegations.planning.reading import (
    MOST,
    BadProblem,
    Reader,
    items,
    known,
    named,
    numbered,
    text,
    whole,
)
from delegations.planning.sizes import refuse_immense
from delegations.planning.today import Happened, settle

Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _Names:
    """The index of every id, and the walking matrix between the places."""

    stands: dict[str, int]
    people: dict[str, int]
    places: dict[str, int]
    minutes: Matrix
    is_walked: bool


def read(raw: object) -> Problem:
    """Return the problem that the JSON describes, as it is now. Raises BadProblem."""
    top = Reader(raw, "")
    groups = top.objects("delegations")
    stop_readers = [group.objects("stops") for group in groups]
    every = [reader for readers in stop_readers for reader in readers]
    names = _names(top, groups)
    ids, stop_ids = numbered(groups), numbered(every)
    problem = _problem(top, groups, stop_readers, names, stop_ids)
    problem = replace(problem, apart=_apart(top, ids), known=_known(top, stop_ids))
    refuse_immense(problem)
    happened = [Happened.read(each, has_plan=top.has("previous")) for each in every]
    ready = [_ready(group, names) for group in groups]
    return settle(top, problem, ids, stop_ids, happened, ready)


def _names(top: Reader, groups: Sequence[Reader]) -> _Names:
    """Return the index of every stand, person and place."""
    stands = numbered(top.objects("stands"))
    people = numbered(top.objects("people"))
    places, minutes = _walk(top, stands, groups)
    return _Names(stands, people, places, minutes, top.has("walk"))


def _problem(
    top: Reader,
    groups: Sequence[Reader],
    stop_readers: Sequence[Sequence[Reader]],
    names: _Names,
    ids: Mapping[str, int],
) -> Problem:
    """Return the day as it was asked for, before anything has happened."""
    stands = tuple(_stand(reader, names) for reader in top.objects("stands"))
    people = tuple(_person(reader) for reader in top.objects("people"))
    pools = _pools(top)
    groups_read = _delegations(groups, stop_readers, names, people, pools)
    stops = tuple(
        _stop(reader, names, number, ids, (stands, people))
        for number, readers in enumerate(stop_readers)
        for reader in readers
    )
    price = _objective(top)
    return Problem(stands, people, pools, (), groups_read, stops, names.minutes, price)


def _walk(
    top: Reader, stands: Mapping[str, int], groups: Sequence[Reader]
) -> tuple[dict[str, int], Matrix]:
    """Return the places and the minutes between them, zeros if none are given."""
    if not top.has("walk"):
        gates = {
            text(group.value[key], group.at(key)): 0
            for group in groups
            for key in ("entry", "exit", "at")
            if group.has(key)
        }
        ids = list(dict.fromkeys([*stands, *gates]))
        row = (0,) * len(ids)
        return {name: place for place, name in enumerate(ids)}, (row,) * len(ids)
    walk = Reader(top.get("walk"), "walk")
    places = named(
        [
            (text(name, f"walk.ids[{place}]"), f"walk.ids[{place}]")
            for place, name in enumerate(walk.items("ids"))
        ]
    )
    rows = items(walk.get("minutes"), "walk.minutes")
    if len(rows) != len(places):
        raise BadProblem(f"walk.minutes: must have {len(places)} rows")
    return places, tuple(
        _row(row, number, len(places)) for number, row in enumerate(rows)
    )


def _row(values: object, number: int, length: int) -> tuple[int, ...]:
    """Return a row of the walking matrix."""
    where = f"walk.minutes[{number}]"
    row = items(values, where)
    if len(row) != length:
        raise BadProblem(f"{where}: must have {length} numbers")
    minutes = tuple(
        value if type(value) is int and value >= 0 else whole(value, f"{where}[{at}]")
        for at, value in enumerate(row)
    )
    if minutes[number]:
        raise BadProblem(f"{where}[{number}]: must be 0, from a place to itself")
    return minutes


def _stand(reader: Reader, names: _Names) -> Stand:
    name = reader.text("id")
    if name not in names.places:
        raise BadProblem(f"{reader.at('id')}: “{name}” is missing in walk.ids")
    return Stand(
        name,
        names.places[name],
        reader.whole("capacity", 1, least=1),
        reader.ranges("open"),
    )


def _person(reader: Reader) -> Person:
    return Person(reader.text("id"), reader.ranges("available"))


def _pools(top: Reader) -> dict[str, int]:
    if not top.has("interpreters"):
        return {}
    reader = Reader(top.get("interpreters"), "interpreters")
    return {language: reader.whole(language) for language in reader.value}


def _apart(top: Reader, ids: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    pairs = set()
    for place, value in enumerate(top.items("apart")):
        where = f"apart[{place}]"
        both = items(value, where)
        if len(both) != 2:
            raise BadProblem(f"{where}: must be two delegations")
        one, other = sorted(
            known(name, ids, f"{where}[{at}]") for at, name in enumerate(both)
        )
        if one == other:
            raise BadProblem(f"{where}: must be two different delegations")
        pairs.add((one, other))
    return tuple(sorted(pairs))


def _objective(top: Reader) -> Objective:
    reader = Reader(top.get("objective"), "objective")
    return Objective(
        *(reader.whole(key) for key in ("walk", "wait", "value", "last_end"))
    )


def _known(top: Reader, ids: Mapping[str, int]) -> dict[int, int] | None:
    """Return the starts of a plan that there is already, None without one."""
    if not top.has("known"):
        return None
    reader = Reader(top.get("known"), "known")
    return {
        known(name, ids, "known"): reader.whole(name, least=-MOST)
        for name in reader.value
    }


def _place(group: Reader, key: str, names: _Names) -> int:
    """Return a place, any where nobody walks and none is named."""
    if not group.has(key) and not names.is_walked:
        return 0
    return group.known(key, names.places)


def _ready(group: Reader, names: _Names) -> tuple[int | None, int | None]:
    """Return the place and time from which a delegation is free, as far as said."""
    return (
        group.known("at", names.places) if group.has("at") else None,
        group.whole("free_from", least=-MOST) if group.has("free_from") else None,
    )


def _delegations(
    groups: Sequence[Reader],
    stop_readers: Sequence[Sequence[Reader]],
    names: _Names,
    people: Sequence[Person],
    pools: Mapping[str, int],
) -> tuple[Delegation, ...]:
    result = []
    first = 0
    for index, group in enumerate(groups):
        count = len(stop_readers[index])
        window = group.range("window")
        escorts = group.all_known("escorts", names.people)
        language = group.text("language") if group.has("language") else None
        spans: Ranges = (window,)
        for person in escorts:
            spans = common(spans, people[person].available)
        if language is not None and not pools.get(language):
            spans = ()
        result.append(
            Delegation(
                group.text("id"),
                index,
                group.whole("weight", 1),
                window,
                _place(group, "entry", names),
                _place(group, "exit", names),
                language,
                escorts,
                tuple(range(first, first + count)),
                spans,
            )
        )
        first += count
    return tuple(result)


def _stop(
    reader: Reader,
    names: _Names,
    delegation: int,
    ids: Mapping[str, int],
    given: tuple[Sequence[Stand], Sequence[Person]],
) -> Stop:
    stands, people = given
    number = reader.known("stand", names.stands)
    hosts = reader.all_known("hosts", names.people)
    fixed = (
        reader.whole("fixed_start", least=-MOST) if reader.has("fixed_start") else None
    )
    window = reader.range("window") if reader.has("window") else None
    stop = Stop(
        id=reader.text("id"),
        index=ids[reader.text("id")],
        delegation=delegation,
        stand=number,
        place=stands[number].place,
        duration=reader.whole("duration"),
        is_mandatory=reader.flag("mandatory", default=True),
        value=reader.whole("value", 0),
        fixed_start=fixed,
        window=window,
        hosts=hosts,
    )
    hours = [stands[number].open, *(people[host].available for host in hosts)]
    return replace(stop, starts=_starts(stop, hours))


def _starts(stop: Stop, hours: Sequence[Ranges]) -> Ranges:
    """Return the starts that all of a stop's own rules leave."""
    limits: list[Ranges] = [
        starts_inside(intervals, stop.duration) for intervals in hours
    ]
    if stop.window is not None:
        limits.append((stop.window,))
    if stop.fixed_start is not None:
        limits.append(((stop.fixed_start, stop.fixed_start),))
    return reduce(common, limits, ALWAYS)
