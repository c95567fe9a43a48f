"""Stands split, divided and merged as the editor asks, before anything is saved."""

import json
from typing import Any

from django.utils.translation import gettext as _

from exhibitors.drawing.reading import MOST_CORNERS, is_point
from exhibitors.drawing.refused import Refused
from exhibitors.site import parting
from exhibitors.site.judging import Drawing, StandShape, findings


def shapes(body: bytes) -> list[parting.Outline]:
    """Return the outlines that come of others; raises Refused where none do."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise Refused(fields={"": _("This is no drawing that can be read.")})
    act = _ACTS.get(str(asked.get("do")))
    if act is None:
        raise Refused(fields={"do": _("Split, divide and merge are known here.")})
    return act(asked)


def _split(asked: dict[str, Any]) -> list[parting.Outline]:
    line = asked.get("line")
    if not isinstance(line, list) or len(line) != 2 or not all(map(is_point, line)):
        raise Refused(fields={"line": _("Two points are expected here.")})
    parts = parting.split(_outline(asked, "outline"), line[0], line[1])
    if len(parts) < 2:
        raise Refused((_("The line does not cross the stand."),))
    return list(parts)


def _divide(asked: dict[str, Any]) -> list[parting.Outline]:
    count = asked.get("count")
    if not isinstance(count, int) or not 2 <= count <= parting.MOST_PARTS:
        text = _("Between 2 and %(most)d parts are possible.")
        raise Refused(fields={"count": text % {"most": parting.MOST_PARTS}})
    return list(parting.divide(_outline(asked, "outline"), count))


def _merge(asked: dict[str, Any]) -> list[parting.Outline]:
    outlines = asked.get("outlines")
    if not isinstance(outlines, list) or not 2 <= len(outlines) <= parting.MOST_PARTS:
        raise Refused(fields={"outlines": _("Choose two stands or more.")})
    named = {str(number): outline for number, outline in enumerate(outlines)}
    whole = parting.merged([_outline(named, number) for number in named])
    if whole is None:
        raise Refused(
            (_("Only stands that share an edge, around no gap, become one stand."),)
        )
    return [whole]


def _outline(asked: dict[str, Any], name: str) -> parting.Outline:
    outline: Any = asked.get(name)
    is_one = (
        isinstance(outline, list)
        and 3 <= len(outline) <= MOST_CORNERS
        and all(map(is_point, outline))
    )
    if not is_one or findings(Drawing(None, (StandShape(name, outline),))):
        raise Refused(fields={name: _("This is no outline that can be cut or joined.")})
    return parting.centimetres(outline)


_ACTS = {"split": _split, "divide": _divide, "merge": _merge}
