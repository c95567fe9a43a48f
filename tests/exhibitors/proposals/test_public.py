"""Visitors see nothing of what is only proposed."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from exhibitors.models import Photo, Proposal, Revision, Stand
from tests.exhibitors.proposals.conftest import a_manager, decide, signed_in
from tests.exhibitors.proposals.test_proposing import a_picture
from tests.factories.exhibitors import (
    ExhibitionFactory,
    PhotoFactory,
    RoleAssignmentFactory,
)

WORD = "Unspoken"
PAGES = [
    "/en/baku/",
    "/en/baku/stands/",
    "/en/baku/stands/kz/",
    "/en/baku/stands/?q=unspoken",
    "/en/baku/exhibits/",
    "/en/baku/exhibits/coin/",
    "/en/baku/countries/kz/",
    "/en/baku/exhibitors/",
    "/en/baku/plan/",
    "/sitemap-stands.xml",
]


@pytest.fixture
def proposed(pavilion):
    """A stand and an exhibit with every text proposed anew."""
    typed = {
        "name_en": f"{WORD} stand",
        "name_ru": f"{WORD} stand",
        "description_en": f"{WORD} text",
        "slug": "unspoken",
        "exhibits-0-name_en": f"{WORD} coin",
    }
    assert pavilion.change(pavilion.stand, typed).status_code == 302
    assert Proposal.objects.get().entries
    return pavilion


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["visitor", "organiser with drafts", "manager"])
def test_no_page_has_a_word_of_it(proposed, path, who):
    client = {
        "visitor": Client(),
        "organiser with drafts": proposed.organiser,
        "manager": proposed.manager,
    }[who]
    shown = path + ("&" if "?" in path else "?") + "drafts=on"

    answer = client.get(shown if who != "visitor" else path)

    body = answer.content.decode().replace("unspoken</", "").replace('"unspoken"', "")
    assert WORD not in body


def test_the_address_proposed_leads_nowhere(proposed):
    assert Client().get("/en/baku/stands/unspoken/").status_code == 404
    assert Client().get("/en/baku/stands/kz/").status_code == 200


def test_a_file_proposed_is_read_by_nobody_but_in_the_proposal(pavilion):
    photo = PhotoFactory(exhibition=pavilion.exhibition, exhibit=pavilion.exhibit)
    proposal = Proposal.objects.create(
        exhibition=pavilion.exhibition,
        country_id="KZ",
        kind="photo",
        record=photo.pk,
        name="Photo",
        entries=[
            {
                "model": "photo",
                "pk": photo.pk,
                "name": "Photo",
                "before": {"image": photo.image.name},
                "after": {"image": photo.image.storage.save("new.jpg", photo.image)},
                "by": {},
            }
        ],
    )
    name = proposal.entries[0]["after"]["image"]
    small = f"/admin/exhibitors/proposal/{proposal.pk}/picture/photo-{photo.pk}/"

    for client in (Client(), pavilion.manager, pavilion.organiser):
        assert client.get(f"/media/{name}").status_code == 404
    assert pavilion.organiser.get(small)["Content-Type"] == "image/webp"
    assert pavilion.manager.get(small).status_code == 200
    assert Client().get(small).status_code == 302
    assert a_manager(pavilion.exhibition, country_id="TJ").get(small).status_code == 404
    assert signed_in().get(small).status_code == 404


def number(exhibition):
    """Return the revision as a commit now would leave it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS exhibitors_revise IMMEDIATE")
        cursor.execute("SET CONSTRAINTS exhibitors_revise DEFERRED")
    return Revision.objects.get(exhibition=exhibition).number


def test_a_proposal_leaves_kept_pages_as_they_are(pavilion):
    before = number(pavilion.exhibition)

    pavilion.change(pavilion.stand, {"name_en": WORD, "exhibits-0-name_en": WORD})
    assert number(pavilion.exhibition) == before

    decide(pavilion.organiser, Proposal.objects.get(), publish="1")
    assert number(pavilion.exhibition) == before + 1


def test_nothing_is_left_of_a_saving_that_was_killed_half_way(pavilion, monkeypatch):
    def killed(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("exhibitors.admin.proposing.keep", killed)

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        pavilion.change(pavilion.stand, {"name_en": WORD})

    assert Stand.objects.get().name_en == "Kazakhstan"
    assert not Proposal.objects.exists()


def test_a_role_elsewhere_publishes_nothing_here(pavilion):
    given = RoleAssignmentFactory(
        role="pavilion_manager", exhibition=pavilion.exhibition, country_id="KZ"
    )
    RoleAssignmentFactory(user=given.user, exhibition=ExhibitionFactory())
    both = Client()
    both.force_login(given.user)

    pavilion.change(pavilion.stand, {"name_en": WORD}, both)
    proposal = Proposal.objects.get()
    answer = decide(both, proposal, withdraw="", publish="1")

    assert answer.status_code == 302
    assert Stand.objects.get().name_en == "Kazakhstan"


def test_a_new_file_of_a_photo_takes_the_place_of_the_old_one(
    pavilion, django_capture_on_commit_callbacks
):
    photo = PhotoFactory(
        exhibition=pavilion.exhibition, exhibit=pavilion.exhibit, digest="that of old"
    )
    old = photo.image.name
    pavilion.change(photo, {"image": a_picture()})

    with django_capture_on_commit_callbacks(execute=True):
        decide(pavilion.organiser, Proposal.objects.get(), publish="1")

    photo.refresh_from_db()
    assert photo.image.name != old
    # The old picture may come again; what it was stored as is out of the way.
    assert photo.digest == ""
    assert not default_storage.exists(old)


def test_files_of_what_is_deleted_at_once_are_put_away(
    pavilion, django_capture_on_commit_callbacks
):
    photo = PhotoFactory(exhibition=pavilion.exhibition, exhibit=pavilion.exhibit)
    address = reverse("admin:exhibitors_exhibit_delete", args=[pavilion.exhibit.pk])

    with django_capture_on_commit_callbacks(execute=True):
        pavilion.organiser.post(address, {"post": "yes"})

    assert not Photo.objects.exists()
    assert not default_storage.exists(photo.image.name)
