"""The way of a list: trial, application, what refuses it, the file of bad rows."""

import io
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from python_calamine import CalamineWorkbook

from exhibitors.imports import service
from exhibitors.imports.shapes import Cancelled, ImportRefused
from exhibitors.models import ImportRun, SavedMapping, Stand
from tests.exhibitors.imports.importing import (
    applied,
    checked,
    codes,
    counts,
    csv_of,
    json_of,
    nobody_stops,
    uploaded,
    xlsx_of,
)
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db
BAD = csv_of(
    ("Stand", "Size", "Country"),
    ("B1", "36,5 м²", "KZ"),
    ("B2", "large", "Kazahstan"),
    ("=2+2", "9", "Atlantis"),
)


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


def refusal(run, verb, **options):
    with pytest.raises(ImportRefused) as caught:
        verb(run, nobody_stops, **options)
    return caught.value


def test_problems_name_the_cell_and_the_mend(exhibition):
    run = checked(exhibition, BAD, "stands")

    sentences = [
        f"{problem['cell']}: {service.problem_text(problem)}"
        for row in run.rows.order_by("number")
        for problem in row.problems
    ]
    assert sentences == [
        "B3: “large” is no number. Write it as in 36 or 36.5.",
        "C3: “Kazahstan” is no country. If you mean Kazakhstan, write KZ.",
        "C4: “Atlantis” is no country. Write its name or its code, as in KZ.",
    ]


def test_a_refused_line_refuses_the_list(exhibition):
    run = checked(exhibition, BAD, "stands")

    assert refusal(run, service.apply).problem.code == "rows_refused"
    assert (run.state, Stand.objects.count()) == ("checked", 0)


def test_refused_lines_are_left_out_where_that_is_wanted(exhibition):
    run = applied(exhibition, BAD, "stands", allow_partial=True)

    assert counts(run) == {"new": 1, "refused": 2}
    assert str(Stand.objects.get().area_m2) == "36.50"


def test_what_changed_since_the_trial_is_not_overwritten(exhibition):
    content = csv_of(("Stand", "Name"), ("B1", "First"), ("B2", "Second"))
    run = checked(exhibition, content, "stands")
    StandFactory(exhibition=exhibition, number="B2", name="Somebody else's")

    caught = refusal(run, service.apply)

    assert (caught.problem.code, caught.lines) == ("changed_since", (3,))
    assert run.state == ImportRun.objects.get().state == "checked"
    assert run.rows.count() == 2
    assert [row.name for row in Stand.objects.all()] == ["Somebody else's"]
    service.check(run, nobody_stops)
    service.apply(run, nobody_stops)
    assert Stand.objects.filter(name="Second").count() == 1


def test_a_list_that_was_not_checked_is_not_applied(exhibition):
    run = uploaded(exhibition, BAD, "stands")

    assert refusal(run, service.apply).problem.code == "not_checked"


def test_another_file_than_was_checked_is_not_applied(exhibition):
    run = checked(exhibition, csv_of(("Stand",), ("B1",)), "stands")
    with Path(run.file.path).open("ab") as file:
        file.write(b"B2\n")

    assert refusal(run, service.apply).problem.code == "file_changed"


def test_two_lists_are_not_applied_at_once(exhibition):
    uploaded(exhibition, BAD, "stands", state="applying")
    run = checked(exhibition, csv_of(("Stand",), ("B1",)), "stands")

    assert refusal(run, service.apply).problem.code == "another_running"
    assert ImportRun.objects.get(pk=run.pk).state == "checked"


def test_a_trial_that_is_stopped_leaves_nothing(exhibition):
    run = uploaded(exhibition, BAD, "stands")

    with pytest.raises(Cancelled):
        service.check(run, lambda _done, _total: True)

    assert (run.state, run.rows.count()) == ("cancelled", 0)


def test_an_application_that_is_stopped_writes_nothing(exhibition):
    run = checked(exhibition, csv_of(("Stand",), ("B1",)), "stands")

    with pytest.raises(Cancelled):
        service.apply(run, lambda _done, _total: True)

    assert (run.state, Stand.objects.count()) == ("checked", 0)


def test_what_the_database_refuses_is_said_in_a_sentence(exhibition):
    StandFactory(exhibition=exhibition, number="B1", key="b1")
    StandFactory(exhibition=exhibition, number="B2", key="b2")
    content = csv_of(("Key", "Parent"), ("b1", "B2"), ("b2", "B1"))
    run = checked(exhibition, content, "stands")

    caught = refusal(run, service.apply)

    assert caught.problem.code == "database"
    assert run.error == (
        "The database refuses the list: A stand cannot lie inside itself."
    )


def test_the_number_of_another_stand_is_refused(exhibition):
    StandFactory(exhibition=exhibition, number="B1", key="b1")
    StandFactory(exhibition=exhibition, number="B2", key="b2")

    run = checked(exhibition, csv_of(("Key", "Number"), ("b1", "B2")), "stands")

    assert codes(run) == [("B2", "number_taken")]


