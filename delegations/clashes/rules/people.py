"""Who receives, and who interprets. What is done nobody has to confirm any more."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from delegations.clashes.day import Day, Duty, Placed, Tour
from delegations.clashes.findings import Breach
from delegations.models import ClashRule, Engagement, Stop

RECEIVES, INTERPRETS = Engagement.Role.RECEIVES, Engagement.Role.INTERPRETS
CONFIRMED, DECLINED = Engagement.Reply.CONFIRMED, Engagement.Reply.DECLINED

# Moments at which hosts and guests talk with each other.
TALKS = frozenset(
    {
        Stop.Kind.CALL,
        Stop.Kind.WELCOME,
        Stop.Kind.PRESS,
        Stop.Kind.SIGNING,
        Stop.Kind.GIFT,
    }
)
# kk–az, kk-az, kk → az, kk/az, and kk–ru–az for three languages.
_DASHES = r"\s*(?:<?[-‐‑‒–—―−/→↔]+>?)\s*"
_LANGUAGES = re.compile(rf"\b[a-z]{{2,3}}(?:{_DASHES}[a-z]{{2,3}})+\b")


def unconfirmed(day: Day) -> Iterator[Breach]:
    """Yield stops at which whoever receives has not confirmed, or has declined.

    A decline is worse than no answer, unless somebody else receives there.
    """
    for tour, stop, duties in _received(day):
        is_received = any(duty.reply == CONFIRMED for duty in duties)
        is_asked = any(duty.reply not in (CONFIRMED, DECLINED) for duty in duties)
        for duty in duties:
            is_worse = duty.reply == DECLINED
            if duty.reply == CONFIRMED or (is_worse and (is_received or is_asked)):
                continue
            sentence = (
                _(
                    "%(person)s declined to receive %(delegation)s at %(place)s, "
                    "%(time)s."
                )
                if is_worse
                else _(
                    "%(person)s has not confirmed to receive %(delegation)s at "
                    "%(place)s, %(time)s."
                )
            )
            text = sentence % (_names(day, tour, stop) | {"person": duty.name})
            grounds = (duty.pk, duty.person, duty.reply)
            rule = ClashRule.UNCONFIRMED
            yield Breach(rule, (tour,), (stop,), text, grounds, is_worse=is_worse)


def receiving(day: Day) -> Iterator[Breach]:
    """Yield calls at stands at which nobody receives.

    Where all have declined, the declines say so already, unless they are ignored.
    """
    for tour, stop, duties in _received(day):
        if stop.kind != Stop.Kind.CALL or stop.stand is None:
            continue
        if any(duty.reply != DECLINED for duty in duties):
            continue
        if duties and day.judges(ClashRule.UNCONFIRMED):
            continue
        sentence = _("Nobody receives %(delegation)s at %(place)s, %(time)s.")
        text = sentence % _names(day, tour, stop)
        yield Breach(ClashRule.RECEIVING, (tour,), (stop,), text)


def _received(day: Day) -> Iterator[tuple[Tour, Placed, list[Duty]]]:
    """Yield every stop to come with the duties of those who receive at it."""
    for tour in day.tours:
        at: dict[int | None, list[Duty]] = {}
        for duty in tour.duties:
            if duty.role == RECEIVES:
                at.setdefault(duty.stop, []).append(duty)
        for stop in tour.stops:
            if not stop.is_done:
                yield tour, stop, at.get(stop.pk, [])


def interpreter(day: Day) -> Iterator[Breach]:
    """Yield moments of talk for which a language pair has no interpreter.

    Whoever interprets for the whole tour, or at the stop, covers the languages given,
    both ways; without any given, all. A delegation's own interpreters have none
    given: each covers one pair that nobody else does. Where a pair is missing at
    every moment of a tour, that is said once.
    """
    for tour in day.tours:
        talks = [stop for stop in tour.stops if stop.kind in TALKS and not stop.is_done]
        if not tour.pairs or not talks:
            continue
        duties = [
            d for d in tour.duties if d.role == INTERPRETS and d.reply != DECLINED
        ]
        missing: dict[tuple[str, str], list[Placed]] = {}
        for stop in talks:
            there = [d for d in duties if d.stop in (None, stop.pk)]
            without = [pair for pair in tour.pairs if not covered(pair, there)]
            for pair in without[tour.own_interpreters :]:
                missing.setdefault(pair, []).append(stop)
        for pair, stops in missing.items():
            yield from _unheard(day, tour, pair, stops, len(stops) == len(talks))


def _unheard(
    day: Day, tour: Tour, pair: tuple[str, str], stops: list[Placed], is_whole: bool
) -> Iterator[Breach]:
    rule, languages = ClashRule.INTERPRETER, "–".join(pair)
    if is_whole and len(stops) > 1:
        sentence = _(
            "No interpreter %(languages)s for %(delegation)s on its whole tour, "
            "%(start)s–%(end)s."
        )
        names = {
            "languages": languages,
            "delegation": tour.name,
            "start": day.clock(stops[0].start),
            "end": day.clock(stops[-1].end),
        }
        yield Breach(rule, (tour,), tuple(stops), sentence % names, pair)
        return
    for stop in stops:
        sentence = _(
            "No interpreter %(languages)s for %(delegation)s at %(place)s, %(time)s."
        )
        text = sentence % (_names(day, tour, stop) | {"languages": languages})
        yield Breach(rule, (tour,), (stop,), text, pair)


class Speaking(Protocol):
    """A duty that tells its languages."""

    @property
    def languages(self) -> str: ...


def covered(pair: tuple[str, str], duties: "Iterable[Speaking]") -> bool:
    """Return whether one of those who interpret speaks both languages of a pair.

    Without any languages given, one speaks all.
    """
    for duty in duties:
        groups = languages_of(duty.languages)
        if not groups or any(set(pair) <= group for group in groups):
            return True
    return False


def languages_of(text: str) -> list[set[str]]:
    """Return the groups of languages between which somebody interprets.

    As in “kk–az, ru–az” with dashes of any kind; none where the text names no pair.
    """
    return [
        set(re.findall(r"[a-z]{2,3}", found.group()))
        for found in _LANGUAGES.finditer(text.lower())
    ]


def _names(day: Day, tour: Tour, stop: Placed) -> dict[str, str]:
    return {
        "delegation": tour.name,
        "place": day.where(stop),
        "time": f"{day.clock(stop.start)}–{day.clock(stop.end)}",
    }
