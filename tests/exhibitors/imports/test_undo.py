"""Whole imports taken back."""

import json

import pytest
from django.core import serializers

from exhibitors.imports import service
from exhibitors.imports.shapes import ImportRefused
from exhibitors.models import Area, Exhibit, Exhibitor, Organisation, Sector, Stand
from tests.exhibitors.imports.importing import applied, csv_of, nobody_stops
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    SectorFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
MODELS = (Area, Sector, Organisation, Stand, Exhibit, Exhibitor)
LIST = csv_of(
    ("Product", "Company", "Stand", "Hall", "Quantity", "Sector"),
    ("Carpet", "Azerkhalcha", "B-14", "Hall 8", "3", "Crafts, Textile"),
    ("Coin", "Mint", "B-15", "Hall 8", "1", "Crafts"),
)


def content_of():
    rows = [row for model in MODELS for row in model.objects.order_by("pk")]
    return json.loads(serializers.serialize("json", rows))


def test_what_was_made_goes_and_what_was_changed_is_as_it_was():
    exhibition = ExhibitionFactory()
    stand = StandFactory(exhibition=exhibition, number="B-14", name="Ours")
    OrganisationFactory(exhibition=exhibition, name="Mint")
    crafts = SectorFactory(exhibition=exhibition, name="Crafts")
    maker = OrganisationFactory(exhibition=exhibition, name="Azerkhalcha")
    carpet = ExhibitFactory(
        exhibition=exhibition, name="Carpet", stand=stand, maker=maker, quantity=1
    )
    carpet.sectors.add(crafts)
    before = content_of()
    run = applied(exhibition, LIST, "exhibits")
    carpet.refresh_from_db()
    assert (carpet.quantity, carpet.sectors.count()) == (3, 2)

    service.undo(run, nobody_stops)

    assert run.state == "undone"
    assert content_of() == before


def test_a_record_changed_since_keeps_the_whole_import():
    exhibition = ExhibitionFactory()
    run = applied(exhibition, LIST, "exhibits")
    Exhibit.objects.filter(name="Coin").update(quantity=7)
    before = content_of()

    with pytest.raises(ImportRefused) as caught:
        service.undo(run, nobody_stops)

    assert (caught.value.problem.code, caught.value.lines) == ("undo_changed", (3,))
    assert (run.state, content_of()) == ("applied", before)
    assert run.error.startswith("Records of this list were changed since: rows 3.")


def test_what_others_built_on_stays():
    exhibition = ExhibitionFactory()
    run = applied(exhibition, LIST, "exhibits")
    stand = Stand.objects.get(number="B-15")
    ExhibitFactory(exhibition=exhibition, stand=stand)

    with pytest.raises(ImportRefused) as caught:
        service.undo(run, nobody_stops)

    assert (caught.value.problem.code, caught.value.lines) == ("undo_built_on", (3,))


def test_only_what_was_applied_is_undone():
    run = applied(ExhibitionFactory(), LIST, "exhibits")
    service.undo(run, nobody_stops)

    with pytest.raises(ImportRefused) as caught:
        service.undo(run, nobody_stops)

    assert caught.value.problem.code == "not_applied"
