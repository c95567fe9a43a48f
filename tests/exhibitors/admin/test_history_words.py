"""The history says what people know things by, and nothing that tells them nothing."""

import pytest

from exhibitors.models import HistoryEvent, Stand
from exhibitors.queries.history import told
from tests.exhibitors.history.sealed import events, seal
from tests.factories.exhibitors import (
    ExhibitionFactory,
    SectorFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand():
    return StandFactory(exhibition=ExhibitionFactory(), name="Yurt", number="B-14")


def test_a_removed_row_is_called_by_its_name(stand):
    sector = SectorFactory(exhibition=stand.exhibition, name="Carpets")
    stand.sectors.add(sector)
    seal()
    key = stand.pk
    sector.delete()
    stand.delete()
    seal()

    said = told(HistoryEvent.objects.filter(row_key=key, kind__contains="stand"))

    assert {one.name for one in said} == {"Yurt"}
    linked = [line.after for one in said for line in one.lines if line.after]
    assert "Carpets" in linked


def test_what_only_the_program_knows_is_left_out(stand):
    [made] = told(events(stand))

    labels = {line.label for line in made.lines}
    values = {line.after for line in made.lines}
    assert "number" in labels
    assert not labels & {"key", "short code", "number key"}
    assert stand.code not in values


def test_an_outline_is_changed_and_has_corners(stand):
    for outline in ([[0, 0], [4, 0], [4, 4]], [[0, 0], [5, 0], [5, 5]]):
        Stand.objects.filter(pk=stand.pk).update(outline=outline)
    seal()

    [line] = told(events(stand))[-1].lines

    assert (line.before, line.after) == ("3 corners", "changed: 3 corners")
