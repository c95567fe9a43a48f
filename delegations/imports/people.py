"""Lists of people: officials and staff, and the delegations they come with."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from delegations.imports.finding import found_or_made, identified, settle_organisation
from delegations.imports.members import join, member_words
from delegations.imports.words import named_words, own_words
from delegations.models import Delegation, Membership, Person
from exhibitors.imports.drafts import Draft
from exhibitors.imports.fields import Field, Kind
from exhibitors.imports.kinds import common, references
from exhibitors.imports.parsing import texts
from exhibitors.imports.work import Work
from exhibitors.models import Organisation

FIELDS = (
    common.KEY,
    common.SLUG,
    Field(
        "name",
        _("name"),
        texts.text(200),
        (
            *common.NAME_WORDS,
            "full name",
            "person",
            "фио",
            "ф и о",
            "фамилия имя",
            "soyad ad",
            "ad soyad",
            "s a a",
        ),
        column="name",
        is_required=True,
        is_translated=True,
    ),
    Field(
        "name_as_written",
        _("name as written"),
        texts.text(200),
        ("name as written", "native name", "original name", "имя на родном языке"),
        column="name_as_written",
    ),
    Field(
        "title",
        _("title and position"),
        texts.text(300),
        (
            "title",
            "position",
            "job title",
            "title and position",
            "rank and position",
            "должность",
            "звание и должность",
            "vəzifə",
            "vəzifəsi",
            "unvan",
            "görev",
        ),
        column="title",
        is_translated=True,
        weight=1.5,
    ),
    Field(
        "form_of_address",
        _("form of address"),
        texts.text(200),
        ("form of address", "salutation", "обращение", "müraciət forması"),
        column="form_of_address",
        is_translated=True,
    ),
    common.COUNTRY,
    Field(
        "organisation",
        _("organisation"),
        texts.text(300),
        common.COMPANY_WORDS,
        weight=0.5,
    ),
    Field(
        "delegation",
        _("delegation"),
        texts.text(300),
        ("delegation", "member of", "делегация", "nümayəndə heyəti", "heyət"),
    ),
    Field(
        "role",
        _("role"),
        texts.choice(Membership.Role, {"leader": "head", "глава": "head"}),
        ("role", "role in delegation", "роль", "роль в делегации", "rol", "rolu"),
    ),
    Field(
        "phone",
        _("telephone"),
        texts.text(40),
        ("phone", "telephone", "tel", "mobile", "телефон", "тел", "telefon"),
        column="phone",
        weight=1.5,
    ),
    Field(
        "email",
        _("e-mail address"),
        texts.email,
        ("email", "e mail", "mail", "почта", "эл почта", "электронная почта", "epoçt"),
        column="email",
        weight=1.5,
    ),
    Field(
        "title_as_of",
        _("title as of"),
        texts.text(10),
        ("title as of", "должность на дату"),
        column="title_as_of",
    ),
    common.NOTE,
)


def _words(draft: Draft) -> Iterator[str]:
    yield from own_words(Person, draft)
    if "organisation" in draft.values:
        yield from references.organisation_words(draft.values["organisation"])
    if "delegation" in draft.values:
        yield from named_words(Delegation, draft.values["delegation"])


def _more_words(draft: Draft, work: Work) -> Iterator[str]:
    delegations = work.candidates(draft, Delegation)
    yield from member_words(delegations, work.candidates(draft, Person))


def _resolve(draft: Draft, work: Work) -> None:
    settle_organisation(draft, work)
    if "role" in draft.values and "delegation" not in draft.values:
        draft.refuse("role", "needs_delegation")


def _identify(draft: Draft, work: Work) -> int | None:
    return identified(draft, work, Person)


def _attach(draft: Draft, work: Work) -> bool:
    delegation = found_or_made(draft, work, Delegation, "delegation")
    if delegation is None or draft.record is None:
        return False
    role = draft.values.get("role", Membership.Role.MEMBER)
    name = draft.values["delegation"]
    return join(draft, work, delegation, draft.record, role, name)


PERSONS = Kind(
    name="persons",
    label=_("people"),
    model=Person,
    fields=FIELDS,
    references=(Organisation, Delegation, Membership),
    may=common.may_plan,
    words=_words,
    more_words=_more_words,
    resolve=_resolve,
    identify=_identify,
    attach=_attach,
    listed_as=(
        "persons",
        "people",
        "officials",
        "contacts",
        "люди",
        "лица",
        "персоны",
        "şəxslər",
    ),
)
