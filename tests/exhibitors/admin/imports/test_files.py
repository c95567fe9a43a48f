"""Files of imports: the original, the rows to mend, empty tables."""

from io import BytesIO

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from exhibitors.imports.fields import kinds
from exhibitors.imports.service import overview
from tests.exhibitors.admin.imports.conftest import (
    STANDS,
    body,
    checked,
    page,
    uploaded,
)

pytestmark = pytest.mark.django_db


def test_the_original_comes_back_as_it_was_and_is_never_shown(organiser, run):
    answer = organiser.get(page("original", run.pk))

    assert body(answer) == STANDS.encode()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="stands.csv"'
    assert "no-store" in answer["Cache-Control"]


def test_a_file_that_is_gone_is_missing(organiser, run):
    run.file.storage.delete(run.file.name)

    assert organiser.get(page("original", run.pk)).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_to_mend_are_downloaded(organiser, run, form):
    run = checked(run)

    answer = organiser.get(page(f"bad_rows_{form}", run.pk))

    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    assert body(answer)


@pytest.mark.parametrize("language", ["en", "ru", "az"])
@pytest.mark.parametrize("kind", [kind.name for kind in kinds()])
def test_an_empty_table_is_understood_when_it_comes_back(
    organiser, exhibition, kind, language
):
    answer = organiser.get(
        page("template", kind), headers={"accept-language": language}
    )
    content = body(answer)

    hints, headings = (
        CalamineWorkbook.from_filelike(BytesIO(content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert len(hints) == len(headings)
    with translation.override(language):
        seen = overview(uploaded(exhibition, content, "empty.xlsx", kind))
    assert [column.heading for column in seen.columns] == headings
    assert seen.missing == ()
