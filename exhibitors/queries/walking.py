"""Walks through the site of an exhibition, worked out once for a state of its plan."""

import json
from hashlib import md5

from django.db import connection

from exhibitors.models import Exhibition, SiteWalks
from exhibitors.site.drawings import (
    AreaDrawing,
    FeatureDrawing,
    Place,
    SiteDrawing,
    StandDrawing,
)
from exhibitors.site.keeping import tables, walks_from, ways
from exhibitors.site.walking import Walks, walks_of

__all__ = ["Place", "Walks", "site_drawing", "walks"]

# Raised when the same drawings give other walks than before.
_METHOD = 1
# By exhibition, in this process; a table of 2,000 stands takes 16 MB.
_MEMO: dict[int, tuple[str, Walks]] = {}
_MOST = 8

# All that walks depend on, in one statement: from one state of the plan. Its sum is
# made by the database, which then need not send it.
_DRAWN = """
SELECT json_build_object(
  'areas', (
    SELECT json_agg(json_build_array(id, outline) ORDER BY id)
    FROM exhibitors_area WHERE exhibition_id = %(exhibition)s),
  'stands', (
    SELECT json_agg(json_build_array(id, area_id, outline, parent_id) ORDER BY id)
    FROM exhibitors_stand WHERE exhibition_id = %(exhibition)s),
  'features', (
    SELECT json_agg(json_build_array(
      area_id, id, kind, points, leads_to_id, is_step_free,
      coalesce(nullif(name_en, ''), nullif(name_ru, ''), name_az, '')) ORDER BY id)
    FROM exhibitors_planfeature WHERE exhibition_id = %(exhibition)s)
)::text"""
_SUM = f"SELECT md5(({_DRAWN}))"


def walks(exhibition: Exhibition) -> Walks:
    """Return the walks between all stands, gates and doors, drafts among them.

    One query in a process that has them, two where another process has worked them
    out; else, as after a change of the plan, they are worked out and kept for all. The
    first route that a process asks for takes a query more. Whoever shows walks to
    visitors takes the places from what visitors may see.
    """
    fingerprint = _fingerprint(_read(_SUM, exhibition))
    known, found = _MEMO.get(exhibition.pk, ("", None))
    if found is None or known != fingerprint:
        fingerprint, found = _kept(exhibition, fingerprint) or _worked_out(exhibition)
        while len(_MEMO) >= _MOST:
            _MEMO.pop(next(iter(_MEMO)), None)
        _MEMO[exhibition.pk] = fingerprint, found
    return found


def site_drawing(exhibition: Exhibition) -> SiteDrawing:
    """Return what is drawn of the site; one query."""
    return _drawing(_read(_DRAWN, exhibition))


def _kept(exhibition: Exhibition, fingerprint: str) -> tuple[str, Walks] | None:
    rows = SiteWalks.objects.filter(exhibition=exhibition, fingerprint=fingerprint)
    kept = rows.values_list("tables", flat=True).first()
    if kept is None:
        return None

    def kept_ways() -> bytes:
        found = rows.values_list("ways", flat=True).first()
        if found is None:
            # The plan has changed since; a route of before it is drawn no more.
            return ways(walks_of(site_drawing(exhibition)).networks())
        return bytes(found)

    return fingerprint, walks_from(bytes(kept), kept_ways)


def _worked_out(exhibition: Exhibition) -> tuple[str, Walks]:
    """Return the walks of the plan as it is now, and keep them."""
    drawn = _read(_DRAWN, exhibition)
    fingerprint = _fingerprint(md5(drawn.encode(), usedforsecurity=False).hexdigest())
    found = walks_of(_drawing(drawn))
    row = SiteWalks(
        exhibition=exhibition,
        fingerprint=fingerprint,
        tables=tables(found),
        ways=ways(found.networks()),
    )
    # Two processes that work it out at once come to the same.
    SiteWalks.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["exhibition"],
        update_fields=["fingerprint", "tables", "ways"],
    )
    return fingerprint, found


def _fingerprint(checksum: str) -> str:
    return f"{_METHOD}-{checksum}"


def _read(query: str, exhibition: Exhibition) -> str:
    with connection.cursor() as cursor:
        cursor.execute(query, {"exhibition": exhibition.pk})
        (found,) = cursor.fetchone()
    return str(found)


def _drawing(drawn: str) -> SiteDrawing:
    rows = {kind: found or [] for kind, found in json.loads(drawn).items()}
    features: dict[int, list[FeatureDrawing]] = {}
    for area, *feature in rows["features"]:
        features.setdefault(area, []).append(FeatureDrawing(*feature))
    return SiteDrawing(
        areas=tuple(
            AreaDrawing(pk, outline, tuple(features.get(pk, ())))
            for pk, outline in rows["areas"]
        ),
        stands=tuple(StandDrawing(*stand) for stand in rows["stands"]),
    )
