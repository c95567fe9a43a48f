"""Lists of stands."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from exhibitors.imports.drafts import Draft
from exhibitors.imports.fields import Field, Kind
from exhibitors.imports.folding import fold
from exhibitors.imports.kinds import common, references
from exhibitors.imports.kinds.halls import part_hall
from exhibitors.imports.kinds.identity import by_key, by_slug, unless_other_key
from exhibitors.imports.kinds.presences import attend, presence_words
from exhibitors.imports.naming import slug_word
from exhibitors.imports.parsing import numbers, texts
from exhibitors.imports.parsing.places import number_code, place_of
from exhibitors.imports.vocabulary import word
from exhibitors.imports.work import Work
from exhibitors.models import Area, Exhibitor, Organisation, Sector, Stand
from exhibitors.models.stands import MOST_BAYS

FIELDS = (
    common.KEY,
    common.SLUG,
    Field(
        "number",
        _("number"),
        texts.text(80),
        (*common.STAND_WORDS, "number", "no", "номер", "nömrə"),
        column="number",
    ),
    common.HALL,
    Field(
        "name",
        _("name"),
        texts.text(200),
        (*common.NAME_WORDS, "stand name", "название стенда", "stendin adı"),
        column="name",
        is_translated=True,
    ),
    Field(
        "kind",
        _("kind"),
        texts.choice(Stand.Kind, {"open air": "open-air", "company": "organisation"}),
        ("kind", "type", "stand type", "тип", "вид", "тип стенда", "növ", "tip"),
        column="kind",
    ),
    common.COUNTRY,
    Field(
        "company",
        _("main exhibitor"),
        texts.text(300),
        (*common.COMPANY_WORDS, "main exhibitor"),
        weight=0.3,
    ),
    Field(
        "parent",
        _("inside stand"),
        texts.text(80),
        ("parent", "inside stand", "part of", "внутри стенда", "в составе"),
    ),
    common.DESCRIPTION,
    Field(
        "area_m2",
        _("size, m²"),
        numbers.size,
        (
            "size",
            "area m2",
            "size m2",
            "sqm",
            "sq m",
            "m2",
            "square",
            "площадь",
            "площадь м2",
            "кв м",
            "м2",
            "sahə m2",
            "sahəsi",
            "alan",
        ),
        column="area_m2",
    ),
    Field(
        "place",
        _("place in words"),
        texts.text(200),
        ("place", "place in words", "расположение", "yerləşmə"),
        column="place",
        is_translated=True,
    ),
    Field(
        "bays",
        _("bays"),
        numbers.whole(1, MOST_BAYS),
        ("bays", "groups at once", "мест для групп"),
        column="bays",
    ),
    common.SECTORS,
    common.NOTE,
    common.PUBLISHED,
)


def _words(draft: Draft) -> Iterator[str]:
    part_hall(draft, "number")
    values = draft.values
    for way in ("key", "slug"):
        if way in values:
            yield word(Stand, way, values[way])
    if "number" in values:
        hall, number = place_of(values["number"])
        yield from references.stand_words(hall or values.get("hall", ""), number)
    elif "hall" in values:
        yield from references.hall_words(values["hall"])
    for name in _names(draft):
        yield word(Stand, "name", fold(name))
        yield slug_word(Stand, name)
    if "company" in values:
        yield from references.organisation_words(values["company"])
    if "parent" in values:
        yield from references.stand_words("", place_of(values["parent"])[1])
    yield from references.sector_words(values.get("sectors", ()))


def _names(draft: Draft) -> list[str]:
    found = (draft.values.get(f"name{end}") for end in ("", "_en", "_ru", "_az"))
    return [name for name in found if name]


def _more_words(draft: Draft, work: Work) -> Iterator[str]:
    organisations = work.candidates(draft, Organisation)
    yield from presence_words(organisations, work.candidates(draft, Stand))


def _resolve(draft: Draft, work: Work) -> None:
    values = draft.values
    if work.scope.home:
        values.setdefault("country", work.scope.home)
    if "number" in values:
        hall, number = place_of(values["number"])
        hall = hall or values.get("hall", "")
    else:
        hall, number = values.get("hall", ""), ""
    if len(number) > 40:
        draft.refuse("number", "too_long", length=len(number), most=40)
    area_id = references.area(draft, work, hall)
    if area_id is not None:
        draft.set("hall", "area_id", area_id, work.text_for(Area, area_id, hall))
    if number:
        _number(draft, work, area_id, hall, number)
    elif not _names(draft) and "key" not in values:
        draft.refuse("number", "needs_number_or_name")
    if "parent" in values:
        _parent(draft, work, values["parent"])


def _number(
    draft: Draft, work: Work, area_id: int | None, hall: str, number: str
) -> None:
    """Settle the number, and keep in mind which stand has it."""
    found, free = references.stand_at(draft, work, area_id, hall, number)
    kept = _number_of(work, found)
    if kept and number_code(kept) in (
        number_code(number),
        number_code(references.qualified(hall, number)) if hall else "",
        number_code(number.rsplit("/", 1)[-1]),
    ):
        free = kept  # written in another way, with its hall or without
    draft.record = found
    draft.set("number", "number", free)


def _number_of(work: Work, record: int | None) -> str:
    """Return the number that a stand has, or that lines before have given it."""
    if record is None:
        return ""
    claims = work.claims.get(record)
    if claims and "number" in claims[1]:
        return str(claims[1]["number"])
    row = work.row(Stand, record)
    return str(row.number) if row is not None else ""


def _parent(draft: Draft, work: Work, text: str) -> None:
    found, _free = references.stand_at(draft, work, None, "", place_of(text)[1])
    if found is None and not draft.problems:
        draft.refuse("parent", "no_such_stand", text=text)
    elif found is not None and not work.is_own(Stand, found):
        draft.refuse("parent", "stand_outside_scope", text=text)
    elif found is not None:
        draft.set("parent", "parent_id", found, work.text_for(Stand, found, text))


def _identify(draft: Draft, work: Work) -> int | None:
    at_number, draft.record = draft.record, None
    found = by_key(draft, work, Stand) or by_slug(draft, work, Stand)
    if found is None and at_number is None and "number" not in draft.settings:
        found = _by_name(draft, work)
    is_other = unless_other_key(draft, work, Stand, at_number) is None
    if at_number is not None and (is_other or found not in (None, at_number)):
        draft.refuse("number", "number_taken", text=draft.values["number"])
    return found or at_number


def _by_name(draft: Draft, work: Work) -> int | None:
    for name in _names(draft):
        matches = work.known(word(Stand, "name", fold(name)))
        if len(matches) > 1:
            draft.refuse("name", "several_match", text=name, count=len(matches))
        elif matches:
            return matches[0][0]
    return None


def _is_home(draft: Draft, work: Work) -> bool:
    return draft.values.get("country") in work.scope.countries


def _attach(draft: Draft, work: Work) -> bool:
    name = draft.values.get("company")
    is_new = False
    if name and draft.record is not None:
        country = draft.values.get("country")
        found = references.organisation(draft, work, "company", name, country)
        if found is not None:
            text = str(draft.values.get("number", ""))
            role = Exhibitor.Role.MAIN
            is_new = attend(draft, work, found, draft.record, role, text)
    return references.link_sectors(draft, work, Stand.sectors.through) or is_new


STANDS = Kind(
    name="stands",
    label=_("stands"),
    model=Stand,
    fields=FIELDS,
    references=(Area, Organisation, Sector, Exhibitor),
    may=common.may_read_in,
    words=_words,
    more_words=_more_words,
    resolve=_resolve,
    identify=_identify,
    is_home=_is_home,
    attach=_attach,
    mark="number",
    listed_as=(
        "stands",
        "booths",
        "stalls",
        "стенды",
        "stendlər",
    ),
)
