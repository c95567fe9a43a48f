"""Every public page takes as many queries with three of everything as with one."""

import pytest

from exhibitors.models import Sector, Source
from tests.factories.exhibitors import (
    AreaFactory,
    ContradictionFactory,
    EventFactory,
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    NamedPartFactory,
    OpeningHoursFactory,
    OrganisationFactory,
    ParticipationFactory,
    PhotoFactory,
    ReportedNumberFactory,
    SectorFactory,
    SourceFactory,
    StandFactory,
    StatementFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

COUNTRIES = ["KZ", "TJ", "UZ"]
SQUARE = [[0, 0], [9, 0], [9, 9]]


def one_of_everything(exhibition, number):
    """Make a country with its stand, what it shows there, and what reports say."""
    own = {"exhibition": exhibition}
    code, source = COUNTRIES[number], SourceFactory(**own)
    area = AreaFactory(**own, slug=f"hall-{number}", outline=SQUARE)
    stand = StandFactory(
        **own,
        slug=f"shown-{number}",
        number=f"B{number}",
        area=area,
        country_id=code,
        outline=SQUARE,
        kind="national",
    )
    ParticipationFactory(**own, country_id=code, name=f"Country {number}")
    maker = OrganisationFactory(**own, country_id=code)
    exhibit = ExhibitFactory(
        **own, slug=f"shown-{number}", stand=stand, country_id=code, maker=maker
    )
    event, question = EventFactory(**own), ContradictionFactory(**own)
    sourced = [area, stand, exhibit, maker, event]
    sourced.append(StatementFactory(**own, contradiction=question))
    sourced.append(ReportedNumberFactory(**own))
    for row in sourced:
        row.sources.add(source)
    for row in (stand, exhibit):
        row.sectors.add(SectorFactory(**own))
        row.sectors.add(*Sector.objects.filter(slug="every"))
        row.sources.add(*Source.objects.filter(pk=4711))
    ExhibitorFactory(**own, stand=stand, organisation=maker)
    OpeningHoursFactory(**own, on=f"2023-11-2{number + 2}")
    return stand, exhibit


def more_at(stand, exhibit):
    """Make another of everything that the pages of the first ones show."""
    own = {"exhibition": stand.exhibition}
    StandFactory(**own, parent=stand, area=stand.area)
    ExhibitFactory(**own, stand=stand, part_of=exhibit)
    NamedPartFactory(**own, exhibit=exhibit)
    PhotoFactory(**own, exhibit=exhibit)
    company = OrganisationFactory(**own, country_id="TJ")
    company.sources.add(SourceFactory(**own))
    ExhibitorFactory(**own, stand=stand, organisation=company)
    for row in (stand, exhibit):
        row.sources.add(SourceFactory(**own))
        row.sectors.add(SectorFactory(**own))


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("", 26),
        ("stands/", 13),
        ("stands/?q=kaz&country=kz&sector=textile", 11),
        ("stands/shown-0/", 16),
        ("exhibits/", 13),
        ("exhibits/?q=exhibit&kind=product", 13),
        ("exhibits/shown-0/", 11),
        ("countries/", 8),
        ("sectors/", 4),
        ("sectors/every/", 13),
        ("plan/", 7),
        ("plan/hall-0/", 9),
        ("events/", 6),
        ("sources/", 7),
        ("sources/4711/", 13),
    ],
)
def test_a_page_takes_a_fixed_number_of_queries(
    client, django_assert_num_queries, address, queries
):
    exhibition = ExhibitionFactory(slug="baku")
    VenueFactory(exhibition=exhibition)
    SectorFactory(exhibition=exhibition, slug="every")
    SourceFactory(exhibition=exhibition, pk=4711)
    stand, exhibit = one_of_everything(exhibition, 0)
    more_at(stand, exhibit)
    with django_assert_num_queries(queries):
        assert client.get(f"/en/baku/{address}").status_code == 200

    for number in (1, 2):
        one_of_everything(exhibition, number)
        more_at(stand, exhibit)
    with django_assert_num_queries(queries):
        assert client.get(f"/en/baku/{address}").status_code == 200


def test_the_list_of_exhibitions_takes_a_fixed_number_of_queries(
    client, django_assert_num_queries
):
    for number in (2, 1):
        for _ in range(number):
            VenueFactory(exhibition=ExhibitionFactory())
        with django_assert_num_queries(2):
            assert client.get("/en/").status_code == 200
