"""The least costs that were ever found, by problem. They only become better."""

import hashlib
import json
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent / "best_known.json"


def key_of(problem: dict[str, Any]) -> str:
    """Return what a problem is known by: a sum over all it says."""
    text = json.dumps(problem, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class BestKnown:
    """Costs of plans that the judge found right."""

    def __init__(self, path: Path = PATH) -> None:
        """Read what is known."""
        self.path = path
        self._known: dict[str, dict[str, Any]] = {}
        if path.exists():
            self._known = json.loads(path.read_text(encoding="utf-8"))

    def cost(self, problem: dict[str, Any]) -> float | None:
        """Return the least cost known of a problem."""
        entry = self._known.get(key_of(problem))
        return entry["cost"] if entry else None

    def improve(self, problem: dict[str, Any], label: str, cost: float) -> bool:
        """Keep a cost if it is the least so far; return whether it is."""
        known = self.cost(problem)
        if known is not None and known <= cost:
            return False
        self._known[key_of(problem)] = {"label": label, "cost": cost}
        self._write()
        return True

    def _write(self) -> None:
        """Write one line a problem, so that changes can be read; all or nothing."""
        by_label = sorted(self._known.items(), key=lambda item: item[1]["label"])
        lines = [f"{json.dumps(key)}: {json.dumps(entry)}" for key, entry in by_label]
        text = "{\n" + ",\n".join(lines) + "\n}\n"
        draft = self.path.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.path)
