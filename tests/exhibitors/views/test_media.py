import pytest

from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def photo(exhibition):
    stand = StandFactory(exhibition=exhibition, country_id="KZ")
    exhibit = ExhibitFactory(exhibition=exhibition, stand=stand, country_id="KZ")
    return PhotoFactory(exhibition=exhibition, exhibit=exhibit)


def hide(photo, level):
    row = {
        "photo": photo,
        "exhibit": photo.exhibit,
        "stand": photo.exhibit.stand,
        "exhibition": photo.exhibition,
    }[level]
    row.is_published = False
    row.save()


def test_a_published_photo_is_seen(client, photo):
    answer = client.get(photo.image.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == photo.image.open().read()


@pytest.mark.parametrize("level", ["photo", "exhibit", "stand", "exhibition"])
def test_what_is_not_published_has_no_photo(client, photo, level):
    hide(photo, level)

    assert client.get(photo.image.url).status_code == 404


@pytest.mark.parametrize(
    ("role", "scope", "status"),
    [
        ("organiser", {}, 200),
        ("protocol_officer", {}, 200),
        ("pavilion_manager", {"country_id": "KZ"}, 200),
        ("pavilion_manager", {"country_id": "TJ"}, 404),
    ],
)
def test_those_who_prepare_it_see_it(client, photo, role, scope, status):
    hide(photo, "photo")
    given = RoleAssignmentFactory(role=role, exhibition=photo.exhibition, **scope)
    client.force_login(given.user)

    answer = client.get(photo.image.url)

    assert answer.status_code == status
    if status == 200:
        assert answer["Cache-Control"] == "private, no-store"


def test_a_role_elsewhere_opens_nothing(client, photo):
    hide(photo, "photo")
    client.force_login(RoleAssignmentFactory().user)

    assert client.get(photo.image.url).status_code == 404


@pytest.mark.parametrize("name", ["none.jpg", "../secret-key", "%00", "photos/"])
def test_other_names_are_no_files(client, photo, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_a_lost_file_is_missing_and_no_error(client, photo):
    photo.image.storage.delete(photo.image.name)

    assert client.get(photo.image.url).status_code == 404
