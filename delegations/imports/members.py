"""Memberships that lists of people and of delegations bring."""

from collections.abc import Iterable, Iterator

from delegations.imports.words import head_word, membership_word
from delegations.models import Membership
from exhibitors.imports.drafts import Draft
from exhibitors.imports.work import Work


def member_words(delegations: Iterable[int], persons: Iterable[int]) -> Iterator[str]:
    """Yield what the memberships of people in delegations are known by."""
    people = list(persons)
    for delegation in delegations:
        yield head_word(delegation)
        for person in people:
            yield membership_word(delegation, person)


def join(
    draft: Draft, work: Work, delegation: int, person: int, role: str, text: str
) -> bool:
    """Let a person be a member of a delegation; return whether that is new."""
    draft.mentions.add(delegation)
    if work.known(membership_word(delegation, person)):
        return False
    heads = work.known(head_word(delegation))
    if role == Membership.Role.HEAD and heads:
        draft.refuse("role", "head_taken", text=text)
        return False
    draft.also.append({"model": "delegations.membership", "label": text})
    work.make(draft, Membership, delegation_id=delegation, person_id=person, role=role)
    return True
