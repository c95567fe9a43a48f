"""Lists made, tried and applied in one call."""

import io
import json

import xlsxwriter
from django.core.files.base import ContentFile

from exhibitors.imports import service


def nobody_stops(_done, _total):
    return False


def csv_of(*rows, separator=";"):
    """Return the bytes of a list; each row is a tuple of cells."""
    return "\n".join(separator.join(map(str, row)) for row in rows).encode()


def json_of(content):
    return json.dumps(content, ensure_ascii=False).encode()


def xlsx_of(*rows, merged=()):
    """Return a workbook; ``merged`` are (first row, column, last row, text) from 0."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("List")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for first, column, last, text in merged:
            sheet.merge_range(first, column, last, column, text)
    return stream.getvalue()


def uploaded(exhibition, content, kind="", *, user=None, name="list", **fields):
    run = service.new_run(exhibition, user, kind, ContentFile(content), name)
    for field, value in fields.items():
        setattr(run, field, value)
    run.save()
    return run


def checked(exhibition, content, kind="", **fields):
    run = uploaded(exhibition, content, kind, **fields)
    service.check(run, nobody_stops)
    return run


def applied(exhibition, content, kind="", *, allow_partial=False, **fields):
    run = checked(exhibition, content, kind, **fields)
    service.apply(run, nobody_stops, allow_partial=allow_partial)
    return run


def counts(run):
    return {name: count for name, count in run.counts.items() if count}


def codes(run):
    """Return the problems of a run as (cell, code), in the order of the file."""
    return [
        (problem["cell"], problem["code"])
        for row in run.rows.order_by("number")
        for problem in row.problems
    ]
