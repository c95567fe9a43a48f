"""The headers by which browsers protect visitors and staff."""

import pytest

from tests.factories.exhibitors import (
    ExhibitionFactory,
    PhotoFactory,
    RoleAssignmentFactory,
)

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


ADMIN = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval'",
    "script-src-attr": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


def directives(response):
    rows = response["Content-Security-Policy"].split(";")
    parts = (row.strip().partition(" ") for row in rows)
    return {name: rest for name, _gap, rest in parts}


@pytest.mark.parametrize(
    "path",
    [
        "/en/baku/",
        "/en/none/",
        "/accounts/login/",
        "/accounts/reset/",
        "/robots.txt",
        "/healthz",
    ],
)
def test_every_answer_has_them(client, exhibition, path):
    response = client.get(path)

    for name, value in EVERYWHERE.items():
        assert response[name] == value
    assert "geolocation=()" in response["Permissions-Policy"]
    policy = directives(response)
    assert policy["default-src"] == "'self'"
    for name in ("object-src", "frame-ancestors", "base-uri"):
        assert policy[name] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]


def test_photos_have_them(client, exhibition):
    response = client.get(PhotoFactory(exhibition=exhibition).image.url)

    assert {name: response[name] for name in EVERYWHERE} == EVERYWHERE


def test_only_the_admin_may_compute(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)

    for path in ("/admin/", "/admin/exhibitors/stand/", "/admin/exhibitors/stand/add/"):
        assert directives(client.get(path)) == ADMIN
    assert "script-src" not in directives(client.get("/en/baku/"))