def test_a_key_is_not_taken_over_by_a_number(exhibition):
    StandFactory(exhibition=exhibition, number="B1", key="b1")

    run = checked(exhibition, csv_of(("Key", "Number"), ("other", "B1")), "stands")

    assert codes(run) == [("B2", "number_taken")]


def test_a_record_without_a_key_gets_that_of_the_list(exhibition):
    stand = StandFactory(exhibition=exhibition, number="B1")

    applied(exhibition, csv_of(("Key", "Number"), ("b1", "B1")), "stands")

    stand.refresh_from_db()
    assert stand.key == "b1"


@pytest.mark.parametrize("verb", [service.check, service.apply])
def test_queries_do_not_grow_with_the_lines(verb):
    asked = []
    for size in (20, 200):
        rows = [(f"E{one}", f"B{one}", f"C{one}", "Hall 1") for one in range(size)]
        content = csv_of(("Product", "Stand", "Company", "Hall"), *rows)
        run = uploaded(ExhibitionFactory(), content, "exhibits")
        if verb is service.apply:
            service.check(run, nobody_stops)
        with CaptureQueriesContext(connection) as queries:
            verb(run, nobody_stops)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_bad_rows_come_back_with_reasons_and_no_formula(exhibition):
    run = checked(exhibition, BAD, "stands")
    stream = io.BytesIO()

    assert service.write_bad_rows(run, stream, "csv") == 2

    lines = stream.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == "Stand;Size;Country;What to mend"
    assert lines[1].startswith("B2;large;Kazahstan;B3: “large” is no number.")
    assert lines[2].startswith("'=2+2;9;Atlantis;C4: ")


def test_bad_rows_come_as_a_workbook(exhibition):
    run = checked(exhibition, BAD, "stands")
    stream = io.BytesIO()

    service.write_bad_rows(run, stream, "xlsx")

    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue()))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert [row[0] for row in rows] == ["Stand", "B2", "=2+2"]


def test_every_problem_has_a_sentence_in_the_readers_language(exhibition):
    run = checked(exhibition, BAD, "stands")
    problem = run.rows.filter(action="refused").first().problems[0]

    with translation.override("ru"):
        assert "large" in service.problem_text(problem)


def test_the_mapping_of_the_same_headings_is_remembered(exhibition):
    content = csv_of(("What", "Where"), ("Kazakh stand", "B1"))
    first = uploaded(
        exhibition, content, "stands", mapping={"0": "name", "1": "number"}
    )
    service.remember(first)

    run = applied(exhibition, content, "stands")

    assert run.mapping == {"0": "name", "1": "number"}
    assert (Stand.objects.get().number, SavedMapping.objects.count()) == ("B1", 1)
    assert service.overview(run).mapping == run.mapping
    other = uploaded(ExhibitionFactory(), content, "stands")
    assert service.overview(other).mapping is None


def test_an_overview_tells_what_each_column_seems_to_be(exhibition):
    content = xlsx_of(
        ("Participants of the exhibition",),
        ("",),
        ("№", "Наименование компании", "Страна", "Павильон", "Стенд", "Colour"),
        (1, "Казахмыс", "Казахстан", "Павильон 8", "Б14", "red"),
    )

    found = service.overview(uploaded(exhibition, content))

    assert (found.kind, found.sheet, found.header_row) == ("exhibitors", "List", 3)
    assert [(column.letter, column.field) for column in found.columns] == [
        ("A", ""),
        ("B", "name"),
        ("C", "country"),
        ("D", "hall"),
        ("E", "stand"),
        ("F", ""),
    ]
    assert found.columns[1].samples == ("Казахмыс",)
    assert found.missing == ()


def test_nested_json_is_read_for_each_kind(exhibition):
    stands = [
        {
            "hall": "Hall 8",
            "number": "B14",
            "exhibitors": [
                {
                    "name": "Kazakhmys",
                    "country": "Қазақстан",
                    "exhibits": [{"name": "Copper", "quantity": 3}],
                }
            ],
        }
    ]

    content = json_of({"stands": stands})
    for kind in ("stands", "exhibitors", "exhibits"):
        assert counts(applied(exhibition, content, kind)) == {"new": 1}

    stand = Stand.objects.get()
    assert (stand.number, stand.area.name) == ("B14", "Hall 8")
    exhibit = stand.exhibits.get()
    assert (exhibit.name, exhibit.quantity) == ("Copper", 3)
    assert (exhibit.maker.name, exhibit.maker.country_id) == ("Kazakhmys", "KZ")
    assert stand.exhibitors.get().organisation == exhibit.maker


def test_a_column_for_what_must_be_there_is_asked_for(exhibition):
    run = uploaded(exhibition, csv_of(("Website",), ("a.az",)), "exhibitors")

    caught = refusal(run, service.check)

    assert caught.problem.code == "mapping_missing"
    assert (run.state, run.error) == (
        "failed",
        "No column is for “name”. Say which one is.",
    )
