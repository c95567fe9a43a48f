"""Lists in JSON: what their names and the objects in them say."""

import pytest

from exhibitors.imports import service
from exhibitors.imports.fields import kind_named
from exhibitors.imports.headers import meaning
from exhibitors.models import Exhibit, Stand
from tests.exhibitors.imports.importing import applied, json_of, uploaded
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db
MILK = {"name": "Camel milk powder", "stand": {"number": "B-14"}, "sector": "Food"}


def test_a_list_of_exhibits_renames_no_stand():
    exhibition = ExhibitionFactory()
    stand = StandFactory(exhibition=exhibition, number="B-14", name="Kazakhstan")

    run = applied(exhibition, json_of({"data": {"exhibits": [MILK]}}), by_program=True)

    assert run.kind == "exhibits"
    assert Exhibit.objects.get().stand == stand
    assert Stand.objects.get().name == "Kazakhstan"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("exhibits", "exhibits"),
        ("products", "exhibits"),
        ("Stands", "stands"),
        ("exhibitors", "exhibitors"),
        ("компании", "exhibitors"),
        ("persons", "persons"),
        ("delegations", "delegations"),
    ],
)
def test_the_name_of_a_list_decides_its_kind(name, kind):
    rows = [{"name": "Mint", "country": "KZ"}]

    found = service.overview(uploaded(ExhibitionFactory(), json_of({name: rows})))

    assert (found.kind, found.sheet) == (kind, name)


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("stands", "stand.number", ""),
        ("exhibits", "stand.number", "stand"),
        ("exhibits", "stand.name", "stand"),
        ("exhibits", "photo.name", ""),
        ("exhibits", "maker.key", "maker"),
        ("exhibits", "name.ru", "name_ru"),
        ("exhibits", "attributes.name", "name"),
    ],
)
def test_what_an_inner_object_says_is_not_the_records_own(kind, heading, field):
    assert meaning(kind_named(kind), heading)[0] == field
