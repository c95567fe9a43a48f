"""Organisations present at stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from exhibitors.imports.drafts import Draft
from exhibitors.imports.vocabulary import presence_word
from exhibitors.imports.work import Work
from exhibitors.models import Exhibitor, Organisation, Stand


def presence_words(
    organisations: Iterable[int], stands: Iterable[int]
) -> Iterator[str]:
    """Yield what the presences of organisations at stands are known by."""
    places = list(stands)
    for organisation in organisations:
        for stand in places:
            yield presence_word(organisation, stand)


def attend(
    draft: Draft, work: Work, organisation: int, stand: int, role: str, text: str
) -> bool:
    """Let an organisation be present at a stand; return whether that is new."""
    draft.mentions.add(stand)
    if work.known(presence_word(organisation, stand)):
        return False
    if not work.is_own(Stand, stand):
        draft.refuse("stand", "stand_outside_scope", text=text)
        return False
    if _would_show(work, organisation, stand):
        draft.refuse("stand", "published_already")
        return False
    draft.also.append({"model": "exhibitors.exhibitor", "label": text})
    work.make(draft, Exhibitor, organisation_id=organisation, stand_id=stand, role=role)
    return True


def _would_show(work: Work, organisation: int, stand: int) -> bool:
    """Return whether visitors would see at once what an organiser should publish."""
    rows: tuple[Any, Any] = work.row(Organisation, organisation), work.row(Stand, stand)
    return work.scope.is_pavilion and all(row and row.is_published for row in rows)
