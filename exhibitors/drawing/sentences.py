"""What is wrong with a drawing, in words, with how to mend it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exhibitors.drawing.plan import Plan, feature_key, stand_key
from exhibitors.site.judging import AREA, Finding

SENTENCES = {
    "crossing": gettext_noop(
        "The outline of %(one)s crosses itself: draw its corners in order."
    ),
    "flat": gettext_noop(
        "The outline of %(one)s encloses nothing: pull its corners apart."
    ),
    "overlap": gettext_noop(
        "%(one)s and %(other)s overlap by %(amount)s m²: move one of them, or say that "
        "one lies inside the other."
    ),
    "outside": gettext_noop(
        "%(one)s lies outside %(other)s by %(amount)s m²: move it in, or draw the "
        "outline of the area wider."
    ),
    "beyond": gettext_noop(
        "%(one)s reaches out of %(other)s by %(amount)s m²: move it in, or say that it "
        "lies in no other stand."
    ),
    "far-gate": gettext_noop(
        "%(one)s is %(amount)s m away from %(other)s: move it to the edge of the area."
    ),
    "off-wall": gettext_noop(
        "%(one)s is %(amount)s m away from the nearest wall: move it onto a wall."
    ),
    "blocked": gettext_noop(
        "%(one)s runs for %(amount)s m across %(other)s: move one of them."
    ),
}


def names_of(plan: Plan) -> dict[str, str]:
    """Return what each drawing of a plan is called in a sentence, by its key."""
    named = {AREA: _("the area “%(name)s”") % {"name": plan.area.name}}
    for stand in plan.stands:
        named[stand_key(stand.pk)] = stand_name(stand)
    for each in plan.features:
        named[feature_key(each.pk)] = feature_name(each)
    return named


def stand_name(stand: Any) -> str:
    """Return what a stand is called in a sentence."""
    label = stand.name if stand.name == stand.number else str(stand)
    return _("stand “%(name)s”") % {"name": label or "?"}


def feature_name(feature: Any) -> str:
    """Return what a gate, door, wall or aisle is called in a sentence."""
    kind = str(feature.get_kind_display())
    return f"{kind} “{feature.name}”" if feature.name else kind


def told(found: Iterable[Finding], names: Mapping[str, str]) -> list[dict[str, object]]:
    """Return findings as the editor reads them, each with its sentence."""
    return [
        {
            "rule": finding.rule,
            "keys": list(finding.keys),
            "refused": finding.is_refused,
            "sentence": sentence(finding, names),
        }
        for finding in found
    ]


def sentence(finding: Finding, names: Mapping[str, str]) -> str:
    """Return what a finding says, naming what it is about."""
    one, *others = (names.get(key, key) for key in finding.keys)
    text = _(SENTENCES[finding.rule]) % {
        "one": one,
        "other": next(iter(others), ""),
        "amount": number_format(max(round(finding.amount, 2), 0.01), 2),
    }
    return text[:1].upper() + text[1:]
