"""The reports behind the facts, and what rests on each of them."""

import pytest

from tests.exhibitors.views.pages import page
from tests.factories.delegations import DelegationFactory, VisitFactory
from tests.factories.exhibitors import (
    AreaFactory,
    ContradictionFactory,
    EventFactory,
    ExhibitFactory,
    ExhibitionFactory,
    ParticipationFactory,
    SourceFactory,
    StandFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def source(exhibition):
    return SourceFactory(exhibition=exhibition, title="Six stands opened")


def shown(client, address="sources/"):
    response = client.get(f"/en/baku/{address}")
    assert response.status_code == 200
    return page(response)


def test_it_tells_where_reports_differ(client, exhibition):
    used, other = SourceFactory.create_batch(2, exhibition=exhibition)
    exhibition.sources.add(used)
    question = ContradictionFactory(
        exhibition=exhibition, topic="Size of the pavilion", used_here="4032"
    )
    for text, source in (("4032 m2", used), ("4000 m2", other)):
        StatementFactory(
            exhibition=exhibition, contradiction=question, text=text
        ).sources.add(source)

    got = shown(client)

    for words in ("Size of the pavilion", "4032 m2", "4000 m2", other.title):
        assert words in got.text
    assert shown(client, f"sources/{other.pk}/")


def test_reports_of_movements_alone_stay_inside(client, exhibition, source):
    question = ContradictionFactory(exhibition=exhibition, topic="Who came")
    statement = StatementFactory(
        exhibition=exhibition, contradiction=question, text="He came"
    )
    statement.sources.add(source)
    DelegationFactory(exhibition=exhibition).sources.add(source)
    VisitFactory(exhibition=exhibition).sources.add(source)

    text = shown(client).text

    assert "Who came" not in text
    assert source.title not in text
    assert client.get(f"/en/baku/sources/{source.pk}/").status_code == 404


def test_a_report_leads_to_all_that_rests_on_it(client, exhibition, source):
    rows = {
        "stands/b1": StandFactory(exhibition=exhibition, slug="b1"),
        "exhibits/coin": ExhibitFactory(exhibition=exhibition, slug="coin"),
        "plan/hall": AreaFactory(exhibition=exhibition, slug="hall"),
        "countries/kz": ParticipationFactory(exhibition=exhibition, country_id="KZ"),
    }
    event = EventFactory(exhibition=exhibition)
    for row in [*rows.values(), event]:
        row.sources.add(source)

    got = shown(client, f"sources/{source.pk}/")

    assert "5 records of the exhibition rest on this report." in got.text
    for address in rows:
        assert f"/en/baku/{address}/" in got.links
    assert f"/en/baku/events/#event-{event.pk}" in got.links


def test_drafts_are_not_counted(client, exhibition, source):
    for is_published in (True, False):
        stand = StandFactory(exhibition=exhibition, is_published=is_published)
        stand.sources.add(source)

    text = shown(client, f"sources/{source.pk}/").text

    assert "One record of the exhibition rests on this report." in text


def test_a_report_of_another_exhibition_is_not_found(client, exhibition):
    other = SourceFactory()
    other.exhibition.sources.add(other)

    assert client.get(f"/en/baku/sources/{other.pk}/").status_code == 404


def test_without_reports_it_says_so(client, exhibition):
    assert "No report has been named yet." in shown(client).text
