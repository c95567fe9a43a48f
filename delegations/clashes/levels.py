"""How strictly an exhibition takes each rule."""

from delegations.models import ClashLevel, ClashRule
from exhibitors.models import Exhibition

_LEVEL = ClashLevel.Level

# For an exhibition that says nothing else: the level, and the minutes of tolerance.
# What would be an affront or cannot be mended on the day blocks a release; what
# a word with the hosts settles is a warning; an embargo is never planned against.
DEFAULTS: dict[str, tuple[str, int]] = {
    ClashRule.WALKING: (_LEVEL.WARN, 0),
    ClashRule.OPENING: (_LEVEL.BLOCK, 0),
    ClashRule.WINDOW: (_LEVEL.BLOCK, 0),
    ClashRule.UNCONFIRMED: (_LEVEL.WARN, 0),
    ClashRule.RECEIVING: (_LEVEL.WARN, 0),
    ClashRule.INTERPRETER: (_LEVEL.BLOCK, 0),
    ClashRule.APART: (_LEVEL.BLOCK, 0),
    ClashRule.PRECEDENCE: (_LEVEL.WARN, 0),
    ClashRule.EMBARGO: (_LEVEL.FORBID, 0),
    ClashRule.CROWDING: (_LEVEL.WARN, 0),
}


def levels(exhibition: Exhibition | int) -> dict[str, ClashLevel]:
    """Return the level of every rule, in the order of ClashRule.

    Rows that are stored, else unsaved ones with the default. One query.
    """
    key = exhibition if isinstance(exhibition, int) else exhibition.pk
    stored = {row.rule: row for row in ClashLevel.objects.filter(exhibition=key)}
    return {
        rule: stored.get(rule)
        or ClashLevel(exhibition_id=key, rule=rule, level=level, minutes=minutes)
        for rule, (level, minutes) in DEFAULTS.items()
    }
