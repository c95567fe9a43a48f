"""Lists of exhibitors: organisations, and the stands where they are."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from exhibitors.imports.drafts import Draft
from exhibitors.imports.fields import Field, Kind
from exhibitors.imports.kinds import common, references
from exhibitors.imports.kinds.halls import part_hall
from exhibitors.imports.kinds.identity import by_key, by_slug, unless_other_key
from exhibitors.imports.kinds.presences import attend, presence_words
from exhibitors.imports.parsing import numbers, texts
from exhibitors.imports.parsing.places import Place, places_of
from exhibitors.imports.vocabulary import word
from exhibitors.imports.work import Work
from exhibitors.models import Area, Exhibitor, Organisation, Stand

FIELDS = (
    common.KEY,
    common.SLUG,
    Field(
        "name",
        _("name"),
        texts.text(300),
        (*common.COMPANY_WORDS, *common.NAME_WORDS),
        column="name",
        is_required=True,
        is_translated=True,
    ),
    common.COUNTRY,
    Field("stand", _("stand"), texts.long_text, common.STAND_WORDS),
    common.HALL,
    Field(
        "kind",
        _("kind"),
        texts.choice(Organisation.Kind),
        ("kind", "type", "company type", "тип", "вид организации", "növ"),
        column="kind",
    ),
    Field(
        "role",
        _("role"),
        texts.choice(Exhibitor.Role, {"main": "main", "co exhibitor": "shared"}),
        ("role", "status", "exhibitor type", "роль", "статус", "rol"),
    ),
    common.DESCRIPTION,
    Field(
        "website",
        _("website"),
        texts.web,
        (
            "website",
            "web",
            "url",
            "site",
            "homepage",
            "web site",
            "www",
            "сайт",
            "веб сайт",
            "sayt",
            "veb sayt",
            "internet",
        ),
        column="website",
    ),
    Field(
        "member_count",
        _("number of members"),
        numbers.whole(0, 1_000_000),
        ("members", "number of members", "member count", "число членов"),
        column="member_count",
    ),
    common.PUBLISHED,
)


def _names(draft: Draft) -> list[str]:
    found = (draft.values.get(f"name{end}") for end in ("", "_en", "_ru", "_az"))
    return [name for name in found if name]


def _places(draft: Draft) -> list[Place]:
    hall = draft.values.get("hall", "")
    places = places_of(draft.values.get("stand", ""))
    return [(own or hall, number) for own, number in places if number]


def _words(draft: Draft) -> Iterator[str]:
    part_hall(draft, "stand")
    for way in ("key", "slug"):
        if way in draft.values:
            yield word(Organisation, way, draft.values[way])
    for name in _names(draft):
        yield from references.organisation_words(name)
    for hall, number in _places(draft):
        yield from references.stand_words(hall, number)


def _more_words(draft: Draft, work: Work) -> Iterator[str]:
    organisations = work.candidates(draft, Organisation)
    yield from presence_words(organisations, work.candidates(draft, Stand))


def _resolve(draft: Draft, work: Work) -> None:
    if work.scope.home:
        draft.values.setdefault("country", work.scope.home)
    if "stand" in draft.values and not _places(draft):
        draft.refuse("stand", "no_stand_number", text=draft.values["stand"])


def _identify(draft: Draft, work: Work) -> int | None:
    found = by_key(draft, work, Organisation) or by_slug(draft, work, Organisation)
    for name in _names(draft):
        if found is None and not draft.problems:
            country = draft.values.get("country")
            found = references.organisation_named(draft, work, "name", name, country)
            found = unless_other_key(draft, work, Organisation, found)
    return found


def _is_home(draft: Draft, work: Work) -> bool:
    return draft.values.get("country") in work.scope.countries


def _attach(draft: Draft, work: Work) -> bool:
    is_new = False
    country = work.scope.home if work.scope.is_pavilion else None
    for place in _places(draft):
        made = len(draft.also)
        stand = references.stand(draft, work, place, country_id=country)
        if stand is None or draft.record is None:
            continue
        is_first = len(draft.also) > made
        role = Exhibitor.Role.MAIN if is_first else Exhibitor.Role.SHARED
        chosen = draft.values.get("role", role)
        is_new |= attend(draft, work, draft.record, stand, chosen, place[1])
    return is_new


EXHIBITORS = Kind(
    name="exhibitors",
    label=_("exhibitors"),
    model=Organisation,
    fields=FIELDS,
    references=(Area, Stand, Exhibitor),
    may=common.may_read_in,
    words=_words,
    more_words=_more_words,
    resolve=_resolve,
    identify=_identify,
    is_home=_is_home,
    attach=_attach,
    listed_as=(
        "exhibitors",
        "companies",
        "organisations",
        "organizations",
        "участники",
        "экспоненты",
        "компании",
        "организации",
        "şirkətlər",
        "iştirakçılar",
        "təşkilatlar",
    ),
)
