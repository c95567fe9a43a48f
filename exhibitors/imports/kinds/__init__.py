"""The kinds of lists of an exhibition: stands, exhibitors, exhibits."""

from exhibitors.imports.fields import register
from exhibitors.imports.kinds.exhibitors import EXHIBITORS
from exhibitors.imports.kinds.exhibits import EXHIBITS
from exhibitors.imports.kinds.stands import STANDS


def register_kinds() -> None:
    """Make the kinds of this app known."""
    register(STANDS, EXHIBITORS, EXHIBITS)
