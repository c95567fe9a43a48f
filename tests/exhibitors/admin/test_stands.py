"""Entering a stand with what it shows."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from exhibitors.models import Exhibit, Photo, Stand, StandNotice
from tests.entering import complaints, enter, form_of
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/exhibitors/stand/add/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    return client


def change(stand):
    return reverse("admin:exhibitors_stand_change", args=[stand.pk])


def test_a_stand_is_entered_with_three_exhibits(organiser, exhibition):
    names = ["Carpet", "Felt hat", "Коврик"]
    rows = {f"exhibits-{place}-name_en": name for place, name in enumerate(names)}

    answer = enter(
        organiser,
        ADD,
        {"name_en": "Стенд Кыргызстана", "country": "KG", "kind": "national", **rows},
    )

    assert complaints(answer) == {}
    stand = Stand.objects.get()
    assert (stand.exhibition, stand.slug) == (exhibition, "stend-kyrgyzstana")
    shown = Exhibit.objects.order_by("pk")
    assert [exhibit.slug for exhibit in shown] == ["carpet", "felt-hat", "kovrik"]
    assert {exhibit.country_id for exhibit in shown} == {"KG"}
    assert {exhibit.exhibition for exhibit in shown} == {exhibition}


def test_two_exhibits_of_one_name_get_an_address_each(organiser):
    rows = {"exhibits-0-name_en": "Book", "exhibits-1-name_en": "Book"}

    enter(organiser, ADD, {"name_en": "Books", **rows})

    assert set(Exhibit.objects.values_list("slug", flat=True)) == {"book", "book-2"}


def test_a_name_is_needed_and_nothing_typed_is_lost(organiser):
    answer = enter(organiser, ADD, {"name_ru": "Стенд", "number": "B7"})

    assert "name_en" in complaints(answer)
    assert form_of(answer)["number"] == ["B7"]
    assert not Stand.objects.exists()


def test_a_number_that_is_taken_is_said_at_the_form(organiser, exhibition):
    StandFactory(exhibition=exhibition, number="B1")

    answer = enter(organiser, ADD, {"name_en": "Second", "number": "B1"})

    assert complaints(answer) == {"": ["Another stand has this number."]}


def test_an_area_of_another_exhibition_cannot_be_chosen(organiser):
    answer = enter(organiser, ADD, {"name_en": "Here", "area": AreaFactory().pk})

    assert "area" in complaints(answer)


def test_a_form_made_for_one_exhibition_stays_there(client):
    mine = ExhibitionFactory()
    user = RoleAssignmentFactory(exhibition=mine).user
    client.force_login(user)
    typed = form_of(client.get(ADD))
    # Meanwhile, in another window, the same person goes on with a newer one.
    newer = ExhibitionFactory(start_on="2030-01-01", end_on="2030-01-02")
    RoleAssignmentFactory(user=user, exhibition=newer)
    client.get(reverse("admin:exhibitors_exhibition_work", args=[newer.pk]))

    client.post(ADD, {**typed, "name_en": "First"})

    assert Stand.objects.get().exhibition == mine


def test_a_pavilion_publishes_nothing_by_itself(client, exhibition):
    manager = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=exhibition
    )
    client.force_login(manager.user)

    answer = enter(
        client,
        ADD,
        {
            "name_en": "Ours",
            "country": "KZ",
            "is_published": "on",
            "exhibits-0-name_en": "Satellite",
            "exhibits-0-is_published": "on",
        },
    )

    assert complaints(answer) == {}
    assert not Stand.objects.get().is_published
    assert not Exhibit.objects.get().is_published


def test_a_pavilion_enters_nothing_for_another_country(client, exhibition):
    manager = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=exhibition
    )
    client.force_login(manager.user)

    answer = enter(client, ADD, {"name_en": "Theirs", "country": "TJ"})

    assert "country" in complaints(answer)


def test_a_pavilion_lets_go_of_no_stand(client, exhibition):
    stand = StandFactory(exhibition=exhibition, country_id="KZ")
    manager = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=exhibition
    )
    client.force_login(manager.user)

    answer = enter(client, change(stand), {"country": ""})

    assert answer.status_code == 403
    stand.refresh_from_db()
    assert stand.country_id == "KZ"


def test_a_photo_comes_with_the_stand(organiser, exhibition):
    stand = StandFactory(exhibition=exhibition)
    file = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "JPEG")
    image = SimpleUploadedFile("hall.jpg", file.getvalue(), "image/jpeg")

    answer = enter(
        organiser,
        change(stand),
        {
            "photos-TOTAL_FORMS": "1",
            "photos-0-image": image,
            "photos-0-alt_en": "The hall",
            "photos-0-position": "0",
            "photos-0-stand": stand.pk,
        },
    )

    assert complaints(answer) == {}
    photo = Photo.objects.get()
    small = organiser.get(reverse("admin:exhibitors_photo_thumbnail", args=[photo.pk]))
    assert Image.open(BytesIO(small.content)).size == (96, 96)


def test_what_is_no_picture_is_refused_at_its_row(organiser, exhibition):
    stand = StandFactory(exhibition=exhibition)
    image = SimpleUploadedFile("hall.jpg", b"not a picture", "image/jpeg")

    answer = enter(
        organiser,
        change(stand),
        {
            "photos-TOTAL_FORMS": "1",
            "photos-0-image": image,
            "photos-0-position": "0",
            "photos-0-stand": stand.pk,
        },
    )

    assert "photos-0-image" in complaints(answer)


def test_a_notice_has_a_beginning_and_an_end(organiser, exhibition):
    stand = StandFactory(exhibition=exhibition)
    typed = {
        "notices-TOTAL_FORMS": "1",
        "notices-0-stand": stand.pk,
        "notices-0-starts_at_0": "2023-11-22",
        "notices-0-starts_at_1": "12:00",
        "notices-0-ends_at_0": "2023-11-22",
        "notices-0-ends_at_1": "11:00",
        "notices-0-text_en": "Closed for lunch",
    }

    answer = enter(organiser, change(stand), typed)
    assert complaints(answer) == {
        "notices-0-ends_at": ["The end is not after the beginning."]
    }
    enter(organiser, change(stand), {**typed, "notices-0-ends_at_1": "13:00"})

    during = StandNotice.objects.get().during
    # Baku is four hours ahead of universal time.
    assert (during.lower.hour, during.upper.hour) == (8, 9)


def test_an_outline_that_is_none_is_refused_at_its_field(organiser):
    answer = enter(organiser, ADD, {"name_en": "Odd", "outline": '[["a"]]'})

    assert "outline" in complaints(answer)


def test_exhibits_are_offered_their_own_stands(organiser, exhibition):
    elsewhere = StandFactory()
    exhibit = ExhibitFactory(exhibition=exhibition)
    address = reverse("admin:exhibitors_exhibit_change", args=[exhibit.pk])

    assert "stand" in complaints(enter(organiser, address, {"stand": elsewhere.pk}))


def test_an_organisation_is_present_once(organiser, exhibition):
    company = OrganisationFactory(exhibition=exhibition)
    stand = StandFactory(exhibition=exhibition)
    rows = {
        f"presences-{place}-{name}": value
        for place in (0, 1)
        for name, value in {
            "organisation": company.pk,
            "role": "co",
            "position": 0,
            "stand": stand.pk,
        }.items()
    }
    formset = next(
        name.removesuffix("-TOTAL_FORMS")
        for name in form_of(organiser.get(change(stand)))
        if name.endswith("-TOTAL_FORMS") and "exhibitor" in name
    )
    rows = {name.replace("presences", formset): value for name, value in rows.items()}

    answer = enter(organiser, change(stand), {f"{formset}-TOTAL_FORMS": "2", **rows})

    assert complaints(answer)


def test_a_stand_leads_to_its_page_with_drafts(organiser, exhibition):
    stand = StandFactory(exhibition=exhibition, slug="b1")

    text = organiser.get(change(stand)).content.decode()

    assert f'href="/en/{exhibition.slug}/stands/b1/?drafts=on"' in text
