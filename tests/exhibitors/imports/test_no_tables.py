"""Files that are no lists."""

import pytest

from exhibitors.imports import service
from exhibitors.imports.problems import problem_text
from exhibitors.imports.shapes import ImportRefused
from tests.exhibitors.imports.importing import uploaded
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db


def refusal_of(content):
    run = uploaded(ExhibitionFactory(), content, by_program=True)
    with pytest.raises(ImportRefused) as caught:
        service.overview(run)
    return caught.value.problem


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?>\n<svg>\n<path d="M1,2;3"/>\n</svg>',
        b"\n<html><table>\n<tr><td>Name</td></tr>\n</table>",
        "Уважаемые коллеги, список будет завтра.".encode(),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content):
    problem = refusal_of(content)

    assert problem.code == "no_table"
    assert problem_text(problem).startswith("This is no table")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"stands": [{"number": "B-14"}', "line 1, column 31"),
        (b'[\n  {"number": "B-14"},\n  {"number" "B-15"}\n]', "line 3, column 13"),
    ],
)
def test_broken_json_is_told_with_its_place(content, place):
    assert place in problem_text(refusal_of(content))
