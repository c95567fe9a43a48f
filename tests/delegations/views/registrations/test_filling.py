"""The page behind the secret link: a draft kept, sent in, changed, never lost."""

import pytest

from tests.delegations.views.registrations.form import address, save
from tests.entering import Form, form_of
from tests.factories.exhibitors import StandFactory
from tests.factories.registrations import ANSWERS, HEAD, MEMBER, posted, sent

pytestmark = pytest.mark.django_db


def test_an_empty_draft_is_kept(client, registration):
    answer = client.post(
        address(registration),
        {
            **posted(members=[], languages=[], name_en="", visiting_on=""),
            "seen_version": "1",
            "draft": "1",
        },
    )

    registration.refresh_from_db()
    assert answer.url == f"{address(registration)}?done=draft"
    assert (registration.status, registration.version) == ("invited", 2)
    assert registration.saved_at is not None
    page = client.get(answer.url).content.decode()
    assert "The draft is saved." in page


def test_a_draft_keeps_what_is_wrong_too(client, registration):
    half = {**HEAD, "name": ""}
    save(
        client,
        registration,
        "draft",
        visiting_on="next Friday",
        size="many",
        members=[half],
    )

    page = form_of(client.get(address(registration)))
    assert page["visiting_on"] == ["next Friday"]
    assert page["size"] == ["many"]
    assert page["members-0-title"] == ["Deputy Prime Minister"]
    assert registration.answers["members"] == [half]


def test_a_complete_registration_is_sent_in(client, registration):
    answer = save(client, registration, "send")

    assert answer.url == f"{address(registration)}?done=sent"
    assert registration.status == "sent"
    assert registration.sent == ANSWERS
    assert (
        "the organiser has not decided yet"
        in client.get(address(registration)).content.decode()
    )


def test_times_are_sent_in_one_spelling(client, registration):
    save(client, registration, "send", window_from="9.30", window_to="1230")

    assert registration.sent["window_from"] == "09:30"
    assert registration.sent["window_to"] == "12:30"


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(client, registration):
    answer = save(
        client,
        registration,
        "send",
        name_en="",
        name_ru="",
        visiting_on="2023-12-01",
        window_to="",
        contact_email="",
        members=[{**HEAD, "name": ""}, {**MEMBER, "role": "head"}],
        languages=[{"spoken": "kk", "understood": "kk"}],
    )

    assert answer.status_code == 200
    complaints = answer.context["sheet"].complaints
    assert [(name, text) for _target, name, text in complaints] == [
        (
            "Day of the visit",
            "Choose a day of the exhibition, from 22 November to 25 November 2023.",
        ),
        (
            "Name of the delegation in English",
            "Give the name in at least one language.",
        ),
        ("E-mail address", "Give an e-mail address or a telephone number."),
        ("Member 1: Name in Latin letters", "This field is required."),
        ("Member 2: Role", "The delegation has a head already."),
        (
            "Language pair 1: Interpreted from and into",
            "Choose two different languages.",
        ),
    ]
    assert registration.status == "invited"
    assert registration.answers["wishes"] == "A quiet room"
    assert form_of(answer)["members-0-title"] == ["Deputy Prime Minister"]
    assert form_of(answer)["seen_version"] == [str(registration.version)]


def test_a_delegation_without_a_head_is_not_sent_in(client, registration):
    answer = save(client, registration, "send", members=[MEMBER])

    assert [text for _t, _n, text in answer.context["sheet"].complaints] == [
        "Name the members, and who of them is the head."
    ]


def test_a_row_is_added_without_a_script(client, registration):
    answer = save(client, registration, "add-members")

    assert answer.url.endswith("?more=members#members")
    page = form_of(client.get(answer.url))
    # Two members, and three rows for more.
    assert page["members-TOTAL_FORMS"] == ["5"]
    assert registration.answers == ANSWERS


def test_members_stand_in_the_order_of_their_places(client, registration):
    first, second = {**HEAD, "place": "2"}, {**MEMBER, "place": "1"}
    save(client, registration, "draft", members=[first, second])

    names = [row["name"] for row in registration.answers["members"]]
    assert names == ["Aida Balayeva", "Serik Zhumangarin"]


def test_a_removed_row_is_gone(client, registration):
    save(client, registration, "draft", members=[HEAD, {**MEMBER, "DELETE": "on"}])

    assert registration.answers["members"] == [HEAD]


def test_what_was_accepted_can_be_changed_later(client, registration):
    sent(registration)
    registration.accepted, registration.status = ANSWERS, "accepted"
    registration.save()

    save(client, registration, "draft", size="14")
    assert registration.status == "accepted"
    page = client.get(address(registration)).content.decode()
    assert "send in the change, or nobody learns of it" in page

    save(client, registration, "send", size="14")
    assert (registration.status, registration.accepted["size"]) == ("sent", "12")


def test_sending_in_again_unchanged_asks_nobody(client, registration):
    sent(registration)
    registration.accepted, registration.status = ANSWERS, "accepted"
    registration.save()

    save(client, registration, "send")

    assert registration.status == "accepted"


def test_the_remark_of_the_organiser_stands_above_the_form(client, registration):
    sent(registration)
    registration.status, registration.remark = "returned", "Who is the head?"
    registration.save()

    assert "Who is the head?" in client.get(address(registration)).content.decode()


def test_the_later_of_two_learns_what_the_other_saved(client, registration):
    seen = registration.version
    save(client, registration, "draft", wishes="A prayer room")
    values = {**posted(wishes="Parking"), "seen_version": seen, "draft": "1"}

    answer = client.post(address(registration), values)

    assert answer.status_code == 409
    registration.refresh_from_db()
    assert registration.answers["wishes"] == "A prayer room"
    (line,) = answer.context["meanwhile"]
    assert line.cells == (("A prayer room",), ("Parking",))
    again = {**Form(answer.content.decode()).values, "draft": "1"}
    assert again["wishes"] == ["\nParking"]
    assert client.post(address(registration), again).status_code == 302
    registration.refresh_from_db()
    assert registration.answers["wishes"] == "Parking"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_an_odd_version_overwrites_nothing(client, registration, version):
    values = {**posted(), "seen_version": version, "draft": "1"}

    assert client.post(address(registration), values).status_code == 409
    registration.refresh_from_db()
    assert registration.answers == {}


def test_markup_stays_text(client, registration):
    evil = "<script>alert(1)</script>"
    save(client, registration, "send", wishes=evil, name_en=evil)

    page = client.get(address(registration)).content.decode()
    assert evil not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_what_the_database_cannot_hold_is_left_out(client, registration):
    save(client, registration, "draft", wishes="a\0b")

    assert registration.answers["wishes"] == "ab"


def test_too_much_text_is_refused_and_shown_again(client, registration):
    answer = save(client, registration, "draft", wishes="x" * 120_000)

    assert "Nothing was saved." in answer.content.decode()
    assert (registration.answers, registration.version) == ({}, 1)


def test_only_published_stands_of_the_exhibition_are_offered(client, registration):
    mine = StandFactory(exhibition=registration.exhibition, slug="mine")
    StandFactory(exhibition=registration.exhibition, slug="draft", is_published=False)
    StandFactory(slug="foreign")

    save(client, registration, "draft", stands=["mine", "foreign", "draft"])

    assert registration.answers["stands"] == ["mine"]
    answer = client.get(address(registration))
    assert answer.context["sheet"].form.fields["stands"].choices == [
        ("mine", str(mine))
    ]
    refused = save(client, registration, "send", stands=["foreign"])
    assert refused.status_code == 200
    assert registration.sent is None
