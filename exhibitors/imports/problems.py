"""What is wrong with a cell, a line or a file, and how to mend it, in sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from exhibitors.imports.fields import kinds, label_of
from exhibitors.imports.shapes import Problem

_CELLS = {
    "required": gettext_lazy("%(field_label)s is missing. Write it in."),
    "too_long": gettext_lazy(
        "The text has %(length)s signs, %(most)s are the most. Shorten it."
    ),
    "no_number": gettext_lazy("“%(text)s” is no number. Write it as in 36 or 36.5."),
    "no_whole": gettext_lazy("“%(text)s” is no whole number. Write it as in 36."),
    "out_of_range": gettext_lazy(
        "“%(text)s” is not between %(least)s and %(most)s. Correct the number."
    ),
    "no_date": gettext_lazy("“%(text)s” is no date. Write it as in 2023-11-24."),
    "no_boolean": gettext_lazy("“%(text)s” is neither yes nor no. Write one of them."),
    "no_choice": gettext_lazy("“%(text)s” is not known here. Use one of: %(options)s."),
    "no_web": gettext_lazy(
        "“%(text)s” is no address on the web. Write it as in https://example.org."
    ),
    "no_email": gettext_lazy(
        "“%(text)s” is no e-mail address. Write it as in name@example.org."
    ),
    "no_address": gettext_lazy(
        "“%(text)s” is no address of a page. Use letters, digits and hyphens."
    ),
    "slug_reserved": gettext_lazy(
        "The site itself uses the address “%(text)s”. Choose another."
    ),
    "no_country": gettext_lazy(
        "“%(text)s” is no country. Write its name or its code, as in KZ."
    ),
    "country_near": gettext_lazy(
        "“%(text)s” is no country. If you mean %(meant)s, write %(iso)s."
    ),
    "no_stand_number": gettext_lazy(
        "“%(text)s” names no stand. Write its number, as in B-14."
    ),
    "hall_names_other_stand": gettext_lazy(
        "“%(text)s” is not where the stand “%(said)s” is. Make both say the same."
    ),
    "several_stands": gettext_lazy(
        "“%(text)s” names several stands. Give each a line of its own."
    ),
    "no_such_stand": gettext_lazy(
        "There is no stand “%(text)s”. Correct the number, or add the stand first."
    ),
    "number_taken": gettext_lazy(
        "Another stand has the number “%(text)s”. Correct the number or the key."
    ),
    "needs_number_or_name": gettext_lazy(
        "A stand needs a number or a name. Write one of them."
    ),
    "needs_maker": gettext_lazy("Name the maker whose role this is."),
    "several_match": gettext_lazy(
        "More than one record is called “%(text)s”. Say which by its key or its "
        "country."
    ),
    "contradicts": gettext_lazy(
        "Row %(line)s says “%(said)s” of the same record. Make both say the same."
    ),
    "needs_delegation": gettext_lazy("Name the delegation in which this is the role."),
    "head_taken": gettext_lazy(
        "The delegation “%(text)s” has a head already. Correct the role."
    ),
}
_RIGHTS = {
    "outside_scope": gettext_lazy(
        "This does not belong to your pavilion. Take the line out of your list."
    ),
    "stand_outside_scope": gettext_lazy(
        "The stand “%(text)s” is not one of your pavilion. Correct its number."
    ),
    "published_already": gettext_lazy(
        "This is published already. Ask an organiser to change it."
    ),
    "may_not_publish": gettext_lazy(
        "Organisers publish what is new. Leave the cell empty."
    ),
    "may_not_make_area": gettext_lazy(
        "There is no hall “%(text)s”. Correct the name, or ask an organiser to add it."
    ),
    "may_not_make_stand": gettext_lazy(
        "Your pavilion has no stand “%(text)s”. Correct the number, or ask an "
        "organiser."
    ),
    "may_not_make_organisation": gettext_lazy(
        "There is no organisation “%(text)s” that you may add. Correct the name, or "
        "ask an organiser."
    ),
    "may_not_make_sector": gettext_lazy(
        "There is no sector “%(text)s”. Use one that is there, or ask an organiser."
    ),
}
_LEFT_OUT = {
    "note": gettext_lazy("A total or a remark, no record."),
    "heading_again": gettext_lazy("The headings once more."),
    "nothing_mapped": gettext_lazy("Nothing in the columns that are read."),
}
_FILES = {
    "not_allowed": gettext_lazy("You may not read such a list into this exhibition."),
    "file_too_large": gettext_lazy(
        "The file is larger than %(most)s MB. Divide it into several."
    ),
    "file_empty": gettext_lazy("The file is empty."),
    "file_binary": gettext_lazy(
        "This is no list. Save it as CSV, XLSX or JSON and send it again."
    ),
    "no_table": gettext_lazy(
        "This is no table: it has no headings with rows below them. Save the list as "
        "CSV, XLSX or JSON and send it again."
    ),
    "file_locked": gettext_lazy("The file has a password. Save it without one."),
    "file_gone": gettext_lazy("The file is no longer kept. Send it once more."),
    "file_changed": gettext_lazy("The file is another one than was checked."),
    "encoding_unknown": gettext_lazy(
        "The letters of the file cannot be read. Save it as CSV in UTF-8, or as XLSX."
    ),
    "csv_unreadable": gettext_lazy(
        "The file cannot be read as CSV: %(reason)s. Save it as XLSX."
    ),
    "csv_has_nul": gettext_lazy(
        "Row %(line)s has signs that no text has. Save the list as XLSX."
    ),
    "xlsx_unreadable": gettext_lazy(
        "The spreadsheet cannot be read. Open it, save it as XLSX and send it again."
    ),
    "xlsx_bomb": gettext_lazy("The spreadsheet unpacks to more than %(most)s MB."),
    "json_unreadable": gettext_lazy(
        "The file cannot be read as JSON. Save it again, or as CSV or XLSX."
    ),
    "json_broken": gettext_lazy(
        "The JSON breaks off or has a mistake in line %(line)s, column %(column)s. "
        "Mend it there."
    ),
    "json_too_deep": gettext_lazy("The JSON is nested more than %(most)s levels deep."),
    "json_no_list": gettext_lazy("There is no list of objects in this JSON."),
    "too_many_columns": gettext_lazy("The list has more than %(most)s columns."),
    "cell_too_long": gettext_lazy("A cell has more than %(most)s signs. Shorten it."),
    "no_such_sheet": gettext_lazy("There is no sheet “%(sheet)s” in the file."),
    "no_such_row": gettext_lazy("There is no row %(row)s for the headings."),
    "mapping_column": gettext_lazy("There is no column “%(column)s”."),
    "mapping_field": gettext_lazy("There is no field “%(field)s”."),
    "mapping_empty": gettext_lazy("No column says what it is. Say it of some."),
    "mapping_missing": gettext_lazy(
        "No column is for “%(field_label)s”. Say which one is."
    ),
    "not_checked": gettext_lazy("The list has not been checked. Check it first."),
    "applied_already": gettext_lazy(
        "The list was applied already. Upload it again to check it again."
    ),
    "not_applied": gettext_lazy("Only a list that was applied can be undone."),
    "another_running": gettext_lazy(
        "Another list is being applied to this exhibition. Wait until it is done."
    ),
    "rows_refused": ngettext_lazy(
        "%(count)s line is refused. Mend it, or leave it out.",
        "%(count)s lines are refused. Mend them, or leave them out.",
        "count",
    ),
    "changed_since": gettext_lazy(
        "Somebody has changed the records since the list was checked, in rows "
        "%(rows)s. Check it again."
    ),
    "undo_changed": gettext_lazy(
        "Records of this list were changed since: rows %(rows)s. It cannot be undone."
    ),
    "undo_built_on": gettext_lazy(
        "Others refer to records of this list by now: rows %(rows)s. It cannot be "
        "undone."
    ),
    "schedule": gettext_lazy("The schedule refuses the list: %(reason)s"),
    "database": gettext_lazy("The database refuses the list: %(reason)s"),
}
_SENTENCES: dict[str, Any] = {**_CELLS, **_RIGHTS, **_LEFT_OUT, **_FILES}


def problem_text(problem: Problem | Mapping[str, Any]) -> str:
    """Return a problem as a sentence that says what to mend, in the active language."""
    told = problem.as_json() if isinstance(problem, Problem) else problem
    params = dict(told["params"])
    if name := params.get("field_name"):
        params["field_label"] = _label(name)
    sentence = _SENTENCES[told["code"]] % params
    return _and_more(str(sentence), params)


def _and_more(sentence: str, params: Mapping[str, Any]) -> str:
    if not params.get("more"):
        return sentence
    rows = params["rows"]
    return sentence.replace(rows, _("%(rows)s and more") % {"rows": rows}, 1)


def _label(name: str) -> str:
    for kind in kinds():
        if field := kind.field(name):
            return label_of(field, name)
    return name
