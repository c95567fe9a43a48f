"""Photos that a pavilion manager adds, many at once, are proposed to be published."""

import pytest

from exhibitors.models import Photo, Proposal, WaitingPhoto
from tests.entering import form_of
from tests.exhibitors.proposals.conftest import decide
from tests.exhibitors.uploads.files import jpeg, upload

PAGE = "/admin/exhibitors/photo/add-many/"


def add(client, *records):
    """Send in a photo for each record, and save them with what their names tell."""
    for number, row in enumerate(records):
        file = upload(jpeg(60 + number, 40), f"{number}.jpg")
        client.post(PAGE, {"files": [file], "of": row.code})
    sent = {**form_of(client.get(PAGE)), "save": "1"}
    sent.pop("of", None)
    return client.post(PAGE, sent)


def test_added_photos_are_named_in_a_proposal_about_what_they_show(pavilion):
    add(pavilion.manager, pavilion.stand, pavilion.exhibit, pavilion.stand)

    hall, coin, far = Photo.objects.order_by("pk")
    assert {hall.is_published, coin.is_published, far.is_published} == {False}
    about = {proposal.kind: proposal for proposal in Proposal.objects.all()}
    assert about.keys() == {"stand", "exhibit"}
    named = [(e["model"], e["pk"]) for e in about["stand"].entries]
    assert sorted(named) == [("photo", hall.pk), ("photo", far.pk)]
    decide(pavilion.organiser, about["stand"], publish="1")
    assert set(Photo.objects.values_list("pk", "is_published")) == {
        (hall.pk, True),
        (coin.pk, False),
        (far.pk, True),
    }


def test_an_organisers_photos_are_published_and_not_proposed(pavilion):
    add(pavilion.organiser, pavilion.stand)

    assert Photo.objects.get().is_published
    assert not Proposal.objects.exists()


def test_photos_that_cannot_be_proposed_are_not_saved(pavilion, monkeypatch):
    def refuse(*_args, **_named):
        raise RuntimeError

    monkeypatch.setattr("exhibitors.uploads.placing.propose", refuse)

    with pytest.raises(RuntimeError):
        add(pavilion.manager, pavilion.stand)

    assert not Photo.objects.exists()
    assert WaitingPhoto.objects.count() == 1


def test_they_join_the_proposal_that_the_pavilion_has_already(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "Kazakhstan pavilion"})

    add(pavilion.manager, pavilion.stand)

    [proposal] = Proposal.objects.all()
    assert {entry["model"] for entry in proposal.entries} == {"stand", "photo"}
