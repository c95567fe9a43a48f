"""What holds for lists of any content and any order of columns."""

from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exhibitors.imports import service
from exhibitors.models import Area, Exhibit, Exhibitor, Organisation, Stand
from tests.exhibitors.imports.importing import (
    applied,
    checked,
    counts,
    csv_of,
    nobody_stops,
)
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db
HEADER = ("Product", "Company", "Country", "Hall", "Stand", "Quantity")
names = st.text("abcéжшəİß -.'&0123", min_size=1, max_size=8).filter(
    lambda text: any(sign.isalpha() for sign in text)
)
lines = st.lists(
    st.tuples(
        names,
        names | st.just(""),
        st.sampled_from(["", "KZ", "Узбекистан", "Türkiye"]),
        st.sampled_from(["", "Hall 1", "Павильон 2"]),
        st.sampled_from(["", "A1", "A-1", "B2", "1-11", "11-1"]),
        st.sampled_from(["", "1", "25"]),
    ),
    min_size=1,
    max_size=8,
)
few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
numbers = count()
MODELS = (Area, Stand, Organisation, Exhibit, Exhibitor)


class _Over(Exception):  # noqa: N818
    """Ends an example, so that the next one finds nothing of it."""


def content_of():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def outcomes(run):
    rows = run.rows.order_by("number")
    return [(row.action, row.before, row.after, row.also) for row in rows]


@few
@given(lines, st.permutations(range(len(HEADER))))
def test_the_order_of_columns_does_not_matter(rows, order):
    def shuffled(row):
        return [row[place] for place in order]

    exhibition = ExhibitionFactory()
    plain = csv_of(HEADER, *rows, separator="\t")
    other = csv_of(shuffled(HEADER), *map(shuffled, rows), separator="\t")

    first = checked(exhibition, plain, "exhibits")
    second = checked(exhibition, other, "exhibits")

    assert outcomes(first) == outcomes(second)


@few
@given(lines)
@example(
    [
        ("b", "", "", "", "A-1", ""),
        ("b", "", "", "", "A1", "1"),
    ]
)
def test_a_list_applied_twice_changes_nothing_and_undone_leaves_nothing(rows):
    content = csv_of(HEADER, *rows, separator="\t")
    try:
        with transaction.atomic():
            exhibition = ExhibitionFactory()
            before = content_of()
            run = applied(exhibition, content, "exhibits", allow_partial=True)
            after = content_of()

            again = applied(exhibition, content, "exhibits", allow_partial=True)

            assert content_of() == after
            assert set(counts(again)) <= {"same", "duplicate", "refused", "left_out"}
            service.undo(run, nobody_stops)
            assert content_of() == before
            raise _Over
    except _Over:
        return
