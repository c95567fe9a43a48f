"""What a manager saves becomes a proposal, or a draft where nobody sees it yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models, transaction

from exhibitors import clock
from exhibitors.models import Proposal, RoleAssignment
from exhibitors.proposals.merging import Seen, Touch, merge, typed
from exhibitors.proposals.snapshots import Key, is_public, key_of, snapshot, stored

LIVE = (Proposal.State.OPEN, Proposal.State.SENT_BACK)


@dataclass
class Saving:
    """Rows as a manager saved them, and as they were before."""

    before: dict[Key, models.Model]
    after: dict[Key, models.Model]
    seen: Seen = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of a saving: the proposal, if any, and whose texts gave way.

    ``is_proposed`` where the proposal says something new by it, ``is_written`` where
    drafts were written.
    """

    proposal: Proposal | None = None
    replaced: Sequence[tuple[str, str, int]] = ()
    is_proposed: bool = False
    is_written: bool = False


def live(record: models.Model, pavilion: RoleAssignment) -> "models.QuerySet[Proposal]":
    """Return the pavilion's proposal about a record that can still be changed."""
    home: Any = record
    kind, pk = key_of(record)
    return Proposal.objects.filter(
        exhibition=home.exhibition_id,
        kind=kind,
        record=pk,
        country=pavilion.country_id,
        organisation=pavilion.organisation_id,
        state__in=LIVE,
    )


@transaction.atomic
def keep(
    record: models.Model, saving: Saving, pavilion: RoleAssignment, user: Any
) -> Outcome:
    """Write what nobody sees yet; propose the rest. Return what became of it.

    The database must be as before the saving. A draft that was written is proposed to
    be published, unless another proposal says so.
    """
    # Before any row, as whoever decides on it does: else each waits for the other.
    live(record, pavilion).select_for_update().first()
    touches: list[Touch] = []
    drafts, written = [], False
    for key in {**saving.before, **saving.after}:
        was, now = saving.before.get(key), saving.after.get(key)
        if _is_seen(was, now):
            touches += _touch(key, was, now, saving.seen)
        elif _is_changed(was, now):
            _write(was, now)
            written = True
            if now is None:
                touches.append(Touch(key, str(was), None, None))
            elif hasattr(now, "is_published"):
                drafts.append(now)
    outcome = propose(record, touches, pavilion, user, drafts=drafts)
    return replace(outcome, is_written=written)


def _is_seen(was: Any, now: Any) -> bool:
    """Return whether visitors would see that a row came, changed or went."""
    return is_public(was if was is not None else now)


def _touch(key: Key, was: Any, now: Any, seen: Seen) -> list[Touch]:
    before = None if was is None else snapshot(was)
    after = None if now is None else snapshot(now)
    if before is None or after is None:
        return [Touch(key, str(now or was), before, after)]
    columns = typed(key, before, after, seen)
    return [Touch(key, str(was), before, after, columns)] if columns else []


def _is_changed(was: Any, now: Any) -> bool:
    if was is None or now is None:
        return True
    return snapshot(was) != snapshot(now)


def _write(was: Any, now: Any) -> None:
    """Write a row as it was saved, under the key that it was given then."""
    if now is None:
        was.delete()
        return
    now.save(force_insert=was is None)
    for field_ in type(now)._meta.many_to_many:
        getattr(now, field_.name).set(getattr(now, field_.name).all())


def propose(
    record: models.Model,
    touches: Iterable[Touch],
    pavilion: RoleAssignment,
    user: Any,
    *,
    drafts: Iterable[models.Model] = (),
) -> Outcome:
    """Add to the pavilion's proposal about a record, or begin one; return it.

    ``drafts`` are rows that it proposes to publish. One that comes to say nothing is
    withdrawn.
    """
    proposal = live(record, pavilion).select_for_update().first()
    asked = [*touches, *(_publication(row) for row in _unnamed(drafts, proposal))]
    if not asked:
        return Outcome(proposal)
    made = proposal or _begun(record, pavilion)
    merged = merge(made.entries, asked, user.pk)
    if merged.entries == made.entries:
        return Outcome(proposal)
    made.entries = merged.entries
    made.name, made.author, made.made_at = str(record)[:300], user, clock.now()
    made.state = Proposal.State.OPEN if made.entries else Proposal.State.WITHDRAWN
    made.version += 1
    made.save()
    return Outcome(made, merged.replaced, is_proposed=bool(made.entries))


def _begun(record: models.Model, pavilion: RoleAssignment) -> Proposal:
    home: Any = record
    kind, pk = key_of(record)
    return Proposal(
        exhibition_id=home.exhibition_id,
        kind=kind,
        record=pk,
        country_id=pavilion.country_id,
        organisation_id=pavilion.organisation_id,
        version=0,
    )


def _unnamed(
    drafts: Iterable[models.Model], own: Proposal | None
) -> Iterable[models.Model]:
    """Return the drafts that no other proposal names already."""
    others = Proposal.objects.filter(state__in=LIVE).exclude(pk=own.pk if own else 0)
    for row in drafts:
        home: Any = row
        model, pk = key_of(row)
        entry = [{"model": model, "pk": pk}]
        if not others.filter(
            exhibition=home.exhibition_id, entries__contains=entry
        ).exists():
            yield row


def _publication(row: models.Model) -> Touch:
    hidden, shown = {"is_published": False}, {"is_published": True}
    return Touch(key_of(row), str(row), hidden, shown, frozenset(shown))


def propose_deletion(row: Any, pavilion: RoleAssignment, user: Any) -> Outcome:
    """Propose that a row which visitors see be deleted; delete a draft at once."""
    found = stored([key_of(row)])
    return keep(row, Saving(found, {}), pavilion, user)
