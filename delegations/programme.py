"""The programme: the one query that every export, board and page of a schedule reads.

Rows come out as frozen dataclasses, texts already in the requested language with the
declared fallback, times in the exhibition's zone. Seven queries, however many stops.
"""

from datetime import date
from typing import Any

from django.db.models import Q, TextChoices
from django.utils import translation

from delegations import readings as rows
from delegations.filters import Selection, is_chosen
from delegations.items import Item, Programme, Who
from delegations.models import Engagement, Person, Report, Stop
from delegations.models.delegations import OFF as OFF_WHOLE
from delegations.released import latest_versions, released_items, version_in_words

__all__ = ["OFF", "Selection", "programme"]

OFF = (Stop.Status.CANCELLED, Stop.Status.SKIPPED)
_ROLES = {
    Engagement.Role.RECEIVES: "receiving",
    Engagement.Role.ACCOMPANIES: "accompanying",
    Engagement.Role.INTERPRETS: "interpreting",
}


def programme(selection: Selection) -> Programme:
    """Return the stops of a selection.

    Ordered by time and then precedence; stops without a time follow, by day, visit
    and their order in it.
    """
    with translation.override(selection.language):
        if selection.is_released:
            items, version = _released(selection)
        else:
            items = _Reading(selection, _stops(selection)).items()
            version = ""
        items.sort(key=_when)
        return Programme(
            selection.exhibition,
            selection.exhibition.name,
            selection.language,
            tuple(items),
            version,
            selection.state,
        )


def _released(selection: Selection) -> tuple[list[Item], str]:
    """Return the stops of a selection as they were released, and which version."""
    versions = latest_versions(selection.exhibition, selection.language)
    reported: frozenset[int] | None = None
    if selection.only_reported:
        reports = Report.objects.filter(
            exhibition=selection.exhibition, is_published=True
        )
        reported = frozenset(reports.values_list("visit", flat=True))
    items = [
        item
        for item in released_items(versions)
        if is_chosen(selection, item) and (reported is None or item.visit in reported)
    ]
    days = {item.on for item in items if item.on}
    if selection.day:
        days = {selection.day}
    return items, version_in_words(selection.exhibition, versions, days)


def _stops(selection: Selection) -> list[dict[str, Any]]:
    chosen = rows.plain(Stop).filter(*_conditions(selection))
    if not selection.with_off:
        chosen = chosen.exclude(
            Q(status__in=OFF)
            | Q(visit__status__in=OFF_WHOLE)
            | Q(visit__delegation__status__in=OFF_WHOLE)
        )
    columns: dict[str, rows.Column] = {
        "stop": "pk",
        "uid": "uid",
        "visit": "visit",
        "order": "position",
        "start": "planned__startswith",
        "end": "planned__endswith",
        "kind": "kind",
        "title": rows.text_of("title", selection.language),
        "stand": "stand",
        "bay": "bay",
        "area": rows.text_of("area__name", selection.language),
        "area_id": "area",
        "status": "status",
        "basis": "basis",
        "illustrative": "illustrative",
        "talking_points": "talking_points",
        "note": "note",
    }
    return rows.table(chosen, columns)


def _conditions(selection: Selection) -> list[Q]:
    exact = {
        "visit__delegation": selection.delegation,
        "visit": selection.visit,
        "stand": selection.stand,
        "visit__on": selection.day,
    }
    found = [Q(exhibition=selection.exhibition)]
    found += [Q(**{name: value}) for name, value in exact.items() if value]
    if selection.area:
        at_stand = Q(area=None, stand__area=selection.area)
        found.append(Q(area=selection.area) | at_stand)
    if selection.stands is not None:
        found.append(Q(stand__in=selection.stands))
    if selection.person:
        found.append(_concerns(selection.person))
    if selection.only_reported:
        found.append(Q(visit__report__is_published=True))
    return found


def _concerns(person: Person) -> Q:
    """Return what a person has a duty at, or visits with a delegation."""
    duties = person.engagements.exclude(reply=Engagement.Reply.DECLINED)
    at_stops = duties.filter(stop__isnull=False)
    on_tours = duties.filter(stop__isnull=True)
    own = person.memberships.values("delegation")
    return (
        Q(pk__in=at_stops.values("stop"))
        | Q(visit__in=on_tours.values("visit"))
        | Q(visit__delegation__in=own)
    )


