"""Whom a release concerns, and what each of them may see of it.

A person sees what he or she has a part in: who comes with a delegation, accompanies
or interprets sees its stops as an escort does; who receives sees that stop as the
stand does. An account sees the arrivals at the stands that it is host of.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from delegations.confidentiality import masked
from delegations.items import Item
from delegations.models import Feed, Membership, Person
from delegations.releases.differences import Sentence, difference, listing
from delegations.releases.drafts import Draft, Texts
from exhibitors.models import Exhibition, Role, RoleAssignment


@dataclass(frozen=True)
class Concerned:
    """Somebody who is told of a release.

    A person, or an account that has no person of its address; ``stands`` are those
    it is host of. ``sentences`` are in ``language``.
    """

    person: Person | None
    user: Any
    stands: frozenset[int]
    language: str
    sentences: tuple[Sentence, ...] = ()

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"p{self.person.pk}" if self.person else f"u{self.user.pk}"

    @property
    def name(self) -> str:
        """Its name, as entered."""
        return str(self.person or self.user)

    @property
    def email(self) -> str:
        """Its address, "" without one."""
        return str((self.person or self.user).email)


def level(item: Item, person: int) -> str:
    """Return as what a person sees a stop; "" where it is none of theirs."""
    if person not in item.people:
        return ""
    receives = any(who.person == person for who in item.receiving)
    others = (*item.accompanying, *item.interpreting, *item.head)
    on_tour = any(who.person == person for who in others)
    return "stand" if receives and not on_tour else "escort"


def seen_by(
    items: Iterable[Item], person: int | None, stands: frozenset[int]
) -> list[Item]:
    """Return the stops that somebody may see, without what they may not see of them."""
    found: list[Item] = []
    for item in items:
        view = level(item, person) if person else ""
        if not view and item.stand_id in stands:
            view = "stand"
        if view:
            found += masked(view, [item])
    return found


def concerned(draft: Draft, language: str) -> list[Concerned]:
    """Return whom the differences of a draft concern, in the order of their names.

    Each with what they read of it. ``language`` is for those whose own nobody knows.
    """
    people, hosts = _people(draft), _hosts(draft)
    languages = _languages(draft.exhibition, people)
    by_address = {person.email.casefold(): person for person in people if person.email}
    everyone: dict[int, frozenset[int]] = {person.pk: frozenset() for person in people}
    found = []
    for user, stands in hosts:
        person = by_address.get(user.email.casefold())
        if person:
            everyone[person.pk] |= stands
        else:
            found.append(Concerned(None, user, stands, language))
    found += [
        Concerned(person, None, everyone[person.pk], languages.get(person.pk, language))
        for person in people
    ]
    told = _told(draft, found)
    return sorted(told, key=lambda one: (one.name.casefold(), one.key))


def _people(draft: Draft) -> list[Person]:
    keys = {
        person
        for texts in (draft.old, draft.new)
        for item in texts["en"]
        for person in item.people
    }
    return list(Person.objects.of(draft.exhibition).filter(pk__in=keys))


def _hosts(draft: Draft) -> list[tuple[Any, frozenset[int]]]:
    """Return the accounts that are hosts at the stands of a draft, with those."""
    touched = {
        item.stand_id for texts in (draft.old, draft.new) for item in texts["en"]
    }
    roles = _hosting(draft.exhibition).filter(stand__in=touched - {None})
    found: dict[Any, set[int]] = defaultdict(set)
    for role in roles.select_related("user"):
        found[role.user].add(role.stand_id or 0)
    return [(user, frozenset(stands)) for user, stands in found.items()]


def hosted_stands(exhibition: Exhibition, email: str) -> set[int]:
    """Return the stands of which the account with this address is host."""
    if not email:
        return set()
    roles = _hosting(exhibition).filter(user__email__iexact=email)
    return {role.stand_id or 0 for role in roles}


def _hosting(exhibition: Exhibition) -> "QuerySet[RoleAssignment]":
    return RoleAssignment.objects.filter(
        exhibition=exhibition, role=Role.STAND_HOST, user__is_active=True
    )


def _languages(exhibition: Exhibition, people: Iterable[Person]) -> dict[int, str]:
    """Return the languages of people, where a calendar or an embassy says them."""
    keys = [person.pk for person in people]
    embassies = (
        Membership.objects.of(exhibition)
        .filter(person__in=keys, delegation__registration__isnull=False)
        .values_list("person", "delegation__registration__language")
    )
    calendars = (
        Feed.objects.of(exhibition)
        .filter(person__in=keys, revoked_at=None)
        .order_by("pk")
        .values_list(F("person"), "language")
    )
    return {person: code for person, code in [*embassies, *calendars] if person}


def _told(draft: Draft, everyone: Iterable[Concerned]) -> list[Concerned]:
    """Return those for whom something differs, with what."""
    old, new = _Shares(draft.old), _Shares(draft.new)
    found = []
    for one in everyone:
        before, after = old.of(one), new.of(one)
        if draft.last is None:
            sentences = listing(after, one.language)
        else:
            sentences = difference(before, after, one.language, is_own=True)
        if sentences:
            found.append(
                Concerned(
                    one.person, one.user, one.stands, one.language, tuple(sentences)
                )
            )
    return found


class _Shares:
    """The stops of a day by whom they concern, found once for all."""

    def __init__(self, texts: Texts) -> None:
        self.people: dict[tuple[str, int], list[Item]] = defaultdict(list)
        self.stands: dict[tuple[str, int], list[Item]] = defaultdict(list)
        for code, items in texts.items():
            for item in items:
                for person in item.people:
                    self.people[code, person].append(item)
                if item.stand_id:
                    self.stands[code, item.stand_id].append(item)

    def of(self, one: Concerned) -> list[Item]:
        """Return the stops that somebody may see, as they see them."""
        person = one.person.pk if one.person else None
        mine = {
            item.stop: item
            for stand in one.stands
            for item in self.stands[one.language, stand]
        }
        if person:
            mine |= {item.stop: item for item in self.people[one.language, person]}
        return seen_by(mine.values(), person, one.stands)
