"""Every public address with odd names, languages and questions: never an error."""

import itertools
import re

import pytest
from django.urls import URLPattern

from delegations.urls import urlpatterns as of_visits
from exhibitors.urls import urlpatterns as of_exhibitions
from tests.factories.delegations import ReportFactory
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    ParticipationFactory,
    SectorFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

urlpatterns = [
    *of_exhibitions,
    *(pattern for pattern in of_visits if pattern.name.startswith("report_")),
]
ODD = [
    "kz",
    "no-such-name",
    "0",
    "-",
    "99999999999999999999",
    "a" * 300,
    "%00",
    "%F0%9F%98%80",
    "Казахстан",
    "..",
    "%2e%2e%2fsecret",
    "' OR 1=1--",
    "<script>",
]
SOURCE = 4711
PLACES = {"exhibition": "baku", "kind": "stand"}
QUESTIONS = [
    "",
    "?q=%00",
    "?q=" + "x" * 5000,
    "?q=%25_%5C",
    "?q='+OR+1=1--",
    "?page=0&country=%00&kind=nothing",
    "?page=-1&country=kz&country=zz&country=KZ",
    "?page=99999999999999999999",
    "?page=last&kind=&q=+",
    "?unknown[]=1&q[]=2",
    "?q=%ED%A0%80",
]


@pytest.fixture
def baku():
    exhibition = ExhibitionFactory(slug="baku")
    area = AreaFactory(
        exhibition=exhibition, slug="kz", outline=[[0, 0], [9, 0], [9, 9]]
    )
    stand = StandFactory(exhibition=exhibition, slug="kz", area=area, country_id="KZ")
    company = OrganisationFactory(exhibition=exhibition, slug="kz", country_id="KZ")
    ExhibitorFactory(exhibition=exhibition, organisation=company, stand=stand)
    ExhibitFactory(exhibition=exhibition, slug="kz", stand=stand, maker=company)
    ParticipationFactory(exhibition=exhibition, country_id="KZ")
    SectorFactory(exhibition=exhibition, slug="kz")
    ReportFactory(exhibition=exhibition, slug="kz", is_published=True)
    stand.sources.add(SourceFactory(pk=SOURCE, exhibition=exhibition))
    return exhibition


def usual(pattern: URLPattern) -> str:
    """Return the address of a page that is there."""
    text = str(pattern.pattern).replace("<int:pk>", str(SOURCE))
    return re.sub(r"<slug:(\w+)>", lambda name: PLACES.get(name[1], "kz"), text)


def addresses(pattern: URLPattern):
    """Return the addresses of a page with each odd name in each of its places."""
    names = list(pattern.pattern.converters)
    for name in names or [None]:
        for odd in ODD:
            text = str(pattern.pattern)
            for other in names:
                value = odd if other == name else PLACES.get(other, "kz")
                text = re.sub(rf"<\w+:{other}>", lambda _match, v=value: v, text)
            yield text
            if name is None:
                return


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_odd_names_and_questions_are_answered(client, baku, pattern):
    asked = itertools.product(["en", "ru", "az", "xx", "EN"], addresses(pattern))
    for language, address in asked:
        status = client.get(f"/{language}/{address}").status_code
        assert status in (200, 301, 302, 404), address
    for question in QUESTIONS:
        answer = client.get(f"/ru/{usual(pattern)}{question}")
        assert answer.status_code in (200, 301, 302), question


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_public_pages_are_only_read(client, baku, pattern, method):
    assert getattr(client, method)(f"/en/{usual(pattern)}").status_code == 405
