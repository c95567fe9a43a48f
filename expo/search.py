"""One box for everything of the exhibition at work that the account may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from delegations.models import Delegation, Person, Registration, Visit
from exhibitors.admin.finding import SIGNS, mentions
from exhibitors.models import (
    Area,
    Event,
    Exhibit,
    Organisation,
    Participation,
    Sector,
    Stand,
)
from exhibitors.models.folding import fold, folded, named
from expo.models import User

A_KIND = 5
# So many rows that have the words are looked at for those that have them best.
CONSIDERED = 100
SHORTEST, LONGEST = 2, 80
# Words shorter than these have too few threes of letters to be told by.
GUESSED = 4


@dataclass(frozen=True)
class Kind:
    """A model that is searched, by which columns, and what is told beside a name."""

    model: Any
    icon: str
    columns: tuple[str, ...]
    beside: str = ""
    linked: tuple[str, ...] = ()


def _names(path: str) -> tuple[str, ...]:
    return tuple(f"{path}_{language}" for language in ("en", "ru", "az"))


KINDS = (
    Kind(Stand, "storefront", named("number"), "country"),
    Kind(Exhibit, "category", named(), "stand"),
    Kind(Organisation, "apartment", named(), "country"),
    Kind(
        Participation,
        "flag",
        (*_names("country__name"), *_names("name")),
        linked=("country",),
    ),
    Kind(Person, "badge", named("name_as_written"), "title"),
    Kind(Delegation, "groups", named(), "country"),
    Kind(
        Visit,
        "route",
        (*_names("name"), *_names("delegation__name")),
        "on",
        ("delegation",),
    ),
    Kind(Registration, "how_to_reg", ("label", "email"), "country"),
    Kind(Event, "event", _names("name"), "start_on"),
    Kind(Area, "map", named()),
    Kind(Sector, "label", named()),
    Kind(User, "person", ("name", "email"), "email"),
)


def find(request: HttpRequest) -> JsonResponse:
    """Answer with what has the words ``q``, at most five of a kind."""
    words = fold(request.GET.get("q", "").replace("\0", "")[:LONGEST]).split()
    if sum(map(len, words)) < SHORTEST or not any(map(_says_something, words)):
        return JsonResponse({"kinds": []})
    kinds = [kind for kind in KINDS if _page(kind).has_view_permission(request)]
    found = [(kind, _having(_rows(request, kind), kind, words)) for kind in kinds]
    is_none = not any(rows for _kind, rows in found)
    if is_none and not SIGNS & {*"".join(words)} and max(map(len, words)) >= GUESSED:
        found = [(kind, _resembling(_rows(request, kind), words)) for kind in kinds]
    return JsonResponse({"kinds": [_told(*pair) for pair in found if pair[1]]})


def _says_something(word: str) -> bool:
    """Return whether a word has a letter or a digit."""
    return any(letter.isalnum() for letter in word)


def _page(kind: Kind) -> Any:
    return admin.site._registry[kind.model]


def _rows(request: HttpRequest, kind: Kind) -> QuerySet[Any]:
    """Return the rows that the account may see, with what is told of them."""
    page = _page(kind)
    rows: QuerySet[Any] = kind.model._default_manager.filter(
        page.visible(request), page.at_work(request)
    )
    known = {field.name: field for field in kind.model._meta.fields}
    beside = known.get(kind.beside)
    links = [*kind.linked, *([beside.name] if beside and beside.is_relation else [])]
    rows = rows.select_related(*links) if links else rows
    told: QuerySet[Any] = rows.order_by().annotate(text=folded(*kind.columns))
    return told


def _having(rows: QuerySet[Any], kind: Kind, words: Sequence[str]) -> list[Any]:
    """Return the best of the rows that have every word."""
    condition = Q()
    for word in words:
        condition &= mentions(word)
    found = list(rows.filter(condition)[:CONSIDERED])
    if kind.model is Stand:
        # A number is found even where a hundred names have its letters.
        known = {row.pk for row in found}
        begun = rows.filter(number__istartswith=" ".join(words)).exclude(pk__in=known)
        found += list(begun[:A_KIND])
    return sorted(found, key=lambda row: _rank(row, words))[:A_KIND]


def _rank(row: Any, words: Sequence[str]) -> tuple[Any, ...]:
    """Return how well a row has the words: number, beginning, beginnings of words."""
    whole = " ".join(words)
    number, name = fold(getattr(row, "number", "")), fold(str(row))
    starts = sum(not name.startswith(word) and f" {word}" not in name for word in words)
    return (number != whole, not number.startswith(whole), starts, name, row.pk)


def _resembling(rows: QuerySet[Any], words: Iterable[str]) -> list[Any]:
    """Return rows with words like these, for somebody who wrote one wrong."""
    condition = Q()
    for word in words:
        if len(word) >= GUESSED:
            condition &= Q(text__trigram_word_similar=word)
    return list(rows.filter(condition)[:A_KIND])


def _told(kind: Kind, rows: Iterable[Any]) -> dict[str, Any]:
    names = kind.model._meta
    change = f"admin:{names.app_label}_{names.model_name}_change"
    return {
        "title": str(names.verbose_name_plural),
        "icon": kind.icon,
        "found": [
            {
                "name": str(row),
                "beside": str(getattr(row, kind.beside, None) or ""),
                "link": reverse(change, args=[row.pk]),
            }
            for row in rows
        ],
    }
