"""Stands merged into one: what goes over to it, and what stops that."""

import pytest

from exhibitors.drawing.hanging import hanging, moves, refusals
from exhibitors.models import Exhibit, Exhibitor, Photo, Stand
from tests.exhibitors.drawing.conftest import square
from tests.factories.delegations import StopFactory
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitorFactory,
    InquiryFactory,
    OrganisationFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    SectorFactory,
    StandFactory,
)

KINDS = 15


@pytest.fixture
def other(hall, stand):
    return StandFactory(
        exhibition=hall.exhibition,
        area=hall,
        number="B-2",
        name="Felt",
        slug="felt",
        outline=square(3, 0),
    )


@pytest.fixture
def merge(stand, other):
    wide = [[0, 0], [6, 0], [6, 3], [0, 3]]
    return {
        "stands": [{"id": stand.pk, "outline": wide}],
        "merges": [{"kept": stand.pk, "gone": [other.pk]}],
    }


def test_what_hangs_on_a_merged_stand_goes_over(send, merge, hall, stand, other):
    home = {"exhibition": hall.exhibition, "stand": other}
    ExhibitFactory(**home)
    ExhibitorFactory(**home)
    PhotoFactory(**home, exhibit=None)
    InquiryFactory(**home)
    inner = StandFactory(
        exhibition=hall.exhibition, area=hall, parent=other, outline=square(4, 1, 1)
    )
    other.sectors.add(SectorFactory(exhibition=hall.exhibition))

    send(**merge)

    inner.refresh_from_db()
    moved = [Exhibit, Exhibitor, Photo]
    assert {model.objects.get().stand for model in moved} == {stand}
    assert (inner.parent, stand.sectors.count()) == (stand, 1)
    assert set(Stand.objects.all()) == {stand, inner}


def test_the_address_of_a_merged_stand_leads_to_the_kept_one(send, merge, hall, stand):
    send(**merge)

    assert Stand.objects.of(hall.exhibition).named("felt") == stand


def test_a_planned_stop_keeps_a_stand_from_going(refused, merge, hall, other):
    StopFactory(exhibition=hall.exhibition, stand=other)

    assert refused(**merge).sentences == (
        "Stand “B-2 Felt” cannot be merged into another, as this hangs on it: stops "
        "(1). Give that to another stand first.",
    )
    assert Stand.objects.filter(pk=other.pk).exists()


def test_the_rights_of_a_host_go_to_no_other_stand(refused, merge, hall, other):
    RoleAssignmentFactory(role="stand_host", exhibition=hall.exhibition, stand=other)

    assert "roles (1)" in refused(**merge).sentences[0]


def test_one_organisation_at_both_is_named(refused, merge, hall, stand, other):
    both = OrganisationFactory(exhibition=hall.exhibition, name="Silk Ltd")
    for place in (stand, other):
        ExhibitorFactory(exhibition=hall.exhibition, organisation=both, stand=place)

    assert refused(**merge).sentences == (
        "“Silk Ltd” shows at more than one of the stands to be merged: "
        "leave it at one.",
    )


def test_what_a_merge_does_is_told_before(hall, stand, other):
    ExhibitFactory(exhibition=hall.exhibition, stand=other)

    assert moves(stand, [other]) == [
        "Exhibits (1) of stand “B-2 Felt” go over to stand “B-1 Kazakhstan”.",
        "Stand “B-2 Felt” goes, with its own texts; its address leads to stand “B-1 "
        "Kazakhstan”.",
    ]


def test_a_stand_with_nothing_goes(send, stand, other):
    send(deleted_stands=[other.pk])

    assert list(Stand.objects.all()) == [stand]


def test_a_stand_goes_with_what_lies_in_it_put_outside(send, hall, stand, other):
    Stand.objects.filter(pk=other.pk).update(parent=stand)

    send(
        stands=[{"id": other.pk, "parent": None}],
        deleted_stands=[stand.pk],
    )

    assert Stand.objects.get().parent is None


def test_all_that_hangs_is_counted_in_one_query_a_kind(
    hall, stand, other, django_assert_num_queries
):
    for place in (stand, other, other):
        ExhibitFactory(exhibition=hall.exhibition, stand=place)

    with django_assert_num_queries(KINDS):
        found = hanging([stand.pk, other.pk])

    assert found == {stand.pk: [("exhibits", 1)], other.pk: [("exhibits", 2)]}
    assert refusals([StandFactory()]) == []
