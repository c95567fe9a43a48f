"""Lists of delegations."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from delegations.imports.finding import found_or_made, identified, settle_organisation
from delegations.imports.members import join, member_words
from delegations.imports.words import head_word, named_words, own_words
from delegations.models import Delegation, Membership, Person
from exhibitors.imports.drafts import Draft
from exhibitors.imports.fields import Field, Kind
from exhibitors.imports.kinds import common, references
from exhibitors.imports.parsing import numbers, texts
from exhibitors.imports.work import Work
from exhibitors.models import Organisation

FIELDS = (
    common.KEY,
    common.SLUG,
    Field(
        "name",
        _("name"),
        texts.text(300),
        (
            *common.NAME_WORDS,
            "delegation",
            "delegation name",
            "делегация",
            "название делегации",
            "heyət",
            "nümayəndə heyəti",
        ),
        column="name",
        is_required=True,
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
        "kind",
        _("kind"),
        texts.choice(Delegation.Kind),
        ("kind", "type", "тип", "вид", "növ"),
        column="kind",
    ),
    Field(
        "head",
        _("head"),
        texts.text(200),
        ("head", "head of delegation", "leader", "глава", "глава делегации", "rəhbər"),
    ),
    Field(
        "rank",
        _("rank"),
        numbers.whole(1, 32_000),
        ("rank", "precedence", "order of precedence", "ранг", "старшинство", "rütbə"),
        column="rank",
        weight=1.5,
    ),
    Field(
        "size",
        _("size"),
        numbers.whole(1, 32_000),
        ("size", "people", "number of people", "численность", "человек", "nəfər"),
        column="size",
    ),
    Field(
        "visiting_on",
        _("day of the visit"),
        numbers.day,
        ("visiting on", "date", "day", "visit date", "дата", "дата визита", "tarix"),
        column="visiting_on",
        weight=1.5,
    ),
    Field(
        "arrival",
        _("arrival"),
        texts.long_text,
        ("arrival", "flight", "прибытие", "рейс", "gəliş"),
        column="arrival",
    ),
    Field(
        "wishes",
        _("wishes"),
        texts.long_text,
        ("wishes", "requests", "пожелания", "istəklər"),
        column="wishes",
    ),
    Field(
        "status",
        _("status"),
        texts.choice(Delegation.Status),
        ("status", "статус", "vəziyyət"),
        column="status",
    ),
    common.NOTE,
)


def _words(draft: Draft) -> Iterator[str]:
    yield from own_words(Delegation, draft)
    if "organisation" in draft.values:
        yield from references.organisation_words(draft.values["organisation"])
    if "head" in draft.values:
        yield from named_words(Person, draft.values["head"])


def _more_words(draft: Draft, work: Work) -> Iterator[str]:
    delegations = work.candidates(draft, Delegation)
    yield from member_words(delegations, work.candidates(draft, Person))
    yield from (head_word(pk) for pk in delegations)


def _resolve(draft: Draft, work: Work) -> None:
    settle_organisation(draft, work)


def _identify(draft: Draft, work: Work) -> int | None:
    return identified(draft, work, Delegation)


def _attach(draft: Draft, work: Work) -> bool:
    person = found_or_made(draft, work, Person, "head")
    if person is None or draft.record is None:
        return False
    role, name = Membership.Role.HEAD, draft.values["head"]
    return join(draft, work, draft.record, person, role, name)


DELEGATIONS = Kind(
    name="delegations",
    label=_("delegations"),
    model=Delegation,
    fields=FIELDS,
    references=(Organisation, Person, Membership),
    may=common.may_plan,
    words=_words,
    more_words=_more_words,
    resolve=_resolve,
    identify=_identify,
    attach=_attach,
    listed_as=(
        "delegations",
        "делегации",
        "heyətlər",
    ),
)
