"""Which words records of each model are known by."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

from exhibitors.imports.folding import fold, fold_name
from exhibitors.imports.parsing.places import hall_code, number_code
from exhibitors.models import Area, Exhibit, Exhibitor, Organisation, Sector, Stand

Values = dict[str, Any]
# A word, and what tells records of one name apart: their country.
Said = tuple[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """The words of one model: the columns they are made of, and how."""

    model: type[models.Model]
    columns: tuple[str, ...]
    words: Callable[[Values], Iterable[Said]]


_VOCABULARIES: dict[type[models.Model], Vocabulary] = {}


def register_words(
    model: type[models.Model],
    columns: tuple[str, ...],
    words: Callable[[Values], Iterable[Said]],
) -> None:
    """Make known how records of a model are found."""
    _VOCABULARIES[model] = Vocabulary(model, columns, words)


def vocabulary_of(model: type[models.Model]) -> Vocabulary:
    """Return the words of a model; raises KeyError."""
    return _VOCABULARIES[model]


def word(model: type[models.Model], way: str, text: Any) -> str:
    """Return a word as the directory keeps it, as in “stand:number:b 14”."""
    return f"{model._meta.model_name}:{way}:{text}"


def in_languages(column: str) -> tuple[str, ...]:
    """Return the columns of a translated field."""
    return tuple(f"{column}_{code}" for code in settings.MODELTRANSLATION_LANGUAGES)


def names_of(values: Values) -> set[str]:
    """Return the names of a record in all languages that it has."""
    return {values[name] for name in in_languages("name") if values.get(name)}


def keyed(model: type[models.Model], values: Values) -> Iterator[Said]:
    """Yield the words that every record of an exhibition has."""
    if values.get("key"):
        yield word(model, "key", values["key"]), ""
    if values.get("slug"):
        yield word(model, "slug", values["slug"]), ""


_COMMON = ("key", "slug", *in_languages("name"))


def _area(values: Values) -> Iterator[Said]:
    yield from keyed(Area, values)
    for name in names_of(values):
        yield word(Area, "hall", hall_code(name)), ""


def _organisation(values: Values) -> Iterator[Said]:
    yield from keyed(Organisation, values)
    for name in {fold_name(name) for name in names_of(values)}:
        yield word(Organisation, "name", name), values.get("country_id") or ""


def _sector(values: Values) -> Iterator[Said]:
    yield from keyed(Sector, values)
    for name in {fold(name) for name in names_of(values)}:
        yield word(Sector, "name", name), ""


def _stand(values: Values) -> Iterator[Said]:
    yield from keyed(Stand, values)
    if values.get("number"):
        number = number_code(values["number"])
        yield word(Stand, "number", number), str(values.get("area_id") or "")
    for name in {fold(name) for name in names_of(values)}:
        yield word(Stand, "name", name), values.get("country_id") or ""


def exhibit_word(name: str, stand: int | None, maker: int | None) -> str:
    """Return by what an exhibit is known that has no key: whose it is, and where."""
    return word(Exhibit, "name", f"{fold(name)}|{stand or ''}|{maker or ''}")


def _exhibit(values: Values) -> Iterator[Said]:
    yield from keyed(Exhibit, values)
    stand, maker = values.get("stand_id"), values.get("maker_id")
    for name in names_of(values):
        yield exhibit_word(name, stand, maker), values.get("country_id") or ""


def presence_word(organisation: int, stand: int) -> str:
    """Return by what a presence is known."""
    return word(Exhibitor, "at", f"{organisation}|{stand}")


def _exhibitor(values: Values) -> Iterator[Said]:
    yield presence_word(values["organisation_id"], values["stand_id"]), values["role"]


register_words(Area, _COMMON, _area)
register_words(Organisation, (*_COMMON, "country_id"), _organisation)
register_words(Sector, _COMMON, _sector)
register_words(Stand, (*_COMMON, "number", "area_id", "country_id"), _stand)
register_words(Exhibit, (*_COMMON, "stand_id", "maker_id", "country_id"), _exhibit)
register_words(Exhibitor, ("organisation_id", "stand_id", "role"), _exhibitor)
