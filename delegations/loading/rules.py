"""What must hold between the records of a file that has the right shape."""

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from delegations.loading.problems import Place, Problem, sample
from delegations.loading.shape import COLLECTIONS, FILE
from delegations.loading.shapes import Reference, Survey

# Fields that must not come after one another: collection, earlier, later.
_IN_ORDER = (("events", "start_date", "end_date"),)

# Fields that mean nothing without another: collection, field, what it needs.
_NEEDS = (
    ("exhibits", "maker_role", "maker"),
    ("organisations", "member_count_qualifier", "member_count"),
    ("visits", "time", "date"),
)

# Chains that must end somewhere: collection, field.
_CHAINS = (("stands", "parent_stand"), ("exhibits", "part_of"))

# Collections whose records have pages, and the prefix that their slugs leave out.
SLUG_PREFIXES = {
    "areas": "area",
    "stands": "stand",
    "organisations": "org",
    "exhibits": "exhibit",
    "people": "person",
    "delegations": "delegation",
}


def check_file(document: Any) -> list[Problem]:
    """Return everything that is wrong with a data file, first of all its shape.

    Rules between records are looked at only when every record has the right shape.
    """
    survey = Survey()
    FILE.look(document, (), survey)
    if survey.problems:
        return sorted(survey.problems)
    return sorted(
        [
            *unresolved(survey.references, ids(document)),
            *_miscounted(document),
            *_circular(document),
            *_out_of_order(document),
            *_incomplete(document),
            *_contradictory(document),
            *_repeated(document),
            *_same_slugs(document),
        ]
    )


def ids(document: Any) -> dict[str, set[str]]:
    """Return the ids of a file's records, by collection."""
    return {name: {record["id"] for record in document[name]} for name in COLLECTIONS}


def unresolved(
    references: list[Reference], known: dict[str, set[str]]
) -> Iterator[Problem]:
    """Yield a problem for each reference to a record that is not there."""
    for reference in references:
        if reference.id not in known[reference.collection]:
            yield Problem(
                reference.place,
                f"no record “{reference.id}” in {reference.collection}",
            )


def _miscounted(document: Any) -> Iterator[Problem]:
    for name, stated in document["meta"]["counts"].items():
        found = len(document[name])
        if stated != found:
            yield Problem(
                ("meta", "counts", name), f"says {stated}, but there are {found}"
            )


def _circular(document: Any) -> Iterator[Problem]:
    for collection, field in _CHAINS:
        above = {record["id"]: record[field] for record in document[collection]}
        for start in above:
            if _comes_back(above, start):
                yield Problem(
                    (collection, start, field), "leads back to the record itself"
                )


def _comes_back(above: dict[str, str | None], start: str) -> bool:
    passed: set[str] = set()
    at = above.get(start)
    while at is not None and at not in passed:
        if at == start:
            return True
        passed.add(at)
        at = above.get(at)
    return False


def _out_of_order(document: Any) -> Iterator[Problem]:
    exhibition = document["exhibition"]
    programme = exhibition["programme"]
    pairs: list[tuple[Place, Any, str, str]] = [
        ((name, record["id"]), record, earlier, later)
        for name, earlier, later in _IN_ORDER
        for record in document[name]
    ]
    pairs += [
        (("exhibition",), exhibition, "start_date", "end_date"),
        (("exhibition", "programme"), programme, "week_start", "week_end"),
    ]
    for place, record, earlier, later in pairs:
        first, last = record[earlier], record[later]
        if first is not None and last is not None and last < first:
            yield Problem((*place, later), f"{last} is before {earlier}, {first}")


def _incomplete(document: Any) -> Iterator[Problem]:
    for collection, field, needed in _NEEDS:
        for record in document[collection]:
            if record[field] is not None and record[needed] is None:
                yield Problem((collection, record["id"], field), f"needs {needed}")


def _contradictory(document: Any) -> Iterator[Problem]:
    """Yield what the file says twice and differently."""
    for country in document["countries"]:
        if country["iso2"] != country["id"].upper():
            yield Problem(
                ("countries", country["id"], "iso2"),
                f"expected {country['id'].upper()}, found {sample(country['iso2'])}",
            )
    exhibition = document["exhibition"]
    present = [
        country["id"]
        for country in document["countries"]
        if country["role"] != "member-without-stand"
    ]
    if sorted(present) != sorted(exhibition["participating_countries"]):
        yield Problem(
            ("exhibition", "participating_countries"),
            f"does not fit the roles of the countries: {', '.join(present)}",
        )
    yield from _clock_problems(exhibition)


def _clock_problems(exhibition: Any) -> Iterator[Problem]:
    venue = exhibition["venue"]
    place = ("exhibition", "venue")
    if venue["timezone"] not in available_timezones():
        yield Problem((*place, "timezone"), f"no time zone {sample(venue['timezone'])}")
        return
    offset = utc_offset(venue["timezone"], exhibition["start_date"])
    if venue["utc_offset"] != offset:
        yield Problem(
            (*place, "utc_offset"),
            f"expected {offset}, found {sample(venue['utc_offset'])}",
        )


def utc_offset(timezone: str, day: str) -> str:
    """Return the offset of a zone at noon of a day, as +04:00."""
    noon = datetime.datetime.fromisoformat(f"{day}T12:00")
    text = f"{noon.replace(tzinfo=ZoneInfo(timezone)):%z}"
    return f"{text[:3]}:{text[3:]}"


def _repeated(document: Any) -> Iterator[Problem]:
    """Yield what may stand only once, though the records have ids of their own."""
    hosts = [
        country["id"]
        for country in document["countries"]
        if country["role"] == "host-and-exhibitor"
    ]
    for country in hosts[1:]:
        yield Problem(("countries", country, "role"), f"{hosts[0]} is the host")
    numbers: dict[str, str] = {}
    for stand in document["stands"]:
        number = (stand["number"] or stand["id"]).upper()
        if numbers.setdefault(number, stand["id"]) != stand["id"]:
            yield Problem(
                ("stands", stand["id"], "number"), f"{numbers[number]} has it too"
            )
    for delegation in document["delegations"]:
        if delegation["head"] in delegation["members"]:
            yield Problem(
                ("delegations", delegation["id"], "members"), "names the head again"
            )
    for visit in document["visits"]:
        yield from _repeated_in_visit(visit)


def _same_slugs(document: Any) -> Iterator[Problem]:
    for collection, prefix in SLUG_PREFIXES.items():
        slugs: dict[str, str] = {}
        for record in document[collection]:
            slug = record["id"].removeprefix(f"{prefix}-")
            if slugs.setdefault(slug, record["id"]) != record["id"]:
                yield Problem(
                    (collection, record["id"], "id"),
                    f"{slugs[slug]} would have the same address",
                )


def _repeated_in_visit(visit: Any) -> Iterator[Problem]:
    for name, field in (("accompanied_by", "person"), ("stands_seen", "order")):
        values = [entry[field] for entry in visit[name]]
        for value in {value for value in values if values.count(value) > 1}:
            yield Problem(
                ("visits", visit["id"], name, field), f"{value} is given twice"
            )
