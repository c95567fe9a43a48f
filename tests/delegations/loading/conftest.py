import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import exhibitors
from delegations.loading.service import load
from delegations.loading.writing.rows import Tally

DEMONSTRATION = Path(exhibitors.__file__).parent / "demonstration"
FACTS = DEMONSTRATION / "speca-2023.json"
OVERLAY = DEMONSTRATION / "speca-2023-overlay.json"

_FACTS_TEXT = FACTS.read_text(encoding="utf-8")
_OVERLAY_TEXT = OVERLAY.read_text(encoding="utf-8")

Loader = Callable[..., Tally]


@pytest.fixture
def document() -> Any:
    """The data file of the demonstration, to be damaged at will."""
    return json.loads(_FACTS_TEXT)


@pytest.fixture
def overlay() -> Any:
    """The overlay of the demonstration, to be damaged at will."""
    return json.loads(_OVERLAY_TEXT)


@pytest.fixture
def load_contents(tmp_path: Path) -> Loader:
    """Load a document, with an overlay or without, from files."""

    def load_contents(
        document: Any, overlay: Any = None, *, dry_run: bool = False
    ) -> Tally:
        facts = tmp_path / "facts.json"
        facts.write_text(json.dumps(copy.deepcopy(document)), encoding="utf-8")
        extra = tmp_path / "overlay.json"
        extra.write_text(json.dumps(overlay), encoding="utf-8")
        return load(facts, extra if overlay else None, dry_run=dry_run)

    return load_contents


def record(document: Any, collection: str, name: str) -> Any:
    """Return one record of a document."""
    return next(item for item in document[collection] if item["id"] == name)
