"""Many officers at one board at the same moment, over HTTP.

    python -m tests.bench.bench_concurrency

Serves a scratch database as in production. First 200 officers place a stop at the
same stand at the same minute, all at once; then 16 of them make 2,000 random moves on
a board of 60 delegations with 10 stops each, a fifth of them from what they remember,
which may be old. Every answer is counted, and the database is asked afterwards whether
an accepted edit was lost or a stand, a delegation or a person is in two places.
"""

import http.client
import json
import random
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from threading import Barrier
from urllib.parse import urlencode

from tests.bench.bench_server import PORT, serving

from django.conf import settings  # isort: skip
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from delegations.models import Change, Stop
from exhibitors.models import Exhibition
from tests.bench.boards import DAY, make_board, make_rush

OFFICERS, EDITS = 16, 2000
SECRET = "c" * 32

DOUBLE = """
SELECT count(*) FROM delegations_stop a JOIN delegations_stop b
ON a.id < b.id AND a.planned && b.planned AND a.is_counted AND b.is_counted
AND (a.visit_id = b.visit_id OR (a.stand_id = b.stand_id AND a.bay = b.bay))
WHERE a.exhibition_id = %s
"""
TWICE = """
SELECT count(*) FROM delegations_engagement a JOIN delegations_engagement b
ON a.id < b.id AND a.person_id = b.person_id AND a.during && b.during
AND a.is_counted AND b.is_counted AND a.visit_id <> b.visit_id AND a.post <> b.post
WHERE a.exhibition_id = %s
"""


@dataclass
class Tally:
    """What became of the edits: answers by kind, seconds, and accepted changes."""

    answers: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another officer met."""
        self.answers += other.answers
        self.seconds += other.seconds
        self.changes += other.changes


class Officer:
    """One signed-in account with a connection of its own."""

    def __init__(self, slug: str, session: str) -> None:
        self.line = http.client.HTTPConnection("localhost", PORT, timeout=60)
        self.base = f"/en/{slug}/delegations/board/{DAY:%Y-%m-%d}"
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.tally = Tally()

    def send(self, stop: int, **gesture: object) -> None:
        """Make a gesture and count its answer."""
        path, body = f"{self.base}/stops/{stop}/", urlencode(gesture)
        start = time.perf_counter()
        self.line.request("POST", path, body, self.headers)
        answer = self.line.getresponse()
        content = answer.read()
        self.tally.seconds.append(time.perf_counter() - start)
        self.tally.answers[_kind(answer.status, content)] += 1
        if answer.status == 200 and (change := json.loads(content)["change"]):
            self.tally.changes.append(change)


def _kind(status: int, content: bytes) -> str:
    if status >= 500:
        return "server errors"
    if status == 200:
        return "accepted"
    if status == 409 and json.loads(content).get("sentences"):
        return "refused with a sentence"
    return f"other answers ({status})"


def session_of(exhibition: Exhibition) -> str:
    """Return the session of a new protocol officer who is signed in."""
    accounts = get_user_model().objects
    user = accounts.create_user(f"officer@{exhibition.slug}.example", None)
    user.roles.create(role="protocol_officer", exhibition=exhibition)
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.create()
    return store.session_key or ""


def rush(exhibition: Exhibition, session: str) -> Tally:
    """Let every stop of a rush be placed in one slot at one moment."""
    stops = list(Stop.objects.of(exhibition))
    barrier = Barrier(len(stops))

    def place(stop: Stop) -> Tally:
        officer = Officer(exhibition.slug, session)
        officer.line.connect()
        barrier.wait(60)
        officer.send(
            stop.pk, action="place", version=stop.version, seen=0, start=600, end=615
        )
        return officer.tally

    return _together(place, stops)


def edits(exhibition: Exhibition, session: str) -> Tally:
    """Let officers move stops of a board at random."""
    known = {stop.pk: stop.version for stop in Stop.objects.of(exhibition)}

    def work(seed: int) -> Tally:
        chance, officer = random.Random(seed), Officer(exhibition.slug, session)
        own = dict(known)
        for _edit in range(EDITS // OFFICERS):
            stop = chance.choice(list(own))
            if chance.random() < 0.8:
                own[stop] = _version(stop)
            start = chance.randrange(540, 1020)
            officer.send(
                stop,
                action="move",
                version=own[stop],
                seen=0,
                start=start,
                end=start + chance.choice((5, 10, 15)),
            )
        connection.close()
        return officer.tally

    return _together(work, range(OFFICERS))


def _version(stop: int) -> int:
    return Stop.objects.values_list("version", flat=True).get(pk=stop)


def _together(work, jobs) -> Tally:
    whole = Tally()
    with ThreadPoolExecutor(len(jobs)) as pool:
        for tally in pool.map(work, jobs):
            whole.add(tally)
    return whole


def lost(exhibition: Exhibition, accepted: list[int]) -> int:
    """Return how many accepted edits are not in the log, or not in the rows."""
    changes = Change.objects.filter(exhibition=exhibition).order_by("pk")
    kept = {change.pk: change.entries for change in changes}
    last, counts = {}, Counter()
    for entries in kept.values():
        for entry in entries:
            if entry["model"] == "stop":
                counts[entry["pk"]] += 1
                last.setdefault(entry["pk"], {}).update(entry["after"])
    missing = len(set(accepted) - set(kept))
    for stop in Stop.objects.filter(pk__in=last):
        ends = [
            end.isoformat()[:16] for end in (stop.planned.lower, stop.planned.upper)
        ]
        is_last = ends == [end[:16] for end in last[stop.pk]["planned"]]
        missing += not is_last
        missing += stop.version - 1 != counts[stop.pk]
    return missing


def report(label: str, exhibition: Exhibition, tally: Tally) -> None:
    """Print what became of the edits."""
    with connection.cursor() as cursor:
        doubles = 0
        for question in (DOUBLE, TWICE):
            cursor.execute(question, [exhibition.pk])
            doubles += cursor.fetchone()[0]
    p95 = statistics.quantiles(tally.seconds, n=20)[-1] * 1000
    figures = {
        "edits": tally.answers.total(),
        **tally.answers,
        "lost": lost(exhibition, tally.changes),
        "double bookings": doubles,
        "server errors": tally.answers["server errors"],
        "p95 of a write, ms": round(p95),
    }
    sys.stdout.write(f"{label}\n")
    for name, value in figures.items():
        sys.stdout.write(f"  {name:<28}{value:>8}\n")


def main() -> None:
    """Print what became of both storms."""
    database = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        one, many = make_rush(200), make_board(60, 10)
        sessions = [session_of(exhibition) for exhibition in (one, many)]
        with TemporaryDirectory() as folder, serving(database, folder, is_cached=True):
            report("200 bookings of one slot", one, rush(one, sessions[0]))
            report("2,000 random edits", many, edits(many, sessions[1]))
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


if __name__ == "__main__":
    main()
