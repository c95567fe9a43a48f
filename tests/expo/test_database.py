"""Which database the settings name."""

from pathlib import Path

import pytest
from django.db import OperationalError, connection

from expo import database


def test_without_an_address_it_is_the_embedded_server(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = database.database_settings(Path("/srv/expo"))
    named = (settings["ENGINE"], settings["HOST"], settings["USER"])
    assert named == ("expo.embedded", "/srv/expo", "expo")


def test_an_address_switches_to_an_external_server(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:pw@db.example:5433/fair")
    settings = database.database_settings(Path("/srv/expo"))
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    named = (settings["HOST"], settings["PORT"], settings["NAME"], settings["USER"])
    assert named == ("db.example", 5433, "fair", "me")


@pytest.mark.django_db
def test_the_applications_role_is_no_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_a_server_that_is_new_enough_is_accepted():
    database.refuse_old_server()


@pytest.mark.django_db
def test_an_old_server_is_refused_in_one_line(monkeypatch):
    monkeypatch.setattr(database, "OLDEST_SERVER", 99)
    with pytest.raises(OperationalError, match=r"it is PostgreSQL \d+, Expo needs 99"):
        database.refuse_old_server()
