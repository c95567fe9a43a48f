"""What comes of a line: new, changed, unchanged, a duplicate, or refused."""

import json
from hashlib import blake2b
from typing import Any

from django.conf import settings

from exhibitors.imports.drafts import Draft, Setting, plain, reference
from exhibitors.imports.fields import Kind
from exhibitors.imports.folding import fold_name
from exhibitors.imports.work import Work
from exhibitors.models import ImportRow

Action = ImportRow.Action
# The records that lines have linked to theirs, among what they have said.
_MENTIONS = "@"
# Whether what is new is shown may be decided after the trial.
_SHOWN = "is_published"


def judge(kind: Kind, draft: Draft, work: Work) -> None:
    """Decide on one line, and let it make and change what it asks for."""
    if not draft.problems:
        _judged(kind, draft, work)
    if draft.problems:
        draft.action = Action.REFUSED
        draft.before, draft.after, draft.also = {}, {}, []
        work.drop()
    else:
        work.take(draft)


def _judged(kind: Kind, draft: Draft, work: Work) -> None:
    kind.resolve(draft, work)
    if draft.problems:
        return
    record = kind.identify(draft, work)
    for name, value in draft.values.items():
        one = kind.field(name)
        if one is not None and one.column and name not in draft.settings:
            draft.set(name, _column(one.column, name, one.is_translated), value)
    if draft.problems:
        return
    draft.record = record
    _leave_hidden(kind, draft, work)
    if record is None:
        _begun(kind, draft, work)
    else:
        _met_again(kind, draft, work)
    if draft.problems:
        return
    is_more = kind.attach(draft, work)
    before = work.claims.get(record or 0, (draft.line.number, {}))
    draft.action = _action(draft, before[1], is_more=is_more)
    _claim(draft, before)


def _leave_hidden(kind: Kind, draft: Draft, work: Work) -> None:
    """Let no line show what the list itself makes, where that is to be a draft."""
    record = draft.record
    is_new = record is None or work.ids.is_made(kind.model, record)
    if is_new and not work.scope.publishes:
        draft.settings.pop(_SHOWN, None)


def _column(column: str, name: str, is_translated: bool) -> str:
    if not is_translated:
        return column
    end = name.rsplit("_", 1)[-1]
    return f"{column}_{end if end in settings.MODELTRANSLATION_LANGUAGES else 'en'}"


def _action(draft: Draft, before: dict[str, Any], *, is_more: bool) -> str:
    """Return what a line does; a duplicate says only what lines before it said."""
    if draft.is_new:
        return Action.NEW
    if draft.after or is_more:
        return Action.CHANGED
    is_said = draft.mentions <= set(before.get(_MENTIONS, ()))
    is_said = is_said and all(name in before for name in draft.settings)
    return Action.DUPLICATE if before and is_said else Action.SAME


def _begun(kind: Kind, draft: Draft, work: Work) -> None:
    """Make a new record of what the line says."""
    _complete(kind, draft)
    if draft.problems:
        return
    if work.scope.is_pavilion and not (kind.is_home and kind.is_home(draft, work)):
        draft.refuse("", "outside_scope")
        return
    columns = {one.column: one.value for one in draft.settings.values()}
    if "slug" not in columns:
        text = columns.get("number") or columns.get("name_en") or draft.label
        columns["slug"] = work.slugs.free(work, kind.model, str(text))
    elif work.slugs.is_reserved(columns["slug"]):
        draft.refuse("slug", "slug_reserved", text=columns["slug"])
        return
    draft.is_new = True
    draft.record = work.make(draft, kind.model, **columns)
    draft.after = {name: one.plain for name, one in draft.settings.items()}


def _complete(kind: Kind, draft: Draft) -> None:
    """Give a new record its name: in any language, else its company's or number."""
    values = draft.values
    names = (values.get(f"name{end}") for end in ("", "_en", "_ru", "_az"))
    name = next((name for name in names if name), None)
    required = next((one for one in kind.fields if one.name == "name"), None)
    if name is None and required is not None and not required.is_required:
        number = draft.settings.get("number")
        name = values.get("company") or (number and number.value)
    if name is None:
        draft.refuse("name", "required", field_name="name")
    elif "name" not in draft.settings and "name_en" not in draft.settings:
        draft.set("name", "name_en", name)


