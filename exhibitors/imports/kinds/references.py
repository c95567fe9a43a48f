"""What lines refer to: halls, stands, organisations, sectors; found, or made."""

from collections.abc import Iterable, Iterator
from typing import Any

from exhibitors.imports.drafts import Draft
from exhibitors.imports.folding import fold, fold_name
from exhibitors.imports.naming import slug_word
from exhibitors.imports.parsing.places import hall_code, number_code
from exhibitors.imports.vocabulary import word
from exhibitors.imports.work import Match, Work
from exhibitors.models import Area, Organisation, Sector, Stand

_OUTSIDE = ("open", "outdoor", "открыт", "уличн", "aciq", "acik")


# Words to look up before


def hall_words(hall: str) -> Iterator[str]:
    """Yield what a hall may be known by."""
    yield word(Area, "key", hall)
    yield word(Area, "hall", hall_code(hall))
    yield slug_word(Area, hall)


def stand_words(hall: str, number: str) -> Iterator[str]:
    """Yield what a stand may be known by."""
    yield word(Stand, "key", number)
    yield word(Stand, "number", number_code(number))
    yield slug_word(Stand, number)
    if hall:
        yield from hall_words(hall)
        yield word(Stand, "number", number_code(qualified(hall, number)))
        yield slug_word(Stand, qualified(hall, number))
    elif "/" in number:
        before, after = number.rsplit("/", 1)
        yield word(Area, "hall", hall_code(before))
        yield word(Stand, "number", number_code(after))
    else:
        yield word(Stand, "name", fold(number))


def organisation_words(name: str) -> Iterator[str]:
    """Yield what an organisation may be known by."""
    yield word(Organisation, "key", name)
    yield word(Organisation, "name", fold_name(name))
    yield slug_word(Organisation, name)


def sector_words(names: Iterable[str]) -> Iterator[str]:
    """Yield what sectors may be known by."""
    for name in names:
        yield word(Sector, "key", name)
        yield word(Sector, "name", fold(name))
        yield slug_word(Sector, name)


def qualified(hall: str, number: str) -> str:
    """Return the number of a stand with its hall, as in “8.2/B-14”."""
    code = hall_code(hall).replace(" ", ".").upper()
    return f"{code}/{number}"[:40]


# Finding and making


def _only(draft: Draft, field: str, matches: list[Match], text: str) -> int | None:
    """Return the one record that is meant; two are one too many."""
    if len(matches) > 1:
        draft.refuse(field, "several_match", text=text, count=len(matches))
    return matches[0][0] if matches else None


def area(draft: Draft, work: Work, hall: str) -> int | None:
    """Return the area of a hall, made where there is none."""
    if not hall:
        return None
    for one in list(hall_words(hall))[:2]:
        if matches := work.known(one):
            return _only(draft, "hall", matches, hall)
    if not work.scope.may_make(Area):
        draft.refuse("hall", "may_not_make_area", text=hall)
        return None
    name = hall if any(sign.isalpha() for sign in hall) else f"Hall {hall}"
    is_outside = any(sign in fold(hall) for sign in _OUTSIDE)
    draft.also.append({"model": "exhibitors.area", "label": name})
    return work.make(
        draft,
        Area,
        name_en=name,
        slug=work.slugs.free(work, Area, name),
        kind=Area.Kind.OPEN_AIR if is_outside else Area.Kind.HALL,
    )


def stand_at(
    draft: Draft, work: Work, area_id: int | None, hall: str, number: str
) -> tuple[int | None, str]:
    """Return the stand with a number in a hall, and the number that is free for it.

    A number that another hall has already is free with the hall before it only.
    """
    if key := work.known(word(Stand, "key", number)):
        return _only(draft, "stand", key, number), number
    matches = work.known(word(Stand, "number", number_code(number)))
    here = [one for one in matches if not area_id or one[1] in ("", str(area_id))]
    if not here and hall:
        whole = qualified(hall, number)
        here = work.known(word(Stand, "number", number_code(whole)))
        number = whole if matches else number
    elif not here and "/" in number:
        here = _within_hall(work, number)
    if not here and not hall:
        here = work.known(word(Stand, "name", fold(number)))
    return _only(draft, "stand", here, number), number


