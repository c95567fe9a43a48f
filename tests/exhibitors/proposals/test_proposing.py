"""What a pavilion saves, and what becomes of it."""

from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from exhibitors.models import Exhibit, Exhibitor, Photo, Proposal, Stand
from tests.entering import complaints, form_of
from tests.exhibitors.history.sealed import events
from tests.exhibitors.proposals.conftest import a_manager, page_of
from tests.factories.exhibitors import (
    ExhibitFactory,
    OrganisationFactory,
    ParticipationFactory,
    PhotoFactory,
    SectorFactory,
)


def told(answer):
    return [str(message) for message in answer.wsgi_request._messages]


def entries():
    """Return what the only live proposal changes, by row."""
    proposal = Proposal.objects.get(state__in=("open", "sent-back"))
    return {(entry["model"], entry["pk"]): entry["after"] for entry in proposal.entries}


def a_picture():
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "JPEG")
    return SimpleUploadedFile("hall.jpg", file.getvalue(), "image/jpeg")


def test_a_text_on_show_waits_for_the_organisers(pavilion):
    answer = pavilion.change(
        pavilion.stand, {"name_en": "New name", "name_ru": "Новое имя"}
    )

    assert answer.status_code == 302
    assert told(answer) == [
        "Sent to the organisers. Visitors still see what was published."
    ]
    stand = Stand.objects.get()
    assert (stand.name_en, stand.name_ru) == ("Kazakhstan", None)
    assert entries() == {
        ("stand", stand.pk): {"name_en": "New name", "name_ru": "Новое имя"}
    }


def test_the_page_shows_what_is_proposed_and_what_visitors_see(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "New name"})

    page = pavilion.manager.get(page_of(pavilion.stand))

    assert form_of(page)["name_en"] == ["New name"]
    assert "Visitors see: Kazakhstan" in page.content.decode()
    assert "Withdraw the proposal" in page.content.decode()


def test_saving_the_page_again_proposes_nothing_else(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "New name"})
    first = Proposal.objects.get()

    answer = pavilion.change(pavilion.stand, {})

    assert told(answer) == ["Nothing was changed."]
    assert Proposal.objects.get().version == first.version


def test_typing_the_public_value_again_withdraws_it(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "New name"})

    answer = pavilion.change(pavilion.stand, {"name_en": "Kazakhstan"})

    assert Proposal.objects.get().state == "withdrawn"
    assert "Nothing is proposed any more" in told(answer)[0]


def test_rows_typed_with_a_stand_are_in_its_proposal(pavilion):
    typed = {"exhibits-0-name_en": "Silver coin"}

    pavilion.change(pavilion.stand, typed)

    assert Exhibit.objects.get().name_en == "Coin"
    assert entries() == {("exhibit", pavilion.exhibit.pk): {"name_en": "Silver coin"}}
    page = pavilion.manager.get(page_of(pavilion.stand))
    assert form_of(page)["exhibits-0-name_en"] == ["Silver coin"]


def test_links_to_many_wait_too(pavilion):
    sector = SectorFactory(exhibition=pavilion.exhibition)

    pavilion.change(pavilion.stand, {"sectors": [sector.pk]})

    assert not pavilion.stand.sectors.exists()
    assert entries() == {("stand", pavilion.stand.pk): {"sectors": [sector.pk]}}
    page = pavilion.manager.get(page_of(pavilion.stand))
    assert form_of(page)["sectors"] == [str(sector.pk)]


def test_a_new_exhibit_is_a_draft_named_in_the_proposal(pavilion):
    typed = {
        "exhibits-TOTAL_FORMS": "2",
        "exhibits-1-name_en": "Carpet",
        "exhibits-1-kind": "carpet",
        "exhibits-1-stand": pavilion.stand.pk,
        "name_en": "New name",
    }

    pavilion.change(pavilion.stand, typed)

    carpet = Exhibit.objects.get(name_en="Carpet")
    assert (carpet.is_published, carpet.country_id) == (False, "KZ")
    assert entries() == {
        ("stand", pavilion.stand.pk): {"name_en": "New name"},
        ("exhibit", carpet.pk): {"is_published": True},
    }


def test_a_new_photo_is_a_draft_with_its_file(pavilion):
    typed = {
        "photos-TOTAL_FORMS": "1",
        "photos-0-image": a_picture(),
        "photos-0-alt_en": "The hall",
        "photos-0-position": "0",
        "photos-0-stand": pavilion.stand.pk,
        "name_en": "New name",
    }

    pavilion.change(pavilion.stand, typed)

    photo = Photo.objects.get()
    assert (photo.is_published, photo.width, photo.height) == (False, 40, 30)
    assert entries()["photo", photo.pk] == {"is_published": True}


def test_a_draft_is_changed_at_once_and_named_once(pavilion):
    draft = ExhibitFactory(
        exhibition=pavilion.exhibition, country_id="KZ", is_published=False
    )

    for name in ("Rug", "Carpet"):
        pavilion.change(draft, {"name_en": name})

    draft.refresh_from_db()
    assert draft.name_en == "Carpet"
    assert entries() == {("exhibit", draft.pk): {"is_published": True}}


