"""The members of an accepted registration: people, their places, their order."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from delegations.models import Delegation, Membership, Person, Registration
from exhibitors.slugs import free_slug

if TYPE_CHECKING:
    from delegations.rows import Row

TEXTS = ("title", "form_of_address")
HEAD, MEMBER = Membership.Role.HEAD, Membership.Role.MEMBER


class Members:
    """Takes over the members that were sent in.

    People are found by their exact names among the members; one who is in another
    delegation too is left as that one has them. Members whom only officers entered
    stay, after the others.
    """

    def __init__(
        self,
        registration: Registration,
        delegation: Delegation,
        sent: Mapping[str, Any],
        known: Mapping[str, Any] | None,
    ) -> None:
        self.registration, self.delegation = registration, delegation
        self.sent: list[dict[str, str]] = list(sent.get("members") or ())
        former = (known or {}).get("members") or ()
        self.former = {row["name"]: row for row in former}
        self.is_reordered = [row["name"] for row in self.sent] != list(self.former)
        self.rows: list[Row] = []
        self.removed: list[Row] = []
        self.slugs: set[str] = set()

    def take(self) -> None:
        """Write the people; set ``rows`` and ``removed`` for the schedule."""
        present = self._present()
        named: list[Membership] = []
        for row in self.sent:
            member = present.get(row["name"])
            if member is None and self.former.get(row["name"]) == row:
                # Officers took them out since, and the embassy says nothing new.
                continue
            member = member or Membership(delegation=self.delegation, role=MEMBER)
            self._take_person(member, row)
            if self._changed(row, "role"):
                member.role = row["role"]
            named.append(member)
        others = self._others(present, named)
        self._leave_one_head(named, others)
        if self.is_reordered:
            for place, member in enumerate([*named, *others], start=1):
                member.position = place
        self.rows = [*named, *others]

    def _present(self) -> dict[str, Membership]:
        """Return the members by each name they have."""
        if not self.delegation.pk:
            return {}
        rows = self.delegation.memberships.select_related("person")
        return {name: row for row in rows for name in _names(row.person)}

    def _changed(self, row: Mapping[str, str], name: str) -> bool:
        former = self.former.get(row["name"])
        return former is None or former.get(name) != row.get(name)

    def _take_person(self, member: Membership, row: Mapping[str, str]) -> None:
        language = self.registration.language
        person = member.person if member.person_id else self._new_person(row["name"])
        texts = {name: f"{name}_{language}" for name in TEXTS}
        texts["name_as_written"] = "name_as_written"
        taken = {
            column: row[name]
            for name, column in texts.items()
            if row.get(name) and self._changed(row, name)
        }
        if taken and not self._is_shared(person):
            for column, text in taken.items():
                setattr(person, column, text)
            person.save()
        elif not person.pk:
            person.save()
        member.person = person

    def _new_person(self, name: str) -> Any:
        people = Person.objects.of(self.registration.exhibition)
        slug = free_slug(people, name, self.slugs)
        self.slugs.add(slug)
        person: Any = Person(
            exhibition=self.registration.exhibition,
            country=self.registration.country,
            slug=slug,
        )
        # Printed in every language, by falling back to English.
        person.name_en = name
        return person

    def _is_shared(self, person: Person) -> bool:
        rows = Membership.objects.filter(person=person.pk)
        return bool(person.pk) and rows.exclude(delegation=self.delegation.pk).exists()

    def _others(
        self, present: Mapping[str, Membership], named: list[Membership]
    ) -> list[Membership]:
        """Return the members that were not sent in; those who left are removed."""
        keys = {member.pk for member in named}
        others = {m.pk: m for m in present.values() if m.pk not in keys}
        left = [
            member
            for member in others.values()
            if not self.former.keys().isdisjoint(_names(member.person))
        ]
        self.removed = list(left)
        return [member for member in others.values() if member not in left]

    def _leave_one_head(
        self, named: list[Membership], others: list[Membership]
    ) -> None:
        """Let the head whom the embassy names now be the only one."""
        heads = [member for member in named if member.role == HEAD]
        said = {row["name"] for row in self.sent if row.get("role") == HEAD}
        chosen = [m for m in heads if said & _names(m.person)]
        for member in [*named, *others] if chosen else []:
            if member.role == HEAD and member is not chosen[0]:
                member.role = MEMBER


def _names(person: Person) -> set[str]:
    """Return the names by which a person is found."""
    texts = (person.name_en, person.name_ru, person.name_az)  # type: ignore[attr-defined]
    return {text for text in texts if text}
