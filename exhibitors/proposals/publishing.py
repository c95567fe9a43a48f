"""The organisers' decision on a proposal: published, in whole or part, or sent back."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from exhibitors import clock
from exhibitors.models import Photo, Proposal
from exhibitors.proposals.differences import label_of, rows_of, stamp
from exhibitors.proposals.merging import Entry, key_in, place
from exhibitors.proposals.snapshots import (
    MODELS,
    Key,
    Snapshot,
    columns,
    links,
    put,
    put_links,
)
from exhibitors.refusals import sentence_of
from exhibitors.uploads.trash import bin_soon

State = Proposal.State


class Refused(Exception):  # noqa: N818
    """A decision that was not carried out; nothing was written."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(dict.fromkeys(sentences))
        super().__init__(" ".join(self.sentences))


def publish(
    proposal: Proposal,
    user: Any,
    *,
    seen: str | None = None,
    chosen: Collection[str] | None = None,
) -> Proposal:
    """Let visitors see what is proposed; return the proposal that says so.

    ``seen`` is the stamp of the page that somebody decided on; without one nothing may
    have changed since it was proposed. ``chosen`` names rows ("stand-5") and fields
    ("stand-5.name_en"); None takes all. What is left goes on waiting. Raises Refused.
    """
    try:
        with transaction.atomic():
            locked = _locked(proposal)
            _refuse_unseen(locked, seen)
            taken, left = _parted(locked.entries, chosen)
            if not taken:
                raise Refused([_("Nothing was chosen.")])
            for entry in sorted(taken, key=_order):
                _write(locked, entry)
            # What is checked at the commit, while it can still be told.
            connection.check_constraints()
            bin_soon()
            return _decided(locked, taken, left, user)
    except IntegrityError as error:
        raise Refused([sentence_of(error)]) from error


def send_back(proposal: Proposal, user: Any, remark: str, version: int) -> Proposal:
    """Give a proposal back to who made it, with what is to be changed."""
    if not remark.strip():
        raise Refused([_("Say what is to be changed.")])
    with transaction.atomic():
        locked = _locked(proposal)
        if locked.version != version:
            raise Refused([_("It was changed meanwhile. Look again.")])
        locked.state, locked.remark = State.SENT_BACK, remark.strip()
        locked.decided_by, locked.decided_at = user, clock.now()
        locked.version += 1
        locked.save()
    return locked


def withdraw(proposal: Proposal) -> Proposal:
    """Take a proposal back; its drafts stay drafts."""
    with transaction.atomic():
        locked = _locked(proposal)
        locked.state, locked.decided_at = State.WITHDRAWN, clock.now()
        locked.version += 1
        locked.save()
    return locked


def _locked(proposal: Proposal) -> Proposal:
    """Return the proposal and its rows as they are, held until the decision is made."""
    found = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not found.is_live:
        raise Refused([_("It was decided meanwhile: %s.") % found.get_state_display()])
    for name in MODELS:
        pks = sorted(pk for model, pk in map(key_in, found.entries) if model == name)
        rows: Any = MODELS[name]._default_manager.filter(pk__in=pks).order_by("pk")
        list(rows.select_for_update().values_list("pk"))
    return found


def _refuse_unseen(proposal: Proposal, seen: str | None) -> None:
    conflicts = [row for row in rows_of(proposal) if row.has_conflict]
    if seen is not None and stamp(proposal) != seen:
        raise Refused(
            [
                _("Something changed since this page was opened. Look again."),
                *_told(conflicts),
            ]
        )
    if seen is None and conflicts:
        raise Refused(_told(conflicts))


def _told(conflicts: Iterable[Any]) -> Iterable[str]:
    for row in conflicts:
        if row.is_gone:
            yield _("%(name)s is no longer there.") % {"name": row.name}
        for line in row.lines:
            if line.meanwhile is not None:
                yield _("%(name)s: “%(field)s” was changed meanwhile.") % {
                    "name": row.name,
                    "field": _named(line),
                }


def _named(line: Any) -> str:
    return f"{line.label} ({line.language})" if line.language else str(line.label)


