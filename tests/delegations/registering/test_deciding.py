"""A registration invited, sent back, closed, and its versions compared."""

from datetime import date

import pytest

from delegations.models import Letter, Registration
from delegations.registering import deciding
from delegations.registering.answers import side_by_side
from delegations.registering.deciding import close, invite, send_back
from delegations.schedule import ScheduleConflict
from tests.factories.exhibitors import StandFactory
from tests.factories.registrations import ANSWERS, HEAD

pytestmark = pytest.mark.django_db


def test_it_is_sent_back_with_a_remark_and_a_letter(registration, officer):
    Registration.objects.filter(pk=registration.pk).update(
        email="embassy@example.org", language="ru"
    )

    send_back(registration, registration.version, " Who? ", officer, "https://x/1")

    registration.refresh_from_db()
    assert (registration.status, registration.remark) == ("returned", "Who?")
    assert registration.decided_by == officer
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == ("embassy@example.org", "ru")
    assert "Who?" in letter.text
    assert "https://x/1" in letter.text


def test_a_remark_needs_words(registration, officer):
    with pytest.raises(ScheduleConflict):
        send_back(registration, registration.version, "  ", officer, "https://x/1")


def test_an_invitation_carries_the_link(registration):
    with pytest.raises(ScheduleConflict):
        invite(registration, "https://x/1")
    registration.email = "embassy@example.org"
    registration.expires_on = date(2023, 11, 20)

    letter = invite(registration, "https://x/1")

    assert "https://x/1" in letter.text
    assert letter.text.endswith("The link is open until 20.11.2023.")


def test_closing_keeps_what_was_sent_in(registration, officer):
    close(registration, registration.version, officer)

    registration.refresh_from_db()
    assert (registration.status, registration.sent["size"]) == ("closed", "12")


def test_versions_are_compared_in_words(exhibition):
    stand = StandFactory(exhibition=exhibition, slug="b1", name="Carpets")
    now = {**ANSWERS, "stands": ["b1"], "kind": "press", "members": [HEAD]}

    lines = side_by_side([ANSWERS, now], exhibition, only=True)

    assert [(line.label, line.cells) for line in lines] == [
        ("Kind of delegation", (("official",), ("press",))),
        (
            "Members",
            (
                (
                    "His Excellency Serik Zhumangarin, Серік Жұманғарин,"
                    " Deputy Prime Minister, head",
                    "Aida Balayeva, Minister",
                ),
                (
                    "His Excellency Serik Zhumangarin, Серік Жұманғарин,"
                    " Deputy Prime Minister, head",
                ),
            ),
        ),
        ("Stands to see", ((), (str(stand),))),
    ]


def test_an_invitation_leaves_at_once_whatever_the_exhibition_is_called(
    registration, monkeypatch
):
    started = []
    monkeypatch.setattr(deciding, "deliver_soon", lambda: started.append(1))
    registration.exhibition.name = "x" * 300
    registration.email = "embassy@example.org"

    letter = invite(registration, "https://x/1")

    assert (len(started), len(letter.subject)) == (1, 300)
