"""Reading a file of JSON strictly: what is damaged is refused."""

import json
from pathlib import Path
from typing import Any, NoReturn

from delegations.loading.problems import Problem, RefusedError

# 200 times the demonstration; a larger file is not one of ours.
_LARGEST = 64 * 1024 * 1024


def read_json(path: Path) -> Any:
    """Return what a UTF-8 file of JSON holds.

    Raises RefusedError when it cannot be read, is not UTF-8, is cut off, is not JSON,
    names a field twice, or holds what PostgreSQL cannot store.
    """
    try:
        if path.stat().st_size > _LARGEST:
            _refuse(path, f"larger than {_LARGEST // 1024 // 1024} MB")
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        _refuse(path, error.strerror or str(error))
    except UnicodeDecodeError as error:
        _refuse(path, f"not UTF-8: byte {error.start + 1} cannot be read")
    return _parse(path, text)


def _parse(path: Path, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        _refuse(
            path,
            f"not complete JSON: {error.msg}, line {error.lineno} column {error.colno}",
        )
    except (ValueError, RecursionError) as error:
        _refuse(path, f"not JSON that can be loaded: {error}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field “{twice}” is given twice in one record")
    return fields


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _refuse(path: Path, message: str) -> NoReturn:
    raise RefusedError([Problem((path.name,), message)])
