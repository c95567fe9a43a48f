"""New records that an organiser adds as drafts."""

import pytest

from exhibitors.imports import service
from exhibitors.models import Exhibit, Stand
from tests.exhibitors.imports.importing import applied, checked, csv_of, nobody_stops
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db
LIST = csv_of(
    ("Product", "Stand", "Published"), ("Coin", "B-14", "yes"), ("Silk", "B-14", "")
)


def shown(model):
    return list(model.objects.order_by("pk").values_list("is_published", flat=True))


def test_new_records_are_shown_at_once_unless_drafts_are_asked_for():
    applied(ExhibitionFactory(), LIST, "exhibits", by_program=True)

    assert (shown(Exhibit), shown(Stand)) == ([True, True], [True])


def test_drafts_may_be_asked_for_after_the_trial():
    run = checked(ExhibitionFactory(), LIST, "exhibits", by_program=True)
    run.as_drafts = True

    service.apply(run, nobody_stops)

    assert (shown(Exhibit), shown(Stand)) == ([False, False], [False])


def test_a_later_line_does_not_show_a_new_draft():
    content = csv_of(("Key", "Number", "Published"), ("a", "A1", ""), ("a", "", "yes"))

    applied(ExhibitionFactory(), content, "stands", as_drafts=True, by_program=True)

    assert shown(Stand) == [False]


def test_what_is_there_already_stays_shown():
    exhibition = ExhibitionFactory()
    StandFactory(exhibition=exhibition, number="B-14")

    applied(exhibition, LIST, "exhibits", as_drafts=True, by_program=True)

    assert (shown(Exhibit), shown(Stand)) == ([False, False], [True])
