"""Readers of lists, a module a format, all giving lines of texts."""

from exhibitors.imports.tables.base import MOST_BYTES, Line, Table, letter, refuse
from exhibitors.imports.tables.opening import opened

__all__ = ["MOST_BYTES", "Line", "Table", "letter", "opened", "refuse"]
