"""Two people at one record, and people who are not meant to be there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exhibitors.models import Proposal, Stand
from tests.entering import form_of
from tests.exhibitors.proposals.conftest import (
    a_manager,
    decide,
    page_of,
    signed_in,
)
from tests.factories.exhibitors import ExhibitFactory


def told(answer):
    return [str(message) for message in answer.wsgi_request._messages]


def entries():
    return Proposal.objects.get().entries[0]["after"]


def test_two_managers_who_opened_the_page_at_once_keep_both_texts(pavilion):
    second = a_manager(pavilion.exhibition)
    address = page_of(pavilion.stand)
    first_form = form_of(pavilion.manager.get(address))
    second_form = form_of(second.get(address))

    pavilion.manager.post(address, {**first_form, "name_en": "First"})
    second.post(address, {**second_form, "name_ru": "Второй"})

    assert entries() == {"name_en": "First", "name_ru": "Второй"}


def test_on_one_text_the_later_one_wins_and_it_is_said(pavilion):
    second = a_manager(pavilion.exhibition)
    pavilion.change(pavilion.stand, {"name_en": "First"})
    author = Proposal.objects.get().author

    answer = pavilion.change(pavilion.stand, {"name_en": "Second"}, second)

    assert entries() == {"name_en": "Second"}
    assert f"yours replaces what {author} proposed." in told(answer)[0]


def test_what_an_organiser_publishes_meanwhile_is_not_taken_back(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "First"})
    address = page_of(pavilion.stand)
    typed = form_of(pavilion.manager.get(address))
    decide(pavilion.organiser, Proposal.objects.get(), publish="1")

    pavilion.manager.post(address, {**typed, "name_ru": "Первый"})

    assert Stand.objects.get().name_en == "First"
    assert Proposal.objects.get(state="open").entries[0]["after"] == {
        "name_ru": "Первый"
    }


def test_what_an_organiser_types_meanwhile_is_not_taken_back(pavilion):
    address = page_of(pavilion.stand)
    typed = form_of(pavilion.manager.get(address))
    pavilion.change(pavilion.stand, {"name_en": "Organiser's"}, pavilion.organiser)

    pavilion.manager.post(address, {**typed, "name_ru": "Наше"})

    assert entries() == {"name_ru": "Наше"}


@pytest.mark.parametrize("seen", ["", "{", "[1]", '{"stand-1": 3}', "null"])
def test_a_stamp_that_is_none_counts_as_none(pavilion, seen):
    answer = pavilion.change(pavilion.stand, {"name_en": "New", "_seen": seen})

    assert answer.status_code == 302
    assert entries() == {"name_en": "New"}


OUTSIDERS = {
    "neighbour": lambda pavilion: a_manager(pavilion.exhibition, country_id="TJ"),
    "officer": lambda pavilion: signed_in(
        role="protocol_officer", exhibition=pavilion.exhibition
    ),
    "elsewhere": lambda _pavilion: signed_in(),
    "host": lambda pavilion: signed_in(
        role="stand_host", exhibition=pavilion.exhibition, stand=pavilion.stand
    ),
}


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("act", ["publish", "return", "withdraw"])
def test_nobody_else_finds_or_decides_it(pavilion, who, act):
    pavilion.change(pavilion.stand, {"name_en": "Unspoken"})
    proposal = Proposal.objects.get()
    client = OUTSIDERS[who](pavilion)
    address = reverse("admin:exhibitors_proposal_change", args=[proposal.pk])

    answers = [client.get(address), client.post(address, {act: "1", "remark": "x"})]
    listed = client.get(reverse("admin:exhibitors_proposal_changelist"))

    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert "Unspoken" not in listed.content.decode()
    assert Proposal.objects.get().state == "open"


def test_the_manager_does_not_publish(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "New"})
    proposal = Proposal.objects.get()

    decide(pavilion.manager, proposal, publish="1")
    decide(pavilion.manager, proposal, **{"return": "1", "remark": "x"})
    pavilion.manager.post(
        reverse("admin:exhibitors_proposal_changelist"),
        {"action": "publish_chosen", "_selected_action": [proposal.pk]},
    )

    assert Proposal.objects.get().state == "open"
    assert Stand.objects.get().name_en == "Kazakhstan"


def test_the_proposal_is_held_before_any_row_as_by_who_decides(pavilion):
    pavilion.change(pavilion.stand, {"name_en": "New name"})
    draft = ExhibitFactory(
        exhibition=pavilion.exhibition,
        stand=pavilion.stand,
        country_id="KZ",
        is_published=False,
    )

    with CaptureQueriesContext(connection) as context:
        pavilion.change(draft, {"quantity": "7"})

    said = [query["sql"] for query in context.captured_queries]
    back = next(n for n, sql in enumerate(said) if sql.startswith("ROLLBACK TO"))
    held = next(
        n
        for n, sql in enumerate(said)
        if "exhibitors_proposal" in sql and "FOR UPDATE" in sql
    )
    written = [
        n
        for n, sql in enumerate(said)
        if n > back and sql.startswith('UPDATE "exhibitors_exhibit"')
    ]
    assert back < held < min(written)
