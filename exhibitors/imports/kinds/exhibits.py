"""Lists of exhibits: things shown, by whom and where."""

from collections.abc import Iterator
from itertools import product

from django.utils.translation import gettext_lazy as _

from exhibitors.imports.drafts import Draft
from exhibitors.imports.fields import Field, Kind
from exhibitors.imports.kinds import common, references
from exhibitors.imports.kinds.halls import part_hall
from exhibitors.imports.kinds.identity import by_key, by_slug, unless_other_key
from exhibitors.imports.naming import slug_word
from exhibitors.imports.parsing import numbers, texts
from exhibitors.imports.parsing.places import places_of
from exhibitors.imports.vocabulary import exhibit_word, word
from exhibitors.imports.work import Work
from exhibitors.models import Area, Exhibit, Organisation, Sector, Stand

FIELDS = (
    common.KEY,
    common.SLUG,
    Field(
        "name",
        _("name"),
        texts.text(300),
        (
            *common.NAME_WORDS,
            "exhibit",
            "exhibit name",
            "product",
            "product name",
            "item",
            "экспонат",
            "название экспоната",
            "наименование экспоната",
            "продукт",
            "продукция",
            "изделие",
            "eksponat",
            "eksponatın adı",
            "məhsul",
            "ürün",
        ),
        column="name",
        is_required=True,
        is_translated=True,
    ),
    Field(
        "kind",
        _("kind"),
        texts.choice(Exhibit.Kind),
        ("kind", "type", "тип", "вид", "növ", "tip"),
        column="kind",
    ),
    common.DESCRIPTION,
    common.COUNTRY,
    Field("stand", _("stand"), texts.text(200), common.STAND_WORDS),
    common.HALL,
    Field(
        "maker",
        _("maker or issuer"),
        texts.text(300),
        (
            *common.COMPANY_WORDS,
            "maker",
            "producer",
            "manufacturer",
            "issuer",
            "производитель",
            "изготовитель",
            "istehsalçı",
            "üretici",
        ),
        weight=0.5,
    ),
    Field(
        "maker_role",
        _("role of the maker"),
        texts.choice(Exhibit.MakerRole),
        ("maker role", "роль изготовителя"),
        column="maker_role",
    ),
    Field(
        "quantity",
        _("quantity"),
        numbers.whole(1, 2_000_000_000),
        ("quantity", "qty", "pieces", "количество", "кол во", "шт", "sayı", "miqdar"),
        column="quantity",
    ),
    Field(
        "quantity_note",
        _("note on the quantity"),
        texts.long_text,
        ("quantity note", "note on the quantity", "примечание к количеству"),
        column="quantity_note",
    ),
    common.SECTORS,
    common.PUBLISHED,
)


def _names(draft: Draft) -> list[str]:
    found = (draft.values.get(f"name{end}") for end in ("", "_en", "_ru", "_az"))
    return [name for name in found if name]


def _words(draft: Draft) -> Iterator[str]:
    part_hall(draft, "stand")
    values = draft.values
    for way in ("key", "slug"):
        if way in values:
            yield word(Exhibit, way, values[way])
    for name in _names(draft):
        yield slug_word(Exhibit, name)
    if "stand" in values:
        for hall, number in places_of(values["stand"]):
            yield from references.stand_words(hall or values.get("hall", ""), number)
    elif "hall" in values:
        yield from references.hall_words(values["hall"])
    if "maker" in values:
        yield from references.organisation_words(values["maker"])
    yield from references.sector_words(values.get("sectors", ()))


def _more_words(draft: Draft, work: Work) -> Iterator[str]:
    stands = (None, *work.candidates(draft, Stand))
    makers = (None, *work.candidates(draft, Organisation))
    for name, stand, maker in product(_names(draft), stands, makers):
        yield exhibit_word(name, stand, maker)


def _resolve(draft: Draft, work: Work) -> None:
    values = draft.values
    if work.scope.home:
        values.setdefault("country", work.scope.home)
    if "stand" in values:
        _stand(draft, work, values["stand"])
    elif "hall" in values:
        area_id = references.area(draft, work, values["hall"])
        text = work.text_for(Area, area_id, values["hall"])
        draft.set("hall", "area_id", area_id, text)
    if "maker" in values:
        country = values.get("country")
        maker = references.organisation(draft, work, "maker", values["maker"], country)
        text = work.text_for(Organisation, maker, values["maker"])
        draft.set("maker", "maker_id", maker, text)
    elif "maker_role" in values:
        draft.refuse("maker_role", "needs_maker")


def _stand(draft: Draft, work: Work, text: str) -> None:
    places = [place for place in places_of(text) if place[1]]
    if len(places) != 1:
        code = "several_stands" if places else "no_stand_number"
        draft.refuse("stand", code, text=text)
        return
    hall, number = places[0]
    place = (hall or draft.values.get("hall", ""), number)
    country = work.scope.home if work.scope.is_pavilion else None
    found = references.stand(draft, work, place, country_id=country)
    draft.set("stand", "stand_id", found, work.text_for(Stand, found, number))


def _identify(draft: Draft, work: Work) -> int | None:
    found = by_key(draft, work, Exhibit) or by_slug(draft, work, Exhibit)
    stand, maker = draft.settings.get("stand"), draft.settings.get("maker")
    at, by = stand.value if stand else None, maker.value if maker else None
    for name in _names(draft):
        if found is None and not draft.problems:
            matches = work.known(exhibit_word(name, at, by))
            if len(matches) > 1:
                draft.refuse("name", "several_match", text=name, count=len(matches))
            elif matches:
                found = unless_other_key(draft, work, Exhibit, matches[0][0])
    return found


def _is_home(draft: Draft, work: Work) -> bool:
    """Return whether a new exhibit would be the pavilion's, by stand or by origin."""
    stand, maker = draft.settings.get("stand"), draft.settings.get("maker")
    if stand is not None:
        return work.is_own(Stand, stand.value)
    return draft.values.get("country") in work.scope.countries or (
        maker is not None and maker.value in work.scope.organisations
    )


def _attach(draft: Draft, work: Work) -> bool:
    return references.link_sectors(draft, work, Exhibit.sectors.through)


EXHIBITS = Kind(
    name="exhibits",
    label=_("exhibits"),
    model=Exhibit,
    fields=FIELDS,
    references=(Area, Organisation, Stand, Sector),
    may=common.may_read_in,
    words=_words,
    more_words=_more_words,
    resolve=_resolve,
    identify=_identify,
    is_home=_is_home,
    attach=_attach,
    listed_as=(
        "exhibits",
        "products",
        "items",
        "экспонаты",
        "продукция",
        "eksponatlar",
        "məhsullar",
    ),
)