def _met_again(kind: Kind, draft: Draft, work: Work) -> None:
    """Compare the line with the record that is there, or that lines before brought."""
    record = draft.record or 0
    if not work.is_own(kind.model, record):
        draft.refuse("", "outside_scope")
        return
    row = work.row(kind.model, record)
    # A trial has no row of what lines long before would make: what they said counts.
    seen = None if work.ids.is_made(kind.model, record) else row
    claims = work.claims.get(record)
    before = claims[1] if claims else {}
    for name, one in list(draft.settings.items()):
        if _is_name_again(draft, name, one, before.get(name), seen):
            del draft.settings[name]
        elif name in before:
            if not _is_one(before[name], one.plain):
                number = claims[0] if claims else 0
                draft.refuse(
                    name, "contradicts", line=number, said=_shown(before[name])
                )
        elif seen is None or not _is_same(seen, one):
            draft.before[name] = _current(work, seen, one) if seen else None
            draft.after[name] = one.plain
    _may_change(draft, work, seen)
    if draft.after and row is not None and not draft.problems:
        columns = {
            draft.settings[name].column: draft.settings[name].value
            for name in draft.after
        }
        work.change(draft, row, columns)


def _is_one(said: Any, says: Any) -> bool:
    """Return whether two lines say the same: "A-1" and "A1" are one stand."""
    if isinstance(said, dict) and isinstance(says, dict):
        return bool(said["id"] == says["id"])
    return bool(said == says)


def _is_name_again(draft: Draft, name: str, one: Setting, said: Any, seen: Any) -> bool:
    """Return whether a line only spells the name otherwise by which it was found."""
    if "key" in draft.values or not name.startswith("name"):
        return False
    known = said or (getattr(seen, one.column) if seen else None)
    if not isinstance(known, str) or not isinstance(one.value, str):
        return False
    return known != one.value and fold_name(known) == fold_name(one.value)


def _may_change(draft: Draft, work: Work, row: Any) -> None:
    """Refuse what a pavilion may not change by itself."""
    if not work.scope.is_pavilion or not draft.after or row is None:
        return
    if draft.after.get("is_published"):
        draft.refuse("is_published", "may_not_publish")
    elif getattr(row, "is_published", False):
        draft.refuse("", "published_already")
    elif not _stays_home(draft, work):
        draft.refuse("", "outside_scope")


def _stays_home(draft: Draft, work: Work) -> bool:
    """Return whether a changed record is still one of the pavilion's."""
    country = draft.after.get("country")
    return country is None or country in work.scope.countries


def _is_same(row: Any, one: Setting) -> bool:
    current = getattr(row, one.column)
    if isinstance(one.value, str):
        return bool((current or "") == one.value)
    return bool(current == one.value)


def _current(work: Work, row: Any, one: Setting) -> Any:
    """Return what a record has now, as JSON."""
    value = getattr(row, one.column)
    if one.text is None or value is None:
        return plain(value)
    return reference(value, work.text_of(row, one.column))


def _claim(draft: Draft, before: tuple[int, dict[str, Any]]) -> None:
    """Keep in mind what the line says of its record, for the lines after it."""
    number, told = before
    mentions = draft.mentions.union(told.get(_MENTIONS, ()))
    said = {name: one.plain for name, one in draft.settings.items()}
    draft.claim = (number, {**told, **said, _MENTIONS: sorted(mentions)})


def _shown(value: Any) -> str:
    return str(value["text"] if isinstance(value, dict) else value)[:100]


def fingerprint(draft: Draft) -> str:
    """Return what is the same in the trial and in the application of a line."""
    told = [
        draft.action,
        {name: _told(value) for name, value in draft.before.items()},
        {name: _told(value) for name, value in draft.after.items() if name != _SHOWN},
        [problem.as_json() for problem in draft.problems],
        draft.also,
    ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _told(value: Any) -> Any:
    """Return a value without a key, which a trial does not have of what is made."""
    return value["text"] if isinstance(value, dict) else value


def public(values: dict[str, Any]) -> dict[str, Any]:
    """Return values for the line's record of them: what is not yet made has no key."""
    return {
        name: {**value, "id": None}
        if isinstance(value, dict) and (value["id"] or 0) < 0
        else value
        for name, value in values.items()
    }
