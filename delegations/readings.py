"""The rows that a programme is made of, as plain values.

Each subject is one query, whatever it serves: only the columns that are needed, texts
already in one language. Ten thousand stops as instances of models, with every text in
every language, take longer than all that is done with them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, Lower, NullIf
from modeltranslation.utils import build_localized_fieldname, resolution_order

from delegations.items import Who
from delegations.models import (
    Engagement,
    LanguagePair,
    Membership,
    Person,
    Stop,
    Visit,
)
from delegations.models.delegations import OFF
from exhibitors.models import Stand

# What lists show of a visit or a stand, and therefore mark as illustrative.
_SHOWN_OF_VISIT = {"meeting_point", "gate", "cars", "parking", "duty_phone", "span"}
_SHOWN_OF_STAND = {"number"}

Column = str | Combinable
Key = tuple[int, int | None]


def text_of(path: str, language: str) -> Coalesce:
    """Return a translated text in a language, with its fallback; "" without any."""
    text: TextField[str, str] = TextField()
    names = [
        NullIf(F(build_localized_fieldname(path, code)), Value(""), output_field=text)
        for code in resolution_order(language)
    ]
    return Coalesce(*names, Value(""), output_field=text)


def plain(model: type[Model]) -> "QuerySet[Any]":
    """Return all rows of a model, without the magic of translated columns."""
    return QuerySet(model)


def table(rows: "QuerySet[Any]", columns: dict[str, Column]) -> list[dict[str, Any]]:
    """Return rows as dictionaries: the values of columns by their new names."""
    return [
        dict(zip(columns, row, strict=True))
        for row in rows.values_list(*columns.values())
    ]


@dataclass(frozen=True)
class Shared:
    """What stops of one visit, or at one stand, have in common.

    ``fields`` are those of an item.
    """

    fields: dict[str, Any]
    illustrative: tuple[str, ...]
    is_off: bool = False


@dataclass(frozen=True)
class Duties:
    """Who does what, by visit and stop; None stands for the whole tour."""

    by_role: dict[Key, dict[str, list[Who]]]
    people: dict[Key, set[int]]


def visits(keys: Collection[int], language: str) -> dict[int, Shared]:
    """Return the visits with these keys."""
    columns: dict[str, Column] = {
        "visit": "pk",
        "visit_name": text_of("name", language),
        "on": "on",
        "delegation": text_of("delegation__name", language),
        "delegation_slug": "delegation__slug",
        "delegation_id": "delegation",
        "country": text_of("delegation__country__name", language),
        "country_code": Lower(Coalesce("delegation__country", Value(""))),
        "size": "delegation__size",
        "rank": "delegation__rank",
        "languages": ArraySubquery(_language_pairs()),
        "meeting_point": text_of("meeting_point", language),
        "gate": text_of("gate__name", language),
        "parking": "parking",
        "cars": "cars",
        "duty_phone": "duty_phone",
        "_status": "status",
        "_of_all": "delegation__status",
        "_made_up": "illustrative",
    }
    rows = table(plain(Visit).filter(pk__in=keys), columns)
    return {row["visit"]: _visit(row) for row in rows}


def _language_pairs() -> "QuerySet[Any]":
    rows = plain(LanguagePair).filter(delegation=OuterRef("delegation"))
    pair = Concat("spoken", Value("–"), "understood")
    return rows.order_by("spoken", "understood").values_list(pair)


def _visit(row: dict[str, Any]) -> Shared:
    states = row.pop("_status"), row.pop("_of_all")
    made_up = _marked("visit", row.pop("_made_up"), _SHOWN_OF_VISIT)
    row["visit_name"] = row["visit_name"] or row["delegation"]
    row["languages"] = tuple(row["languages"])
    return Shared(row, made_up, any(state in OFF for state in states))


def _marked(of: str, names: Iterable[str], shown: set[str]) -> tuple[str, ...]:
    return tuple(f"{of}.{name}" for name in names if name in shown)


def stands(keys: Collection[int], language: str) -> dict[int, Shared]:
    """Return the stands with these keys, each with its area."""
    columns: dict[str, Column] = {
        "stand": text_of("name", language),
        "stand_number": "number",
        "stand_slug": "slug",
        "stand_id": "pk",
        "stand_kind": "kind",
        "stand_country_code": Lower(Coalesce("country", Value(""))),
        "area": text_of("area__name", language),
        "area_id": "area",
        "_made_up": "illustrative",
    }
    rows = table(plain(Stand).filter(pk__in=keys), columns)
    return {
        row["stand_id"]: Shared(
            row, _marked("stand", row.pop("_made_up"), _SHOWN_OF_STAND)
        )
        for row in rows
    }


def exhibits(keys: Collection[int], language: str) -> dict[int, tuple[str, ...]]:
    """Return the names of what is shown at each stop of visits, in their order."""
    rows = plain(Stop.exhibits.through).filter(stop__visit__in=keys)
    found: dict[int, list[str]] = defaultdict(list)
    for stop, name in rows.order_by("exhibit__position", "exhibit").values_list(
        "stop", text_of("exhibit__name", language)
    ):
        found[stop].append(name)
    return {stop: tuple(names) for stop, names in found.items()}


def duties(keys: Collection[int], language: str) -> Duties:
    """Return who does what on visits, in their order; who declined does nothing."""
    columns = "visit", "stop", "role", "person", "duty", "languages"
    rows = list(
        plain(Engagement)
        .filter(visit__in=keys)
        .exclude(reply=Engagement.Reply.DECLINED)
        .order_by("visit", "position", "pk")
        .values_list(*columns)
    )
    names = _people({row[3] for row in rows}, language)
    known: dict[tuple[int, str, str], Who] = {}
    found = Duties({}, {})
    for visit, stop, role, person, duty, spoken in rows:
        who = known.get((person, duty, spoken))
        if who is None:
            who = Who(**names[person], duty=duty, languages=spoken, person=person)
            known[person, duty, spoken] = who
        here = found.by_role.setdefault((visit, stop), {})
        here.setdefault(role, []).append(who)
        found.people.setdefault((visit, stop), set()).add(person)
    return found


def _people(keys: Collection[int], language: str) -> dict[int, dict[str, str]]:
    columns: dict[str, Column] = {
        "name": text_of("name", language),
        "title": text_of("title", language),
        "form_of_address": text_of("form_of_address", language),
        "_key": "pk",
    }
    rows = table(plain(Person).filter(pk__in=keys), columns)
    return {row.pop("_key"): row for row in rows}


@dataclass(frozen=True)
class Party:
    """Who comes with a delegation: all of them by key, and who leads it."""

    people: set[int] = field(default_factory=set)
    head: list[Who] = field(default_factory=list)


def parties(keys: Collection[int], language: str) -> dict[int, Party]:
    """Return who comes with the delegations that have these keys."""
    columns: dict[str, Column] = {
        "delegation": "delegation",
        "person": "person",
        "role": "role",
        "name": text_of("person__name", language),
        "title": text_of("person__title", language),
        "form_of_address": text_of("person__form_of_address", language),
    }
    found: dict[int, Party] = defaultdict(Party)
    for row in table(plain(Membership).filter(delegation__in=keys), columns):
        party = found[row.pop("delegation")]
        party.people.add(row["person"])
        if row.pop("role") == Membership.Role.HEAD:
            party.head.append(Who(**row))
    return found