def _within_hall(work: Work, number: str) -> list[Match]:
    """Return the stand “B-14” in the hall “8.2” that is written “8.2/B-14”."""
    before, after = number.rsplit("/", 1)
    halls = {str(pk) for pk, _note in work.known(word(Area, "hall", hall_code(before)))}
    known = work.known(word(Stand, "number", number_code(after)))
    return [one for one in known if one[1] in halls]


def stand(
    draft: Draft, work: Work, place: tuple[str, str], **columns: Any
) -> int | None:
    """Return the stand at a place, made where there is none; None where refused."""
    hall, number = place
    if len(number) > 40:
        draft.refuse("stand", "too_long", length=len(number), most=40)
        return None
    area_id = area(draft, work, hall)
    found, number = stand_at(draft, work, area_id, hall, number)
    if draft.problems:
        return None
    if found is not None:
        if not work.is_own(Stand, found):
            draft.refuse("stand", "stand_outside_scope", text=number)
            return None
        return found
    if not work.scope.may_make(Stand, columns.get("country_id")):
        draft.refuse("stand", "may_not_make_stand", text=number)
        return None
    return make_stand(draft, work, number, area_id=area_id, **columns)


def make_stand(draft: Draft, work: Work, number: str, **columns: Any) -> int:
    """Make a stand that a line of another kind names."""
    columns.setdefault("name_en", number)
    draft.also.append({"model": "exhibitors.stand", "label": number})
    slug = work.slugs.free(work, Stand, number)
    return work.make(draft, Stand, number=number, slug=slug, **columns)


def organisation_named(
    draft: Draft, work: Work, field: str, name: str, country: str | None
) -> int | None:
    """Return the organisation of a name, in a country where that is known.

    One without a country may be meant by a line with one, and the other way round.
    """
    if key := work.known(word(Organisation, "key", name)):
        return _only(draft, field, key, name)
    matches = work.known(word(Organisation, "name", fold_name(name)))
    if country:
        exact = [one for one in matches if one[1] == country]
        matches = exact or [one for one in matches if not one[1]]
    return _only(draft, field, matches, name)


def organisation(
    draft: Draft, work: Work, field: str, name: str, country: str | None
) -> int | None:
    """Return the organisation of a name, made where there is none."""
    found = organisation_named(draft, work, field, name, country)
    if found is not None or draft.problems:
        return found
    country = country or work.scope.home
    if not work.scope.may_make(Organisation, country):
        draft.refuse(field, "may_not_make_organisation", text=name)
        return None
    draft.also.append({"model": "exhibitors.organisation", "label": name})
    slug = work.slugs.free(work, Organisation, name)
    return work.make(draft, Organisation, name_en=name, country_id=country, slug=slug)


def link_sectors(draft: Draft, work: Work, through: Any) -> bool:
    """Link the line's record to the sectors it names; return whether any is new.

    Of several lines for a record that this list makes, the first one decides.
    """
    record = draft.record or 0
    if record in work.claims and work.ids.is_made(work.main, record):
        return False
    links = set(work.links(record))
    is_new = False
    for name in draft.values.get("sectors", ()):
        found = _sector(draft, work, name)
        if found is None or found in links:
            continue
        column = f"{work.main._meta.model_name}_id"
        work.make(draft, through, **{column: record, "sector_id": found})
        links.add(found)
        draft.also.append({"model": "exhibitors.sector", "label": name})
        is_new = True
    if is_new and work.is_shown(record):
        draft.refuse("sectors", "published_already")
    work.link(record, links)
    return is_new


def _sector(draft: Draft, work: Work, name: str) -> int | None:
    for one in list(sector_words([name]))[:2]:
        if matches := work.known(one):
            return _only(draft, "sectors", matches, name)
    if not work.scope.may_make(Sector):
        draft.refuse("sectors", "may_not_make_sector", text=name)
        return None
    slug = work.slugs.free(work, Sector, name)
    return work.make(draft, Sector, name_en=name, slug=slug)