def test_who_shows_at_a_stand_on_show_waits_whole(pavilion):
    company = OrganisationFactory(exhibition=pavilion.exhibition, country_id="KZ")
    prefix = "exhibitors"
    typed = {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-0-organisation": company.pk,
        f"{prefix}-0-role": "main",
        f"{prefix}-0-position": "0",
        f"{prefix}-0-stand": pavilion.stand.pk,
    }

    pavilion.change(pavilion.stand, typed)

    assert not Exhibitor.objects.exists()
    ((key, after),) = entries().items()
    assert (key[0], after["organisation_id"]) == ("exhibitor", company.pk)


def test_a_country_proposes_its_profile(pavilion):
    profile = ParticipationFactory(exhibition=pavilion.exhibition)

    pavilion.change(profile, {"profile_az": "Mətn", "capital": "Astana"})

    profile.refresh_from_db()
    assert (profile.profile_az, profile.capital) == (None, "")
    assert entries() == {
        ("participation", profile.pk): {"profile_az": "Mətn", "capital": "Astana"}
    }


@pytest.mark.parametrize("way", ["page", "list"])
def test_what_is_on_show_is_only_proposed_to_be_deleted(pavilion, way):
    rows = Exhibit.objects.all()
    if way == "page":
        address = reverse("admin:exhibitors_exhibit_delete", args=[rows[0].pk])
        sent = {"post": "yes"}
    else:
        address = reverse("admin:exhibitors_exhibit_changelist")
        sent = {
            "action": "delete_selected",
            "_selected_action": [rows[0].pk],
            "post": "yes",
        }

    answer = pavilion.manager.post(address, sent)

    assert rows.get() == pavilion.exhibit
    assert entries() == {("exhibit", pavilion.exhibit.pk): None}
    assert told(answer) == [
        "Sent to the organisers. Visitors still see what was published."
    ]


def test_rows_of_a_list_are_deleted_all_or_none(pavilion, monkeypatch):
    second = ExhibitFactory(exhibition=pavilion.exhibition)
    delete = Exhibit.delete

    def failing(row):
        if Exhibit.objects.count() == 1:
            raise RuntimeError
        return delete(row)

    monkeypatch.setattr(Exhibit, "delete", failing)
    sent = {
        "action": "delete_selected",
        "_selected_action": [pavilion.exhibit.pk, second.pk],
        "post": "yes",
    }
    with pytest.raises(RuntimeError):
        pavilion.organiser.post(reverse("admin:exhibitors_exhibit_changelist"), sent)

    assert Exhibit.objects.count() == 2


def test_a_draft_is_deleted_at_once_and_its_proposal_with_it(pavilion):
    draft = ExhibitFactory(
        exhibition=pavilion.exhibition, country_id="KZ", is_published=False
    )
    pavilion.change(draft, {"name_en": "Carpet"})

    address = reverse("admin:exhibitors_exhibit_delete", args=[draft.pk])
    pavilion.manager.post(address, {"post": "yes"})

    assert not Exhibit.objects.filter(pk=draft.pk).exists()
    assert Proposal.objects.get().state == "withdrawn"


def test_a_row_deleted_on_its_stands_page_is_proposed_to_be(pavilion):
    pavilion.change(pavilion.stand, {"exhibits-0-DELETE": "on"})

    assert Exhibit.objects.get() == pavilion.exhibit
    assert entries() == {("exhibit", pavilion.exhibit.pk): None}


def test_a_new_file_of_a_photo_on_show_waits(pavilion):
    photo = PhotoFactory(exhibition=pavilion.exhibition, exhibit=pavilion.exhibit)
    name = photo.image.name

    pavilion.change(photo, {"image": a_picture(), "alt_en": "The hall"})

    photo.refresh_from_db()
    assert (photo.image.name, photo.alt_en) == (name, None)
    proposed = entries()["photo", photo.pk]
    assert set(proposed) == {"image", "alt_en"}
    # Saved again, the page still proposes the file.
    pavilion.change(photo, {"alt_en": "The great hall"})
    assert entries()["photo", photo.pk] == {
        "image": proposed["image"],
        "alt_en": "The great hall",
    }


def test_what_is_wrong_is_said_at_once(pavilion):
    answer = pavilion.change(pavilion.stand, {"bays": "99"})

    assert list(complaints(answer)) == ["bays"]
    assert not Proposal.objects.exists()


def test_an_organiser_changes_what_visitors_see_directly(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "New name"}, pavilion.organiser)

    assert Stand.objects.get().name_en == "New name"
    assert not Proposal.objects.exists()


def test_the_history_does_not_tell_of_what_is_only_proposed(pavilion):
    before = events(pavilion.stand)

    pavilion.change(pavilion.stand, {"name_en": "Unspoken"})

    assert events(pavilion.stand) == before
    assert not LogEntry.objects.exists()


def test_a_manager_of_an_organisation_proposes_too(pavilion):
    company = OrganisationFactory(exhibition=pavilion.exhibition, name="AzerGold")
    manager = a_manager(pavilion.exhibition, country_id=None, organisation=company)

    pavilion.change(company, {"name_en": "Gold"}, manager)

    company.refresh_from_db()
    assert company.name_en == "AzerGold"
    assert Proposal.objects.get().organisation == company
