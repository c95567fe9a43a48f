"""The overlay: what no report gives and a demonstration needs, marked illustrative.

It adds values to records of a data file by id and field, and a few records of its
own. It never replaces what the file gives, and it adds no stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from delegations.loading.problems import Problem, sample
from delegations.loading.rules import ids, unresolved
from delegations.loading.shapes import (
    DATE,
    ID,
    OUTLINE,
    POINT,
    POSITIVE,
    TEXT,
    TIMES,
    WORDS,
    ById,
    Fields,
    Listed,
    Maybe,
    Plain,
    Shape,
    Survey,
    To,
    one_of,
)

FORMAT = "expo-overlay-1"

LANGUAGE = Plain(
    "a code of a language as kk",
    lambda value: isinstance(value, str) and value.isalpha() and value.islower(),
)
LANGUAGES = Listed(LANGUAGE, least=2)

HOURS = Fields({"date": DATE, "open": TIMES})

FEATURE = Fields(
    {
        "id": ID,
        "kind": one_of("gate", "door", "wall", "aisle"),
        "name": TEXT,
        "points": Listed(POINT, least=1, may_repeat=True),
        "leads_to": Maybe(To("areas")),
    }
)

FIELDS: dict[str, Shape] = {
    "areas": Fields({}, {"outline": OUTLINE, "features": Listed(FEATURE)}),
    "stands": Fields({}, {"number": WORDS, "outline": OUTLINE}),
    "delegations": Fields({}, {"size": POSITIVE, "language_pairs": Listed(LANGUAGES)}),
    "visits": Fields(
        {},
        {
            "window": TIMES,
            "span": TIMES,
            "meeting_point": TEXT,
            "gate": To("features"),
            "parking": WORDS,
            "cars": WORDS,
            "duty_phone": WORDS,
        },
    ),
}

STOP = Fields({}, {"planned": TIMES, "received_by": To("people")})

MOMENT_KINDS = (
    "arrival",
    "welcome",
    "photograph",
    "press",
    "signing",
    "gift",
    "coffee",
    "prayer",
    "departure",
)

RECORDS = Fields(
    {
        "people": Listed(Fields({"id": ID, "name": TEXT, "title": TEXT})),
        "moments": Listed(
            Fields(
                {
                    "id": ID,
                    "visit": To("visits"),
                    "kind": one_of(*MOMENT_KINDS),
                    "planned": TIMES,
                    "title": TEXT,
                }
            )
        ),
        "interpreters": Listed(
            Fields(
                {
                    "id": ID,
                    "visit": To("visits"),
                    "person": To("people"),
                    "languages": LANGUAGES,
                }
            )
        ),
    }
)

OVERLAY = Fields(
    {
        "format": Plain(f"“{FORMAT}”", lambda value: value == FORMAT),
        "exhibition": To("exhibition"),
        "illustrative": Plain("true", lambda value: value is True),
        "note": WORDS,
        "fields": Fields(
            {},
            {
                "exhibition": ById(
                    "exhibition", Fields({}, {"opening_hours": Listed(HOURS)})
                ),
                **{name: ById(name, shape) for name, shape in FIELDS.items()},
                "stops": ById("visits", ById("stops", STOP)),
            },
        ),
        "records": RECORDS,
    }
)

# Fields of the overlay that fill a field of the file: (collection, field, file's).
_FILLS = (
    ("areas", "outline", "floor_coordinates"),
    ("stands", "number", "number"),
    ("delegations", "size", "size"),
    ("visits", "span", "time"),
)


@dataclass(frozen=True)
class Overlay:
    """The values and records of an overlay; without a file, of none."""

    is_given: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def of(self, collection: str, record: str) -> dict[str, Any]:
        """Return the values for one record, by field."""
        values: dict[str, Any] = self.fields.get(collection, {}).get(record, {})
        return values

    def stop(self, visit: str, order: int) -> dict[str, Any]:
        """Return the values for one stop of a visit."""
        values: dict[str, Any] = self.of("stops", visit).get(str(order), {})
        return values

    def added(self, kind: str) -> list[dict[str, Any]]:
        """Return the records of one kind that the overlay adds."""
        records: list[dict[str, Any]] = self.records.get(kind, [])
        return records


def overlay_of(content: Any) -> Overlay:
    """Return the overlay that a checked file holds."""
    return Overlay(is_given=True, fields=content["fields"], records=content["records"])


def check_overlay(content: Any, document: Any) -> list[Problem]:
    """Return everything that is wrong with an overlay to a checked data file."""
    survey = Survey()
    OVERLAY.look(content, (), survey)
    if survey.problems:
        return sorted(survey.problems)
    known = ids(document)
    known["exhibition"] = {document["exhibition"]["id"]}
    known["people"] |= {person["id"] for person in content["records"]["people"]}
    known["features"] = {
        feature["id"]
        for area in content["fields"].get("areas", {}).values()
        for feature in area.get("features", [])
    }
    stops = [found for found in survey.references if found.collection == "stops"]
    others = [found for found in survey.references if found.collection != "stops"]
    return sorted(
        [
            *unresolved(others, known),
            *(
                Problem(stop.place, "the visit has no stop of this order")
                for stop in stops
                if stop.id not in _orders(document, stop.place[-2])
            ),
            *_replacing(content, document),
            *_timed_without_day(content, document),
            *_numbered_twice(content, document),
            *_added_again(content, document),
        ]
    )


def _orders(document: Any, visit: str) -> set[str]:
    return {
        str(stop["order"])
        for record in document["visits"]
        if record["id"] == visit
        for stop in record["stands_seen"]
    }


def _replacing(content: Any, document: Any) -> Iterator[Problem]:
    for collection, name, filled in _FILLS:
        given = {record["id"]: record[filled] for record in document[collection]}
        for record, values in content["fields"].get(collection, {}).items():
            if name in values and given.get(record) is not None:
                yield Problem(
                    ("fields", collection, record, name),
                    f"the file gives {sample(given[record])}; nothing may replace it",
                )


def _timed_without_day(content: Any, document: Any) -> Iterator[Problem]:
    undated = {record["id"] for record in document["visits"] if not record["date"]}
    fields = content["fields"]
    for visit, values in fields.get("visits", {}).items():
        for name in {"window", "span"} & values.keys():
            if visit in undated:
                yield Problem(
                    ("fields", "visits", visit, name), "the visit has no date"
                )
    for visit in fields.get("stops", {}).keys() & undated:
        yield Problem(("fields", "stops", visit), "the visit has no date")
    for moment in content["records"]["moments"]:
        if moment["visit"] in undated:
            yield Problem(("records", "moments", moment["id"]), "the visit has no date")


def _numbered_twice(content: Any, document: Any) -> Iterator[Problem]:
    numbers = {
        stand["number"].upper(): stand["id"]
        for stand in document["stands"]
        if stand["number"]
    }
    for stand, values in content["fields"].get("stands", {}).items():
        number = values.get("number", stand).upper()
        if numbers.setdefault(number, stand) != stand:
            yield Problem(
                ("fields", "stands", stand, "number"), f"{numbers[number]} has it too"
            )


def _added_again(content: Any, document: Any) -> Iterator[Problem]:
    reported = ids(document)["people"]
    for person in content["records"]["people"]:
        if person["id"] in reported:
            yield Problem(
                ("records", "people", person["id"]), "the file has this record"
            )
