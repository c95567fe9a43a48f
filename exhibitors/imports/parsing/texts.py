"""Texts, words of a choice, yes and no, addresses, lists."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils import translation

from exhibitors.imports.fields import Unreadable
from exhibitors.imports.folding import fold
from exhibitors.slugs import slug_of

_AFFIRMED = "1 true yes y x + да д истина так beli var he evet ha иа ооба иэ"
_DENIED = "0 false no n - нет н ложь xeyr yox hayir yoq жок не none"
_YES, _NO = frozenset(_AFFIRMED.split()), frozenset(_DENIED.split())
_SEVERAL = re.compile(r"[;,\n|]+|\s/\s")
_BLANK = re.compile(r"[ \t\f\v]+")
_LANGUAGES = ("en", "ru", "az")


def text(most: int) -> Callable[[str], str]:
    """Return a parser of one line of at most so many signs."""

    def parse(cell: str) -> str:
        line = " ".join(cell.split())
        if len(line) > most:
            raise Unreadable("too_long", length=len(line), most=most)
        return line

    return parse


def long_text(cell: str) -> str:
    """Return a text with its lines, blanks in a row made one."""
    return "\n".join(_BLANK.sub(" ", line).strip() for line in cell.splitlines())


def key(cell: str) -> str:
    """Return an external key, exactly as it stands."""
    if len(cell) > 120:
        raise Unreadable("too_long", length=len(cell), most=120)
    return cell


def slug(cell: str) -> str:
    """Return the last part of an address, from whatever is written."""
    found = slug_of(cell.rstrip("/").rsplit("/", 1)[-1])
    if not found:
        raise Unreadable("no_address", text=cell)
    return found


def boolean(cell: str) -> bool:
    """Return yes or no, in the languages of the region."""
    word = cell.strip().lower() if cell.strip() in "+-" else fold(cell)
    if word in _YES or cell in ("✓", "✔", "+"):
        return True
    if word in _NO:
        return False
    raise Unreadable("no_boolean", text=cell)


def choice(
    choices: type[models.TextChoices], words: Mapping[str, str] | None = None
) -> Callable[[str], str]:
    """Return a parser of a choice: its value, its label in any language, a synonym."""
    known: dict[str, str] = {}

    def learn() -> None:
        for language in _LANGUAGES:
            with translation.override(language):
                for value, label in choices.choices:
                    known.setdefault(fold(str(value)), str(value))
                    known.setdefault(fold(str(label)), str(value))
        known.update({fold(said): value for said, value in (words or {}).items()})

    def parse(cell: str) -> str:
        if not known:
            learn()
        found = known.get(fold(cell))
        if found is None:
            options = ", ".join(str(value) for value in choices.values)
            raise Unreadable("no_choice", text=cell, options=options)
        return found

    return parse


def web(cell: str) -> str:
    """Return an address on the web, with a scheme."""
    address = cell.split(maxsplit=1)[0].rstrip(",;")
    if "://" not in address:
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise Unreadable("no_web", text=cell) from error
    if len(address) > 300:
        raise Unreadable("too_long", length=len(address), most=300)
    return address


def email(cell: str) -> str:
    """Return an e-mail address."""
    address = cell.removeprefix("mailto:").strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unreadable("no_email", text=cell) from error
    return address


def several(cell: str) -> tuple[str, ...]:
    """Return the texts of a list in one cell, each once."""
    parts = (" ".join(part.split()) for part in _SEVERAL.split(cell))
    return tuple(dict.fromkeys(part[:200] for part in parts if part))


def unchanged(cell: str) -> Any:
    """Return a cell as it is, for the kind to make something of."""
    return cell
