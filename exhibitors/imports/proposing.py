"""What a pavilion's list made is proposed to the organisers, who publish it."""

from collections.abc import Iterator
from typing import Any

from exhibitors.access import OWN
from exhibitors.imports.scope import Scope
from exhibitors.models import (
    Exhibit,
    ImportRecord,
    ImportRun,
    Organisation,
    Proposal,
    RoleAssignment,
    Stand,
)
from exhibitors.proposals.proposing import LIVE, propose
from exhibitors.proposals.snapshots import Key

# What has a publication of its own, each after what it belongs to.
_MODELS: tuple[Any, ...] = (Stand, Organisation, Exhibit)
# So many rows can be chosen from on one page.
_AT_ONCE = 200


def propose_drafts(run: ImportRun, scope: Scope) -> None:
    """Propose what a pavilion's list made, of one pavilion together.

    Named as the file, in the transaction in which the list is written.
    """
    if not scope.is_pavilion:
        return
    given: set[Key] = set()
    pavilions = scope.pavilions
    for pavilion in pavilions:
        rows = [row for row in _drafts_of(run, pavilion) if _key(row) not in given]
        given.update(map(_key, rows))
        _propose(run, rows, pavilion)
    if pavilions:
        rest = [row for row in _made(run) if _key(row) not in given]
        _propose(run, rest, pavilions[0])


def _key(row: Any) -> Key:
    return row._meta.model_name, row.pk


def _propose(run: ImportRun, rows: list[Any], pavilion: RoleAssignment) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        outcome = propose(part[0], [], pavilion, run.user, drafts=part)
        if outcome.proposal is not None:
            outcome.proposal.name = f"{run.file_name[-280:]} ({len(part)})"
            outcome.proposal.save(update_fields=["name"])


def _drafts_of(run: ImportRun, pavilion: RoleAssignment) -> Iterator[Any]:
    for model in _MODELS:
        rows = model.objects.filter(OWN[model](pavilion))
        drafts = rows.filter(pk__in=_keys(run, model), is_published=False)
        yield from drafts.order_by("pk")


def _made(run: ImportRun) -> Iterator[Any]:
    for model in _MODELS:
        drafts = model.objects.filter(pk__in=_keys(run, model), is_published=False)
        yield from drafts.order_by("pk")


def _keys(run: ImportRun, model: Any) -> Any:
    made = ImportRecord.objects.filter(run=run, before__isnull=True)
    return made.filter(model=model._meta.label_lower).values("record")


def withdraw_drafts(run: ImportRun) -> None:
    """Take what a list made out of the proposals; one left empty is withdrawn."""
    for model in _MODELS:
        gone = set(_keys(run, model).values_list("record", flat=True))
        if gone:
            _take_out(run, model._meta.model_name, gone)


def _take_out(run: ImportRun, name: str, gone: set[int]) -> None:
    waiting = Proposal.objects.filter(
        exhibition=run.exhibition_id,
        state__in=LIVE,
        entries__contains=[{"model": name}],
    )
    for proposal in waiting.order_by("pk").select_for_update(of=("self",)):
        left = [
            entry
            for entry in proposal.entries
            if (entry["model"], entry["pk"] in gone) != (name, True)
        ]
        if len(left) == len(proposal.entries):
            continue
        proposal.entries = left
        if not left:
            proposal.state = Proposal.State.WITHDRAWN
        proposal.version += 1
        proposal.save()
