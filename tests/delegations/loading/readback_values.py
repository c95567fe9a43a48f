"""Values of the database in the words of the file."""

from typing import Any


def text(one: Any, name: str) -> dict[str, str] | None:
    text = {code: getattr(one, f"{name}_{code}") or "" for code in ("en", "ru", "az")}
    return text if any(text.values()) else None


def keys(records: Any) -> list[str]:
    return [one.key for one in records.all()]


def key(one: Any) -> str | None:
    return one.key if one else None


def iso(one: Any) -> str | None:
    return one.iso2.lower() if one else None


def day(one: Any) -> str | None:
    return one.isoformat() if one else None


def number(one: Any) -> float | None:
    return None if one is None else float(one)


def last(key: str) -> str:
    return key.rpartition("/")[2]


def reported(one: Any, name: str, value: Any) -> Any:
    """Return a value unless it comes from the overlay."""
    return None if name in one.illustrative else value
