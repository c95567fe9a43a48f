"""The page on which the next edition is made."""

from datetime import date, timedelta

import pytest

from exhibitors.models import Exhibition
from tests.entering import form_of
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db
TYPED = {"name_en": "Baku 2025", "slug": "baku-2025", "starts_on": "2025-11-19"}


@pytest.fixture
def address(exhibition):
    return f"/admin/exhibitors/exhibition/{exhibition.pk}/next/"


@pytest.fixture
def everywhere(sign_in):
    return sign_in("organiser", exhibition=None)


def typed(client, address, **other):
    return {**form_of(client.get(address)), **TYPED, **other}


def test_what_it_would_be_is_shown_before_it_is_made(everywhere, address, exhibition):
    StandFactory(exhibition=exhibition)

    answer = everywhere.post(address, typed(everywhere, address))

    shown = page(answer).text
    assert "Baku 2025, 19 November 2025 – 22 November 2025" in shown
    assert "Dates move by 728 days." in shown
    assert "Stands: 1" in shown
    assert Exhibition.objects.get() == exhibition


def test_it_is_made_and_gone_on_with(everywhere, address):
    answer = everywhere.post(address, typed(everywhere, address, _make="1"))

    new = Exhibition.objects.get(slug="baku-2025")
    assert answer.url == f"/admin/exhibitors/exhibition/{new.pk}/change/"
    assert everywhere.get("/admin/").context["exhibition"] == new


def test_parts_that_need_others_are_refused_on_the_page(everywhere, address):
    values = typed(everywhere, address, parts=["exhibits"], _make="1")

    answer = everywhere.post(address, values)

    assert answer.context["form"].errors == {
        "parts": [
            "“Exhibits” cannot go without “stands”: choose them too.",
            "“Exhibits” cannot go without “organisations”: choose them too.",
        ]
    }
    assert '<div tabindex="-1" autofocus>' in answer.content.decode()
    assert Exhibition.objects.count() == 1


@pytest.mark.parametrize("code", ["en", "ru", "az"])
def test_the_name_of_the_old_edition_is_refused(everywhere, address, exhibition, code):
    Exhibition.objects.update(**{f"name_{code}": "Expo in Baku"})
    values = typed(everywhere, address, **{f"name_{code}": "expo in Baku "})

    errors = everywhere.post(address, values).context["form"].errors

    assert errors == {
        f"name_{code}": ["The edition of 2023 is called so. Add what tells them apart."]
    }


def test_editions_are_told_apart_by_their_years(everywhere, exhibition):
    old, new = exhibition.start_on.year, date(2025, 12, 30)
    ExhibitionFactory(name="Fair", start_on=new, end_on=new + timedelta(4))

    sidebar = everywhere.get("/admin/").context

    assert sidebar["site_subheader"] == "2025–2026 · Fair"
    assert [one.title for one in sidebar["site_dropdown"]] == [
        f"{old} · {exhibition.name}"
    ]


def test_an_address_that_is_taken_is_refused_at_its_field(
    everywhere, address, exhibition
):
    values = typed(everywhere, address, slug=exhibition.slug, _make="1")

    assert "slug" in everywhere.post(address, values).context["form"].errors


def test_who_organises_this_one_organises_the_next(sign_in, address):
    client = sign_in("organiser")

    client.post(address, typed(client, address, _make="1"))

    new = Exhibition.objects.get(slug="baku-2025")
    assert [role.role for role in new.roleassignments.all()] == ["organiser"]
    assert client.get("/admin/").context["exhibition"] == new


@pytest.mark.parametrize("role", ["protocol_officer", "pavilion_manager"])
def test_who_does_not_organise_it_makes_none(sign_in, address, role):
    client = sign_in(role)

    assert client.get(address).status_code == 403
    assert client.post(address, TYPED).status_code == 403
    assert Exhibition.objects.count() == 1


def test_an_organiser_of_another_exhibition_does_not_find_the_page(sign_in, address):
    client = sign_in("organiser", exhibition=ExhibitionFactory())

    assert client.get(address).status_code in (403, 404)
    assert client.post(address, TYPED).status_code in (403, 404)
    assert Exhibition.objects.count() == 2


def test_others_do_not_see_the_page(client, address):
    assert client.get(address).status_code == 302


def test_an_unknown_exhibition_is_not_found(everywhere):
    answer = everywhere.get("/admin/exhibitors/exhibition/0/next/")

    assert answer.status_code in (403, 404)


def test_the_page_of_an_exhibition_links_to_it(everywhere, sign_in, address):
    form = address.replace("next", "change")
    assert address in page(everywhere.get(form)).links

    assert address not in page(sign_in("pavilion_manager").get(form)).links


def test_an_exhibition_elsewhere_is_as_good(everywhere):
    other = ExhibitionFactory()
    address = f"/admin/exhibitors/exhibition/{other.pk}/next/"

    assert everywhere.get(address).status_code == 200
