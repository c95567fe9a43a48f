"""What came of a list, as its pages show it."""

import pytest

from exhibitors.imports.shown import (
    PER_PAGE,
    Change,
    lines_of,
    tabs_of,
    text_of,
    written_by,
)
from exhibitors.models import ImportRecord, ImportRow
from tests.factories.exhibitors import ImportRowFactory, ImportRunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return ImportRunFactory(state="checked", counts={"new": 120, "refused": 1})


def test_tabs_show_the_counts_that_were_stored(run, django_assert_num_queries):
    with django_assert_num_queries(0):
        counts = {action: count for action, _label, count in tabs_of(run)}

    assert counts["new"] == 120
    assert counts["same"] == 0


@pytest.mark.parametrize("rows", [1, 3, 120])
def test_a_page_takes_two_queries_however_many_lines(
    run, rows, django_assert_num_queries
):
    for number in range(rows):
        ImportRowFactory(run=run, number=number + 2)

    with django_assert_num_queries(2):
        found = lines_of(run, "new")

    assert len(found.lines) == min(rows, PER_PAGE)
    assert found.has_next == (rows > PER_PAGE)
    assert found.total == 120


def test_the_next_page_goes_on_where_the_first_ended(run):
    rows = [
        ImportRow(run=run, number=n + 2, action="new", label=str(n)) for n in range(52)
    ]
    ImportRow.objects.bulk_create(rows)

    found = lines_of(run, "new", page=2)

    assert [line.number for line in found.lines] == [52, 53]
    assert (found.first, found.last, found.has_next) == (51, 52, False)


@pytest.mark.parametrize(
    ("term", "numbers"),
    [("kaz", [7]), ("7", [7]), ("none", []), ("\0", [7, 8]), ("9" * 40, [])],
)
def test_rows_are_found_by_name_and_number(run, term, numbers):
    ImportRowFactory(run=run, number=7, label="Kazakhstan")
    ImportRowFactory(run=run, number=8, label="Uzbekistan")
    ImportRowFactory(number=7, label="Kazakhstan of another list")

    assert [line.number for line in lines_of(run, "new", term).lines] == numbers


def test_a_difference_names_field_language_old_and_new(run):
    ImportRowFactory(
        run=run,
        action="changed",
        before={"name_ru": "Стенд", "country": "KZ", "hall": {"id": 1, "text": "A"}},
        after={"name_ru": "Павильон", "country": "UZ", "hall": {"id": 2, "text": "B"}},
    )

    (line,) = lines_of(run, "changed").lines

    assert [(one.before, one.after) for one in line.changes] == [
        ("A", "B"),
        ("Стенд", "Павильон"),
        ("Kazakhstan", "Uzbekistan"),
    ]
    assert "Russian" in line.changes[1].label
    assert isinstance(line.changes[0], Change)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (12, "12"),
        ([{"id": None, "text": "Energy"}, {"id": 1, "text": "Space"}], "Energy, Space"),
    ],
)
def test_values_read_as_people_say_them(value, text):
    assert text_of(value) == text


def test_what_was_written_is_counted_by_model(run):
    for record in range(3):
        ImportRecord.objects.create(
            run=run,
            number=record,
            model="exhibitors.stand",
            record=record,
            before={"id": record} if record == 2 else None,
            after={"id": record},
        )

    assert written_by(run) == [{"model": "exhibitors.stand", "made": 2, "changed": 1}]