class _Labels:
    """The words of the choices in the language of now, each translated once."""

    def __init__(self) -> None:
        self.kinds = self._words(Stop.Kind)
        self.statuses = self._words(Stop.Status)
        self.bases = self._words(Stop.Basis)

    def _words(self, choices: type[TextChoices]) -> dict[str, str]:
        return {str(value): str(word) for value, word in choices.choices}


_NO_STAND = rows.Shared(
    {
        "stand": "",
        "stand_number": "",
        "stand_slug": "",
        "stand_id": None,
        "stand_kind": "",
        "stand_country_code": "",
        "area": "",
        "area_id": None,
    },
    (),
)


class _Reading:
    """Makes items of stops and of what they name, which is read once for all."""

    def __init__(self, selection: Selection, stops: list[dict[str, Any]]) -> None:
        language = selection.language
        self.stops, self.zone = stops, selection.exhibition.zone
        self.visits = rows.visits({stop["visit"] for stop in stops}, language)
        self.stands = rows.stands({stop["stand"] for stop in stops} - {None}, language)
        self.exhibits = rows.exhibits(self.visits, language)
        self.duties = rows.duties(self.visits, language)
        keys = {visit.fields["delegation_id"] for visit in self.visits.values()}
        self.parties = rows.parties(keys, language)
        self.labels = _Labels()
        self.tours = {key: self._of_tour(key) for key in self.visits}

    def items(self) -> list[Item]:
        """Return an item a stop; one whose visit was deleted meanwhile has none."""
        return [self._item(stop) for stop in self.stops if stop["visit"] in self.visits]

    def _of_tour(self, visit: int) -> tuple[frozenset[int], dict[str, tuple[Who, ...]]]:
        """Return whom a whole tour concerns, and who does what on all of it."""
        on_tour = self.duties.by_role.get((visit, None), {})
        named = {name: tuple(on_tour.get(role, ())) for role, name in _ROLES.items()}
        party = self._party(visit)
        named["head"] = tuple(party.head)
        people = self.duties.people.get((visit, None), set())
        return frozenset(party.people | people), named

    def _party(self, visit: int) -> rows.Party:
        key = self.visits[visit].fields["delegation_id"]
        return self.parties.get(key, rows.Party())

    def _item(self, stop: dict[str, Any]) -> Item:
        key, visit = stop["visit"], self.visits[stop["visit"]]
        stand = self.stands.get(stop["stand"], _NO_STAND)
        exhibits = self.exhibits.get(stop["stop"], ())
        fields = {**visit.fields, **stop, **stand.fields}
        if stop["area_id"]:
            fields.update(area=stop["area"], area_id=stop["area_id"])
        named = stop["title"] or stand.fields["stand"] or ", ".join(exhibits)
        kind = self.labels.kinds[stop["kind"]]
        fields.update(
            start=stop["start"] and stop["start"].astimezone(self.zone),
            end=stop["end"] and stop["end"].astimezone(self.zone),
            kind_label=kind,
            title=named or kind,
            status_label=self.labels.statuses[stop["status"]],
            is_off=visit.is_off or stop["status"] in OFF,
            illustrative=(
                *stop["illustrative"],
                *visit.illustrative,
                *stand.illustrative,
            ),
            basis_label=self.labels.bases.get(stop["basis"], ""),
            exhibits=exhibits,
        )
        return Item(**fields, **self._of_people(key, stop["stop"]))

    def _of_people(self, visit: int, stop: int) -> dict[str, Any]:
        """Return whom a stop concerns, and who does what; the tour's come last."""
        everyone, tour = self.tours[visit]
        here = self.duties.by_role.get((visit, stop))
        if here is None:
            return {"people": everyone, **tour}
        also = {
            name: (*here[role], *tour[name])
            for role, name in _ROLES.items()
            if role in here
        }
        people = everyone | self.duties.people[visit, stop]
        return {"people": people, **tour, **also}


def _when(item: Item) -> tuple[object, ...]:
    rank = item.rank or 10_000
    if item.start:
        return (0, item.start, rank, item.visit, item.order, item.stop)
    return (1, item.on or date.max, rank, item.visit, item.order, item.stop)
