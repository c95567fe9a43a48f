"""Health and readiness."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_healthz_asks_no_database(client: Client) -> None:
    # Without the django_db mark any query would fail the test.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies


def test_healthz_is_not_redirected_to_https(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readyz_when_all_is_there(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_readyz_without_a_migration(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'delegations'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"the database lacks migrations\n"


@pytest.mark.django_db
def test_readyz_without_a_database(client: Client, monkeypatch) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"the database cannot be reached\n"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
