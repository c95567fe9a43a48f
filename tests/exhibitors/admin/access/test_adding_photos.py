"""Who adds photos to what, and attempts to see or place those of others."""

import pytest
from django.urls import reverse

from exhibitors.models import (
    Photo,
    Proposal,
    RoleAssignment,
    WaitingArchive,
    WaitingPhoto,
)
from tests.exhibitors.uploads.files import jpeg, upload
from tests.exhibitors.uploads.zips import archive, zipped
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/admin/exhibitors/photo/add-many/"
TARGETS = "/admin/exhibitors/photo/targets/"


def send(client, name="a.jpg", **more):
    client.post(PAGE, {"files": upload(jpeg(), name), **more})
    return WaitingPhoto.objects.order_by("-pk").first()


def place(client, row, shows):
    sent = {"save": "1", "rows": row.pk, f"w{row.pk}-shows": shows}
    return client.post(PAGE, sent)


def another(client, role="organiser", **scope):
    given = RoleAssignmentFactory(role=role, **scope)
    client.force_login(given.user)
    return client


@pytest.mark.parametrize(
    ("role", "status"),
    [("organiser", 200), ("pavilion_manager", 200), ("protocol_officer", 403)],
)
def test_only_who_may_add_has_the_pages(sign_in, role, status):
    client = sign_in(role)

    assert client.get(PAGE).status_code == status
    assert client.get(TARGETS).status_code == status
    sent = client.post(PAGE, {"files": upload(jpeg())}, follow=True)
    assert sent.status_code == status
    assert WaitingPhoto.objects.count() == (status == 200)


def test_nobody_else_comes_in(client, exhibition):
    stand = StandFactory(exhibition=exhibition)
    host = RoleAssignmentFactory(role="stand_host", exhibition=exhibition, stand=stand)
    for user in (None, host.user):
        if user:
            client.force_login(user)
        for answer in (
            client.get(PAGE),
            client.get(TARGETS),
            client.post(PAGE, {"files": upload(jpeg())}),
        ):
            assert answer["Location"].startswith("/admin/login/")
    assert not WaitingPhoto.objects.exists()


def test_a_reader_here_who_organises_elsewhere_adds_nothing_here(client, exhibition):
    reader = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition)
    RoleAssignmentFactory(user=reader.user)
    client.force_login(reader.user)

    client.get(reverse("admin:exhibitors_exhibition_work", args=[exhibition.pk]))

    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("kind", ["country", "exhibition", "exhibit"])
def test_a_pavilion_gives_photos_to_its_own_alone(sign_in, exhibition, kind):
    client = sign_in("pavilion_manager")
    stranger = {
        "country": lambda: StandFactory(exhibition=exhibition, country_id="TJ"),
        "exhibition": lambda: StandFactory(country_id="KZ"),
        "exhibit": lambda: ExhibitFactory(exhibition=exhibition, country_id="TJ"),
    }[kind]()
    row = send(client, of=stranger.code)

    for shows in (f"x [{stranger.code}]", stranger.slug, stranger.name, ""):
        answer = place(client, row, shows)
        assert answer.status_code == 200
        assert answer.context["rows"][0].problems
    assert not Photo.objects.exists()
    found = client.get(TARGETS, {"term": stranger.name}).json()
    assert found == {"values": []}


def test_photos_of_a_pavilion_wait_for_the_organiser(sign_in, exhibition):
    client = sign_in("pavilion_manager")
    own = StandFactory(exhibition=exhibition, country_id="KZ", number="K-1")
    row = send(client)

    place(client, row, "K-1")

    photo = Photo.objects.get()
    assert (photo.stand, photo.is_published) == (own, False)
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.record) == ("stand", own.pk)
    assert [entry["pk"] for entry in proposal.entries] == [photo.pk]
    assert client.get(photo.image.url).status_code == 200
    client.logout()
    assert client.get(photo.image.url).status_code == 404


def test_a_manager_here_who_organises_elsewhere_publishes_nothing_here(
    client, exhibition
):
    given = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=exhibition
    )
    RoleAssignmentFactory(user=given.user)
    StandFactory(exhibition=exhibition, country_id="KZ", number="K-1")
    client.force_login(given.user)
    row = send(client, exhibition=exhibition.pk)

    client.post(
        PAGE,
        {
            "save": "1",
            "rows": row.pk,
            f"w{row.pk}-shows": "K-1",
            "exhibition": exhibition.pk,
        },
    )

    assert Photo.objects.get().is_published is False


def test_what_waits_is_seen_by_its_sender_alone(sign_in, exhibition, client):
    row = send(sign_in("organiser"))
    small = reverse("admin:exhibitors_photo_waiting", args=[row.pk])
    assert client.get(small)["Content-Type"] == "image/webp"
    assert client.get(f"/media/{row.file.name}").status_code == 404

    other = another(client, exhibition=exhibition)

    assert other.get(small).status_code == 404
    assert other.get(PAGE).context["rows"] == []
    assert other.get(f"/media/{row.file.name}").status_code == 404


def test_what_waits_for_one_is_not_placed_or_removed_by_another(
    sign_in, exhibition, client
):
    StandFactory(exhibition=exhibition, number="B-14")
    row = send(sign_in("organiser"))
    client.post(PAGE, {"files": archive(zipped({"b.jpg": jpeg()}))})
    packed = WaitingArchive.objects.get()

    other = another(client, exhibition=exhibition)
    place(other, row, "B-14")
    other.post(PAGE, {"remove": "1"})
    other.post(PAGE, {"dismiss": packed.pk})
    other.post(PAGE, {"read": packed.pk})

    assert not Photo.objects.exists()
    assert WaitingPhoto.objects.get() == row
    packed.refresh_from_db()
    assert packed.done == 0


def test_what_waits_in_one_exhibition_is_not_placed_in_another(client, exhibition):
    given = RoleAssignmentFactory(exhibition=exhibition)
    elsewhere = ExhibitionFactory()
    RoleAssignmentFactory(user=given.user, exhibition=elsewhere)
    StandFactory(exhibition=elsewhere, number="E-1")
    client.force_login(given.user)
    row = send(client, exhibition=exhibition.pk)

    client.post(
        PAGE,
        {
            "save": "1",
            "rows": row.pk,
            f"w{row.pk}-shows": "E-1",
            "exhibition": elsewhere.pk,
        },
    )

    assert not Photo.objects.exists()


def test_a_lost_role_takes_what_waits_out_of_reach(sign_in, client):
    row = send(sign_in("organiser"))
    RoleAssignment.objects.all().delete()

    small = reverse("admin:exhibitors_photo_waiting", args=[row.pk])
    assert client.get(small).status_code == 302


def test_the_button_of_a_stand_of_another_leads_nowhere(sign_in, exhibition):
    stand = StandFactory(exhibition=exhibition, country_id="TJ")
    button = reverse("admin:exhibitors_stand_add_photos", args=[stand.pk])

    assert sign_in("pavilion_manager").get(button).status_code in (403, 404)
    assert sign_in("protocol_officer").get(button).status_code == 403


@pytest.mark.parametrize("odd", ["", "0", "x", "9" * 30, "-1", "\0"])
def test_odd_values_are_answered(sign_in, exhibition, odd):
    client = sign_in("organiser")

    for name in ("read", "dismiss", "rows", "save", "of", "shows_all"):
        answer = client.post(PAGE, {name: odd, "save": "1"}, follow=True)
        assert answer.status_code in (200, 302)
    assert client.get(PAGE, {"of": odd}).status_code == 200
    assert client.get(TARGETS, {"term": odd}).status_code == 200
