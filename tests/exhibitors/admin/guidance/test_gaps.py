"""What is missing: listed, opened at the field, gone through one by one."""

import pytest

from exhibitors.admin.queue import page_of
from exhibitors.guidance.gaps import every_gap, gap_named
from tests.entering import enter
from tests.exhibitors.views.pages import page
from tests.factories.delegations import DelegationFactory
from tests.factories.exhibitors import (
    ExhibitionFactory,
    PhotoFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/exhibitors/exhibition/missing/{}/"
FORM = "/admin/exhibitors/stand/{}/change/?gap={}"
NUMBER = "stand-number"


def listed(client, name, **asked):
    answer = client.get(LIST.format(name), asked)
    return [row.pk for row, _link, _beside in answer.context["rows"]]


def test_records_with_a_gap_link_to_the_field(sign_in, exhibition):
    lacking = StandFactory(exhibition=exhibition, name="Lacking")
    StandFactory(exhibition=exhibition, number="A1")

    shown = page(sign_in("organiser").get(LIST.format(NUMBER)))

    assert "No number" in shown.text
    assert "1 record" in shown.text
    assert FORM.format(lacking.pk, NUMBER) in shown.links


def test_a_list_has_pages_under_one_number_of_queries(
    sign_in, exhibition, django_assert_num_queries
):
    client = sign_in("organiser")
    for number in (1, 60):
        while exhibition.stands.count() < number:
            StandFactory(exhibition=exhibition, country_id="KZ")
        with django_assert_num_queries(7):
            shown = listed(client, NUMBER)
    assert len(shown) == 50
    assert len(listed(client, NUMBER, p=2)) == 10


def test_a_translation_is_missing_only_where_there_is_a_text(sign_in, exhibition):
    told = StandFactory(exhibition=exhibition, description_en="About")
    untold = StandFactory(exhibition=exhibition)
    client = sign_in("organiser")

    assert listed(client, "stand-description-az") == [told.pk]
    assert listed(client, "stand-description") == [untold.pk]


def test_a_form_says_which_one_of_how_many_it_is(sign_in, exhibition):
    stands = [StandFactory(exhibition=exhibition) for _ in range(3)]

    queue = sign_in("organiser").get(FORM.format(stands[1].pk, NUMBER)).context["queue"]

    assert (queue["place"].number, queue["place"].count) == (2, 3)
    assert queue["gap"].target == "id_number"
    assert queue["next"] == FORM.format(stands[2].pk, NUMBER)


def test_saving_goes_on_to_the_next_and_from_the_last_back_to_the_list(
    sign_in, exhibition
):
    first, last = (StandFactory(exhibition=exhibition) for _ in range(2))
    client = sign_in("organiser")

    def save(stand, number):
        values = {"number": number, "_next_gap": "1"}
        return enter(client, FORM.format(stand.pk, NUMBER), values)

    assert save(first, "A1").url == FORM.format(last.pk, NUMBER)
    assert save(last, "A2").url == LIST.format(NUMBER)


def test_the_button_that_goes_on_is_among_those_that_save(sign_in, exhibition):
    own = [StandFactory(exhibition=exhibition, country_id="KZ") for _ in range(2)]

    for role in ("organiser", "pavilion_manager"):
        answer = sign_in(role).get(FORM.format(own[0].pk, NUMBER))
        bar = answer.content.decode().partition('id="submit-row"')[2]
        assert 'name="_next_gap"' in bar
        assert 'form="stand_form"' in bar


def test_what_a_pavilion_proposes_goes_on_to_the_next(sign_in, exhibition):
    own = [StandFactory(exhibition=exhibition, country_id="KZ") for _ in range(2)]
    client, values = sign_in("pavilion_manager"), {"number": "A1", "_next_gap": "1"}

    answer = enter(client, FORM.format(own[0].pk, NUMBER), values)

    assert answer.url == FORM.format(own[1].pk, NUMBER)


def test_a_form_opened_for_nothing_known_has_no_queue(sign_in, exhibition):
    stand = StandFactory(exhibition=exhibition)
    client = sign_in("organiser")

    for odd in ("nothing", "exhibit-photo", "", "%00"):
        assert "queue" not in client.get(FORM.format(stand.pk, odd)).context


def test_a_pavilion_goes_through_its_own_records_alone(sign_in, exhibition):
    own = StandFactory(exhibition=exhibition, country_id="KZ")
    StandFactory(exhibition=exhibition, country_id="UZ")
    StandFactory(exhibition=ExhibitionFactory(), country_id="KZ")

    assert listed(sign_in("pavilion_manager"), NUMBER) == [own.pk]


@pytest.mark.parametrize(
    "name", ["delegation-unconfirmed", "visit-day", "person-title"]
)
def test_a_pavilion_has_no_list_of_delegations(sign_in, exhibition, name):
    DelegationFactory(exhibition=exhibition, country_id="KZ")

    assert sign_in("pavilion_manager").get(LIST.format(name)).status_code == 403


def test_a_protocol_officer_is_not_asked_for_what_others_mend(sign_in):
    client = sign_in("protocol_officer")

    assert client.get(LIST.format(NUMBER)).status_code == 403
    assert client.get(LIST.format("delegation-unconfirmed")).status_code == 200


def test_nobody_else_comes_in(client, sign_in, exhibition):
    stand = StandFactory(exhibition=exhibition)
    assert client.get(LIST.format(NUMBER)).status_code == 302

    assert (
        sign_in("stand_host", stand=stand).get(LIST.format(NUMBER)).status_code == 302
    )


def test_an_organiser_of_another_exhibition_sees_nothing_of_this(sign_in, exhibition):
    StandFactory(exhibition=exhibition)

    assert listed(sign_in("organiser", exhibition=ExhibitionFactory()), NUMBER) == []


def test_an_unknown_list_is_not_found(sign_in):
    assert sign_in("organiser").get(LIST.format("nothing")).status_code == 404


@pytest.mark.parametrize("gap", list(every_gap()), ids=lambda gap: gap.name)
def test_every_gap_is_asked_and_leads_to_something_on_its_form(
    sign_in, exhibition, gap
):
    client = sign_in("organiser")
    form = page_of(gap.model).get_form
    request = client.get(LIST.format(gap.name)).wsgi_request

    names = set(form(request, change=True).base_fields)
    inlines = {
        f"{inline.get_formset(request).get_default_prefix()}-"
        for inline in page_of(gap.model).get_inline_instances(request)
    }
    field = gap.field.removesuffix("_1")
    assert field in names | inlines | {""}


def test_a_photo_without_alternative_text_in_one_language(sign_in, exhibition):
    photo = PhotoFactory(exhibition=exhibition, alt_en="A carpet")

    assert listed(sign_in("organiser"), "photo-alt-ru") == [photo.pk]
    assert str(gap_named("photo-alt-ru")) == "Alternative text missing: Russian"
