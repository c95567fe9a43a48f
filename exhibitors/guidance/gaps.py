"""What may be missing of a record, and the field at which it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext

NAMES: dict[str, Any] = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Gap:
    """One thing that records of a model may lack.

    ``name`` is its part of an address. ``field`` is the name of the form's field, or
    of the inline rows with a hyphen after it: "photos-"; empty where buttons mend it.
    A gap of one ``language`` names it in its label. One that others make up is not
    told on the first page.
    """

    name: str
    model: type[Model]
    label: Any
    condition: Q | Combinable
    field: str
    language: str = ""
    is_told: bool = True

    def __str__(self) -> str:
        if not self.language:
            return str(self.label)
        return str(self.label) % {"language": gettext(NAMES[self.language])}

    @property
    def target(self) -> str:
        """The id of what its form shows it by."""
        if self.field.endswith("-"):
            return f"{self.field}group"
        return f"id_{self.field}" if self.field else ""


_GAPS: dict[str, Gap] = {}


def register(*gaps: Gap) -> None:
    """Add gaps to those that are told."""
    for gap in gaps:
        _GAPS[gap.name] = gap


def every_gap() -> Iterator[Gap]:
    """Yield every gap, in the order in which they were added."""
    yield from _GAPS.values()


def gap_named(name: str) -> Gap | None:
    """Return the gap of a name, None where there is none."""
    return _GAPS.get(name)


def blank(field: str, language: str = "") -> Q:
    """Return the condition that a text is empty, in one language."""
    column = f"{field}_{language}" if language else field
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


def untold(field: str) -> Q:
    """Return the condition that a text is empty in every language."""
    condition = Q()
    for language in NAMES:
        condition &= blank(field, language)
    return condition


def untranslated(field: str, language: str) -> Q:
    """Return the condition that a text is there, but not in this language."""
    return blank(field, language) & ~untold(field)


def texts(model: type[Model], field: str, label: Any) -> list[Gap]:
    """Return the gaps of a translated text: one a language, where another has it."""
    return [
        Gap(
            name=f"{model._meta.model_name}-{field}-{language}",
            model=model,
            label=label,
            condition=untranslated(field, language),
            field=f"{field}_{language}",
            language=language,
        )
        for language in NAMES
    ]
