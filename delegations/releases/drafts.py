"""A day as it would be released: in every language, beside its last version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from delegations.items import Item, to_json
from delegations.programme import Selection, programme
from delegations.released import Version, version_of
from delegations.releases.differences import Sentence, difference, differs
from exhibitors.models import Exhibition

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)

Texts = Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True)
class Draft:
    """The stops of a day by language, as they are and as they were released.

    ``last`` is the latest version, None before the first.
    """

    exhibition: Exhibition
    on: date
    new: Texts
    old: Texts
    last: Version | None

    @property
    def number(self) -> int:
        """The number that its version would have."""
        return self.last.number + 1 if self.last else 1

    @property
    def is_changed(self) -> bool:
        """Whether anybody would read anything new in it."""
        return any(differs(self.old[code], self.new[code], code) for code in LANGUAGES)

    def difference(self, language: str) -> list[Sentence]:
        """Return what differs from the last version, as planners read it."""
        return difference(self.old[language], self.new[language], language)

    def fingerprint(self) -> str:
        """Return what stands for all that it says, and for what it follows."""
        texts = {code: [to_json(item) for item in self.new[code]] for code in LANGUAGES}
        whole = json.dumps([self.number, texts], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()


def draft_of(exhibition: Exhibition, on: date) -> Draft:
    """Return the draft of a day."""
    new = {
        code: programme(
            Selection(exhibition, language=code, day=on, with_off=True)
        ).items
        for code in LANGUAGES
    }
    versions = {code: version_of(exhibition, on, code) for code in LANGUAGES}
    old = {
        code: version.items() if version else () for code, version in versions.items()
    }
    return Draft(exhibition, on, new, old, versions["en"])
