"""Which words people, delegations and memberships are known by."""

from collections.abc import Iterator

from delegations.models import Delegation, Membership, Person
from exhibitors.imports.drafts import Draft
from exhibitors.imports.folding import fold
from exhibitors.imports.naming import slug_word
from exhibitors.imports.vocabulary import (
    Said,
    Values,
    in_languages,
    keyed,
    names_of,
    register_words,
    word,
)

_COLUMNS = ("key", "slug", *in_languages("name"), "country_id")
Named = type[Person] | type[Delegation]


def membership_word(delegation: int, person: int) -> str:
    """Return by what a membership is known."""
    return word(Membership, "of", f"{delegation}|{person}")


def head_word(delegation: int) -> str:
    """Return by what the head of a delegation is known."""
    return word(Membership, "head", delegation)


def named_words(model: Named, name: str) -> Iterator[str]:
    """Yield what a person or a delegation may be known by."""
    yield word(model, "key", name)
    yield word(model, "name", fold(name))
    yield slug_word(model, name)


def own_words(model: Named, draft: Draft) -> Iterator[str]:
    """Yield what the record of a line may be known by."""
    for way in ("key", "slug"):
        if way in draft.values:
            yield word(model, way, draft.values[way])
    for name in names(draft):
        yield from named_words(model, name)


def names(draft: Draft) -> list[str]:
    """Return the names that a line gives, in all languages."""
    found = (draft.values.get(f"name{end}") for end in ("", "_en", "_ru", "_az"))
    return [name for name in found if name]


def _person(values: Values) -> Iterator[Said]:
    yield from keyed(Person, values)
    for name in {fold(name) for name in names_of(values)}:
        yield word(Person, "name", name), values.get("country_id") or ""


def _delegation(values: Values) -> Iterator[Said]:
    yield from keyed(Delegation, values)
    for name in {fold(name) for name in names_of(values)}:
        yield word(Delegation, "name", name), values.get("country_id") or ""


def _membership(values: Values) -> Iterator[Said]:
    delegation, person = values["delegation_id"], values["person_id"]
    yield membership_word(delegation, person), values["role"]
    if values["role"] == Membership.Role.HEAD:
        yield head_word(delegation), str(person)


def register_all_words() -> None:
    """Make known how the records of this app are found."""
    register_words(Person, _COLUMNS, _person)
    register_words(Delegation, _COLUMNS, _delegation)
    register_words(Membership, ("delegation_id", "person_id", "role"), _membership)
