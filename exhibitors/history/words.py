"""Values of the history in words: labels, choices, names in place of keys."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from exhibitors.models import HistoryEvent

LONGEST = 300
LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}
NOTHING = "–"
_NAMED_BY = ("name", "number", "title", "label", "topic", "text", "slug", "email")

Key = tuple[type[models.Model], str]


def name_in(values: dict[str, Any]) -> str:
    """Return what a row with these values is called in the active language, or ""."""
    for column in _NAMED_BY:
        for language in (get_language(), "en", "ru", "az", None):
            found = values.get(f"{column}_{language}" if language else column)
            if found:
                return Truncator(str(found)).chars(80)
    return ""


def names_of(keys: Iterable[Key]) -> dict[Key, str]:
    """Return what rows are called now, of those that there are: a query a model."""
    wanted: dict[type[models.Model], set[str]] = {}
    for model, key in keys:
        wanted.setdefault(model, set()).add(key)
    found: dict[Key, str] = {}
    for model, some in wanted.items():
        columns = [column for column in _columns(model) if _names(column)]
        rows = model._base_manager.filter(pk__in=some).values("pk", *columns)
        found |= {(model, str(row["pk"])): name_in(row) for row in rows}
    return found


def gone_names(keys: Iterable[Key]) -> dict[Key, str]:
    """Return what removed rows were called when they went: one query at most."""
    found: dict[Key, str] = {}
    wanted = {*keys}
    tables = {model._meta.db_table: model for model, _key in wanted}
    if not wanted:
        return found
    removals = HistoryEvent.objects.filter(
        kind__in=tables,
        row_key__in={key for _model, key in wanted},
        action=HistoryEvent.Action.DELETE,
    )
    for event in removals.order_by("pk"):
        key = (tables[event.kind], event.row_key)
        if key in wanted and (name := name_in(event.values("before"))):
            found[key] = name
    return found


def _names(column: str) -> bool:
    return column in _NAMED_BY or column.rpartition("_")[0] in _NAMED_BY


def _columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def fields_of(model: type[models.Model], columns: Iterable[str]) -> Iterator[Any]:
    """Yield the fields of columns that say something to people, in their order.

    Of a translated one each language, and not the column that repeats one of them.
    """
    given, fields = set(columns), model._meta.concrete_fields
    repeated = {
        field.translated_field.name
        for field in fields
        if hasattr(field, "translated_field")
    }
    for field in fields:
        if field.column in given and field.name not in repeated:
            yield field


def label_of(field: Any) -> str:
    """Return what a field is called; of a translated one with its language."""
    if not hasattr(field, "translated_field"):
        return str(field.verbose_name)
    language = LANGUAGE_NAMES.get(field.language, field.language)
    return f"{field.translated_field.verbose_name} ({language})"


def word_of(field: Any, value: Any, names: dict[Key, str]) -> str:
    """Return a value of a field as people read it."""
    if value in (None, "", [], {}):
        return NOTHING
    if field.many_to_one or field.one_to_one:
        return names.get((field.related_model, str(value))) or f"№ {value}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return Truncator(_plain(field, value)).chars(LONGEST)


def _plain(field: Any, value: Any) -> str:
    if isinstance(field, models.DateTimeField):
        moment = timezone.localtime(datetime.fromisoformat(value))
        return date_format(moment, "j E Y, H:i")
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value), "j E Y")
    if isinstance(value, list) and value and isinstance(value[0], list):
        text = ngettext("%(n)d corner", "%(n)d corners", len(value))
        return text % {"n": len(value)}
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)
