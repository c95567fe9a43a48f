"""What differs between two states of a schedule, in sentences.

Both are given as one reader sees them, so a sentence never says more than the reader
may know; and whatever of it reads differently has a sentence.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from delegations.items import Item
from delegations.models import Stop
from delegations.releases.words import (
    called,
    called_at,
    differing,
    hours,
    timing,
)

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Sentence:
    """One difference; ``who`` names the delegation whose visit it is."""

    visit: int
    who: str
    country_code: str
    what: str

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"


@dataclass(frozen=True)
class _Pair:
    """A stop before and after; None where it was not, or is not, among them."""

    old: Item | None
    new: Item | None

    @property
    def item(self) -> Item:
        """Return it as it is, else as it was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a pair has one of the two at least")
        return found

    @property
    def both(self) -> tuple[Item, Item] | None:
        """Return both where it takes place before and after."""
        if self.old and self.new and not (self.old.is_off or self.new.is_off):
            return self.old, self.new
        return None


def difference(
    old: Collection[Item],
    new: Collection[Item],
    language: str,
    *,
    is_own: bool = False,
) -> list[Sentence]:
    """Return what differs, by visits in the order of time and their stops in it.

    ``is_own`` where both are somebody's part of a schedule: what left it may well
    take place without them, and whether it does is not theirs to know.
    """
    with translation.override(language):
        gone = _("%(stop)s, is taken out")
        if is_own:
            gone = _("%(stop)s, is no longer in your programme")
        visits = _by_visit(old, new)
        return [
            Sentence(visit, pairs[0].item.delegation, pairs[0].item.country_code, what)
            for visit, pairs in visits.items()
            for what in _of_visit(pairs, gone)
        ]


def listing(items: Iterable[Item], language: str) -> list[Sentence]:
    """Return a sentence for each stop that takes place: a programme in words."""
    with translation.override(language):
        return [
            Sentence(item.visit, item.delegation, item.country_code, _in_words(item))
            for item in in_order(items)
            if not item.is_off
        ]


def differs(old: Collection[Item], new: Collection[Item], language: str) -> bool:
    """Say whether anything that readers see differs, or whom it concerns."""
    concerned = [
        {item.stop: item.people for item in items if not item.is_off}
        for items in (old, new)
    ]
    return concerned[0] != concerned[1] or bool(difference(old, new, language))


def _by_visit(old: Iterable[Item], new: Iterable[Item]) -> dict[int, list[_Pair]]:
    before = {item.stop: item for item in old}
    after = {item.stop: item for item in new}
    pairs = [_Pair(before.get(key), after.get(key)) for key in before | after]
    firsts: dict[int, tuple[datetime, int]] = {}
    for pair in pairs:
        first = (pair.item.start or _LAST, pair.item.rank or 0)
        visit = pair.item.visit
        firsts[visit] = min(first, firsts.get(visit, first))
    pairs.sort(key=lambda pair: (firsts[pair.item.visit], _when(pair.item)))
    found: dict[int, list[_Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.item.visit, []).append(pair)
    return found


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return stops in the order of time, the untimed ones last."""
    return sorted(items, key=_when)


def _when(item: Item) -> tuple[object, ...]:
    return (item.start or _LAST, item.visit, item.order, item.stop)


def _of_visit(pairs: Sequence[_Pair], gone: str) -> list[str]:
    """Return what differs of one visit: what all its stops share is said once."""
    found = {id(pair): differing(*pair.both) for pair in pairs if pair.both}
    shared = [
        said
        for said in next(iter(found.values()), [])
        if said.of_visit and all(said in others for others in found.values())
    ]
    sentences = [said.text for said in shared]
    for pair in pairs:
        own = [said.text for said in found.get(id(pair), ()) if said not in shared]
        sentences += _of_stop(pair, own, gone)
    return sentences


def _of_stop(pair: _Pair, own: Sequence[str], gone: str) -> list[str]:
    if pair.both:
        moved = timing(*pair.both)
        if moved:
            return ["; ".join([moved, *own])]
        name = {"stop": called_at(pair.both[0]), "what": "; ".join(own)}
        return [_("%(stop)s: %(what)s") % name] if own else []
    was = pair.old is not None and not pair.old.is_off
    now = pair.new is not None and not pair.new.is_off
    if now and pair.new:
        return [_arrived(pair.new, again=pair.old is not None)]
    return [_gone(pair, gone)] if was else []


def _arrived(new: Item, *, again: bool) -> str:
    time = hours(new) or _("without a time yet")
    names = {"stop": called(new), "time": time}
    if again:
        return _("%(stop)s takes place again: %(time)s") % names
    return _("%(stop)s is new: %(time)s") % names


def _gone(pair: _Pair, gone: str) -> str:
    old = pair.old or pair.item
    time = hours(old)
    names = {"stop": f"{called(old)}, {time}" if time else called(old)}
    if pair.new is None:
        return gone % names
    if pair.new.status == Stop.Status.CANCELLED:
        return _("%(stop)s, is cancelled") % names
    if pair.new.status == Stop.Status.SKIPPED:
        return _("%(stop)s, is skipped") % names
    return _("%(stop)s, does not take place") % names


def _in_words(item: Item) -> str:
    names = {"time": hours(item) or _("without a time yet"), "stop": called(item)}
    own = item.title if item.title not in (item.stand, item.kind_label) else ""
    details = [own if item.stand else "", item.place]
    text = _("%(time)s %(stop)s") % names
    return " · ".join([text, *(detail for detail in details if detail)])