def _parted(
    entries: Iterable[Entry], chosen: Collection[str] | None
) -> tuple[list[Entry], list[Entry]]:
    """Return what of the entries is taken, and what is left."""
    taken, left = [], []
    for entry in entries:
        here = place(key_in(entry))
        if chosen is None or here in chosen:
            taken.append(entry)
        elif entry["before"] is None or entry["after"] is None:
            left.append(entry)
        else:
            part = _part(entry, lambda name, at=here: f"{at}.{name}" in chosen)  # type: ignore[misc]
            rest = _part(entry, lambda name, at=here: f"{at}.{name}" not in chosen)  # type: ignore[misc]
            taken += [part] if part["after"] else []
            left += [rest] if rest["after"] else []
    return taken, left


def _part(entry: Entry, is_meant: Callable[[str], bool]) -> Entry:
    parts = {
        name: {column: v for column, v in entry[name].items() if is_meant(column)}
        for name in ("before", "after", "by")
    }
    return {**entry, **parts}


def _order(entry: Entry) -> tuple[bool, bool, int]:
    """Sort deletions first, which free names, then what others hang on."""
    names = list(MODELS)
    return (
        entry["after"] is not None,
        entry["before"] is not None,
        names.index(entry["model"]),
    )


def _write(proposal: Proposal, entry: Entry) -> None:
    """Write one row, judged by all its rules."""
    key = key_in(entry)
    rows: Any = MODELS[key[0]]._default_manager
    row = rows.filter(pk=key[1], exhibition=proposal.exhibition_id).first()
    if entry["before"] is None:
        row = MODELS[key[0]](pk=key[1], exhibition_id=proposal.exhibition_id)
    elif row is None:
        raise Refused([_("%(name)s is no longer there.") % {"name": entry["name"]}])
    if entry["after"] is None:
        _delete(row)
    else:
        _save(row, key, entry["after"], is_new=entry["before"] is None)


def _delete(row: models.Model) -> None:
    try:
        row.delete()
    except (ProtectedError, RestrictedError) as error:
        sentence = _("%(name)s cannot be deleted: other records need it.")
        raise Refused([sentence % {"name": row}]) from error


def _save(row: models.Model, key: Key, values: Snapshot, *, is_new: bool) -> None:
    _refuse_lost_links(row, key, values)
    put(row, values)
    # Texts in other languages are as they were: each rule is judged on the whole row.
    typed = {field.name for field in columns(type(row))}
    untyped = [f.name for f in row._meta.concrete_fields if f.name not in typed]
    try:
        row.full_clean(exclude={*untyped} - {"exhibition"})
    except ValidationError as error:
        raise Refused(_sentences(row, key, error)) from error
    if isinstance(row, Photo) and "image" in values:
        # That of the picture before would refuse it, if somebody sent it once more.
        row.digest = ""
    row.save(force_insert=is_new)
    put_links(row, values)


def _refuse_lost_links(row: models.Model, key: Key, values: Snapshot) -> None:
    """Refuse links to rows that are gone; a link to one is judged by full_clean."""
    for field in links(type(row)):
        wanted = values.get(field.name, [])
        found = field.related_model._default_manager.filter(
            pk__in=wanted,
            exhibition=row.exhibition_id,  # type: ignore[attr-defined]
        )
        if found.count() != len(wanted):
            sentence = _("%(name)s: something in “%(field)s” is no longer there.")
            raise Refused(
                [sentence % {"name": row, "field": label_of(key, field.name)}]
            )


def _sentences(row: models.Model, key: Key, error: ValidationError) -> Iterable[str]:
    by_field = {field.name: field.attname for field in columns(type(row))}
    for name, messages in error.message_dict.items():
        where = ""
        if name != NON_FIELD_ERRORS:
            where = f" – {label_of(key, by_field.get(name, name))}"
        yield from (f"{row}{where}: {message}" for message in messages)


def _decided(
    proposal: Proposal, taken: list[Entry], left: list[Entry], user: Any
) -> Proposal:
    """Note what was published; what is left waits in the proposal of before."""
    if left:
        proposal.entries = left
        proposal.version += 1
        proposal.save()
        proposal = Proposal(
            exhibition_id=proposal.exhibition_id,
            country_id=proposal.country_id,
            organisation_id=proposal.organisation_id,
            kind=proposal.kind,
            record=proposal.record,
            name=proposal.name,
            author_id=proposal.author_id,
            made_at=proposal.made_at,
        )
    proposal.entries, proposal.state = taken, State.PUBLISHED
    proposal.decided_by, proposal.decided_at = user, clock.now()
    proposal.version += 1
    proposal.save()
    return proposal
