"""The calendar behind a secret address: what was released, as its reader may see it."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from delegations.confidentiality import seen_as
from delegations.exports import ical
from delegations.models import Feed, Release
from delegations.programme import Selection, programme
from delegations.released import RELEASED


@dataclass(frozen=True)
class Edition:
    """What a calendar is made of: equal editions are equal to the byte."""

    tag: str
    changed_at: datetime


def edition_of(feed: Feed) -> Edition:
    """Return the edition of now, by one query: only a release makes another."""
    last = (
        Release.objects.filter(exhibition=feed.exhibition_id)
        .order_by("-pk")
        .values_list("pk", "released_at")
        .first()
    )
    number, released_at = last or (0, feed.created_at)
    home = feed.exhibition
    parts = [feed.pk, feed.view, feed.language, number, home.timezone, _name(feed)]
    tag = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
    return Edition(tag, released_at)


def write(feed: Feed) -> bytes:
    """Return the calendar, without what was cancelled.

    Who subscribes takes the file as the whole of it, so what is left out disappears.
    Sent as cancelled it would stay to be seen: some programs list it struck through,
    and some like any other. Its sequence rises all the same, should it come back.
    """
    selection = Selection(
        feed.exhibition,
        language=feed.language,
        delegation=feed.delegation,
        stand=feed.stand,
        person=feed.person,
        with_off=True,
        state=RELEASED,
    )
    with ical.alone(selection):
        whole = seen_as(feed.view, programme(selection))
        named = replace(whole, exhibition_name=_name(feed))
        content, _count = ical.write_all(named, feed.view, with_cancelled=False)
    return content


def _name(feed: Feed) -> str:
    """Return what calendar programs call it."""
    return f"{feed} · {feed.exhibition}"
