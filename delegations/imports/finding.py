"""People and delegations that lines mean."""

from typing import Any

from delegations.imports.words import Named, names
from exhibitors.imports.drafts import Draft
from exhibitors.imports.folding import fold
from exhibitors.imports.kinds import references
from exhibitors.imports.kinds.identity import by_key, by_slug, unless_other_key
from exhibitors.imports.vocabulary import word
from exhibitors.imports.work import Work
from exhibitors.models import Organisation


def named(draft: Draft, work: Work, model: Named, field: str, name: str) -> int | None:
    """Return the record with a name, in the line's country where that is known."""
    if key := work.known(word(model, "key", name)):
        return key[0][0]
    matches = work.known(word(model, "name", fold(name)))
    if country := draft.values.get("country"):
        exact = [one for one in matches if one[1] == country]
        matches = exact or [one for one in matches if not one[1]]
    if len(matches) > 1:
        draft.refuse(field, "several_match", text=name, count=len(matches))
    return matches[0][0] if matches else None


def identified(draft: Draft, work: Work, model: Named) -> int | None:
    """Return the line's own record: by key, address, name and country."""
    found = by_key(draft, work, model) or by_slug(draft, work, model)
    for name in names(draft):
        if found is None and not draft.problems:
            found = named(draft, work, model, "name", name)
            found = unless_other_key(draft, work, model, found)
    return found


def found_or_made(draft: Draft, work: Work, model: Any, field: str) -> int | None:
    """Return the person or the delegation that a column names, made on the way.

    None where it names none or several, or where the line has no record.
    """
    name = draft.values.get(field)
    if not name or draft.record is None:
        return None
    found = named(draft, work, model, field, name)
    if draft.problems:
        return None
    return _made(draft, work, model, name) if found is None else found


def _made(draft: Draft, work: Work, model: Any, name: str) -> int:
    draft.also.append({"model": model._meta.label_lower, "label": name})
    return work.make(
        draft,
        model,
        name_en=name,
        country_id=draft.values.get("country"),
        slug=work.slugs.free(work, model, name),
    )


def settle_organisation(draft: Draft, work: Work) -> None:
    """Settle which organisation a line's record belongs to."""
    if name := draft.values.get("organisation"):
        country = draft.values.get("country")
        found = references.organisation(draft, work, "organisation", name, country)
        text = work.text_for(Organisation, found, name)
        draft.set("organisation", "organisation_id", found, text)
