"""What the columns of a list mean."""

import pytest

from exhibitors.models import ImportRun, SavedMapping
from tests.exhibitors.admin.imports.conftest import page, uploaded

pytestmark = pytest.mark.django_db


def stored(run):
    return ImportRun.objects.get(pk=run.pk)


def test_each_column_shows_heading_values_and_the_field_suggested(organiser, run):
    found = organiser.get(page("mapping", run.pk)).context

    assert [row.column.heading for row in found["rows"]] == ["Stand", "Name"]
    assert found["rows"][0].samples == ("A-1", "A-2")
    assert [bool(row.chosen) for row in found["rows"]] == [True, True]
    assert {row.certainty for row in found["rows"]} <= {"sure", "likely", "unsure"}


def test_what_was_chosen_is_checked_and_remembered(organiser, run):
    sent = {"column-0": "number", "column-1": "name"}

    answer = organiser.post(page("mapping", run.pk), sent)

    assert answer["Location"] == page("change", run.pk)
    assert stored(run).mapping == {"0": "number", "1": "name"}
    assert stored(run).task == "check"
    assert SavedMapping.objects.get().mapping


def test_two_columns_of_one_field_are_refused(organiser, run):
    sent = {"column-0": "name", "column-1": "name"}

    answer = organiser.post(page("mapping", run.pk), sent)

    assert answer.status_code == 422
    assert any("Two columns are" in text for text in answer.context["errors"])
    assert [row.chosen for row in answer.context["rows"]] == ["name", "name"]
    assert stored(run).task == ""


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ("", "Say of one column at least what it means."),
        ("key", "No column is “name”, which every line needs."),
    ],
)
def test_what_is_missing_is_named(organiser, exhibition, chosen, sentence):
    run = uploaded(exhibition, kind="exhibits")

    answer = organiser.post(page("mapping", run.pk), {"column-0": chosen})

    assert answer.status_code == 422
    assert answer.context["errors"] == [sentence]
    assert stored(run).task == ""


def test_a_field_that_there_is_not_counts_as_none(organiser, run):
    sent = {"column-0": "number", "column-1": "exhibition_id"}

    organiser.post(page("mapping", run.pk), sent)

    assert "exhibition_id" not in stored(run).mapping.values()


def test_another_row_of_headings_and_kind_can_be_chosen(organiser, run):
    sent = {"look": "", "kind": "exhibits", "header_row": "2", "sheet": ""}

    organiser.post(page("mapping", run.pk), sent)

    assert (stored(run).kind, stored(run).header_row) == ("exhibits", 2)
    assert organiser.get(page("mapping", run.pk)).status_code == 200


@pytest.mark.parametrize("row", ["0", "-1", "x", "9" * 30])
def test_an_odd_row_of_headings_is_found_by_itself(organiser, run, row):
    sent = {"look": "", "kind": "nothing", "header_row": row}

    organiser.post(page("mapping", run.pk), sent, follow=True)

    assert stored(run).kind == "stands"


def test_a_list_that_is_applied_keeps_its_columns(organiser, run):
    ImportRun.objects.update(state="applied")

    answer = organiser.post(page("mapping", run.pk), {"column-0": "number"})

    assert answer["Location"] == page("change", run.pk)
    assert stored(run).mapping == {}
