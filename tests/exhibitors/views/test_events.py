from datetime import date, time

import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    EventFactory,
    ExhibitionFactory,
    OpeningHoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


def shown(client, language="en"):
    response = client.get(f"/{language}/baku/events/")
    assert response.status_code == 200
    return page(response)


def test_days_come_in_order_with_hours_and_events(client, exhibition):
    own = {"exhibition": exhibition}
    OpeningHoursFactory(
        **own, on=date(2023, 11, 22), opens_at=time(10), closes_at=time(18)
    )
    for day, name in ((24, "Summit"), (22, "Opening"), (20, "Meetings")):
        EventFactory(
            **own, name=name, start_on=date(2023, 11, day), end_on=date(2023, 11, day)
        )

    text = shown(client).text

    order = ["20 November", "Meetings", "22 November", "10:00–18:00", "Opening"]
    places = [text.index(words) for words in [*order, "24 November", "Summit"]]
    assert places == sorted(places)


def test_a_cancelled_event_says_so(client, exhibition):
    EventFactory(exhibition=exhibition, name="Forum", status="cancelled")

    assert "cancelled" in shown(client).text


def test_without_events_it_says_so(client, exhibition):
    assert "Nothing has been announced yet." in shown(client).text


def test_days_are_written_as_the_language_does(client, exhibition):
    EventFactory(
        exhibition=exhibition, start_on=date(2023, 11, 24), end_on=date(2023, 11, 24)
    )

    assert "24 ноября" in shown(client, "ru").text
    assert "24 Noyabr" in shown(client, "az").text
