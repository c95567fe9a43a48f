"""When the site cannot answer, it says so in its own look."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from expo.errors import maintenance
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(settings, tmp_path):
    settings.MAINTENANCE_SIGN = tmp_path / "maintenance"
    settings.MAINTENANCE_SIGN.touch()
    return settings.MAINTENANCE_SIGN


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/baku/", "We are working on the site"),
        ("/ru/baku/stands/", "Мы работаем над сайтом"),
        ("/az/", "Sayt üzərində işləyirik"),
        ("/admin/", "We are working on the site"),
    ],
)
def test_while_the_sign_hangs_the_site_is_closed(client, closed, path, words):
    response = client.get(path)

    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert response["Cache-Control"] == "no-store"
    assert words in page(response).text


def test_health_is_told_all_the_same(client, closed):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_it_opens_again_without_a_restart(client, closed):
    ExhibitionFactory(slug="baku")
    assert client.get("/en/baku/").status_code == 503
    closed.unlink()
    assert client.get("/en/baku/").status_code == 200


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_without_its_database_it_says_so(monkeypatch, error):
    def fail(slug):
        raise error("the server closed the connection")

    monkeypatch.setattr("exhibitors.views.page_cache.shown_state", fail)

    response = Client(raise_request_exception=False).get("/ru/baku/")

    assert response.status_code == 503
    assert "Выставка сейчас не отвечает" in page(response).text


def test_another_error_is_an_error(monkeypatch):
    def fail(slug):
        raise ZeroDivisionError

    monkeypatch.setattr("exhibitors.views.page_cache.shown_state", fail)

    response = Client(raise_request_exception=False).get("/en/baku/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in page(response).text


def test_the_sign_is_looked_for_in_the_data_folder(rf, closed):
    response = maintenance(lambda request: None)(rf.get("/en/"))

    assert response.status_code == 503
