"""Registrations as planners handle them."""

import pytest
from django.urls import reverse

from delegations.admin.registrations import RegistrationAdmin
from delegations.models import Delegation, Letter, Registration
from tests.entering import complaints, enter, form_of
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.registrations import RegistrationFactory, sent

pytestmark = pytest.mark.django_db
ADD = "/admin/delegations/registration/add/"


@pytest.fixture
def registration(exhibition):
    return RegistrationFactory(exhibition=exhibition, language="ru")


def page(registration, name):
    return reverse(f"admin:delegations_registration_{name}", args=[registration.pk])


def decide(client, registration, verb, **values):
    """Decide on the registration as it is shown now."""
    shown = client.get(page(registration, "review")).context["registration"]
    values = {"version": shown.version, verb: "1", **values}
    return client.post(page(registration, "review"), values, follow=True)


def test_an_embassy_is_entered_and_gets_a_link(officer, exhibition):
    answer = enter(officer, ADD, {"label": "Embassy", "country": "KZ"})

    assert complaints(answer) == {}
    registration = Registration.objects.get()
    assert (registration.exhibition, len(registration.token)) == (exhibition, 43)
    shown = officer.get(page(registration, "change")).content.decode()
    link = f"/en/{exhibition.slug}/delegations/register/{registration.token}/"
    assert link in shown
    assert officer.get(link).status_code == 200


def test_what_was_sent_in_is_accepted(officer, registration):
    sent(registration)

    answer = decide(officer, registration, "accept")

    assert "Accepted: the delegation says so now." in answer.content.decode()
    assert Delegation.objects.get().name == "Delegation of Kazakhstan"
    lines = answer.context["lines"]
    assert answer.context["heads"] == [
        "In the delegation now",
        "Accepted last",
        "Sent in",
    ]
    assert [line.name for line in lines if line.differs] == []


def test_a_change_is_shown_beside_what_was_accepted(officer, registration):
    sent(registration)
    decide(officer, registration, "accept")
    sent(Registration.objects.get(), size="20")

    answer = officer.get(page(registration, "review"))

    assert "changed since it was accepted" in answer.content.decode()
    (line,) = [line for line in answer.context["lines"] if line.name == "size"]
    assert (line.cells, line.differs) == ((("12",), ("12",), ("20",)), True)


def test_what_changed_while_one_looked_is_refused(officer, registration):
    sent(registration)
    seen = registration.version
    sent(registration, size="20")

    answer = officer.post(
        page(registration, "review"), {"version": seen, "accept": "1"}
    )

    assert "was changed while you looked at it" in answer.content.decode()
    assert not Delegation.objects.exists()


def test_it_is_sent_back_and_closed(officer, registration):
    sent(registration)

    empty = decide(officer, registration, "return", remark="")
    assert "Say what the embassy should change." in empty.content.decode()
    decide(officer, registration, "return", remark="Who?")
    registration.refresh_from_db()
    assert (registration.status, registration.remark) == ("returned", "Who?")
    decide(officer, registration, "close")
    registration.refresh_from_db()
    assert registration.status == "closed"


def test_a_letter_is_written_once_it_is_confirmed(officer, registration):
    Registration.objects.update(email="embassy@example.org")

    officer.get(page(registration, "send_invitation"))
    assert not Letter.objects.exists()
    officer.post(page(registration, "send_invitation"))

    letter = Letter.objects.get()
    home = registration.exhibition.slug
    link = f"http://testserver/ru/{home}/delegations/register/{registration.token}/"
    assert link in letter.text


def test_without_an_address_no_letter_is_written(officer, registration):
    officer.post(page(registration, "send_invitation"))

    assert not Letter.objects.exists()


def test_what_embassies_type_stays_text(officer, registration):
    sent(registration, wishes="<script>alert(1)</script>")

    shown = officer.get(page(registration, "review")).content.decode()

    assert "<script>alert(1)" not in shown


@pytest.mark.parametrize("role", ["organiser", "protocol_officer"])
def test_those_of_another_exhibition_decide_nothing(client, registration, role):
    sent(registration)
    stranger = RoleAssignmentFactory(role=role, exhibition=ExhibitionFactory())
    client.force_login(stranger.user)

    for name in ("change", "review", "send_invitation"):
        assert client.get(page(registration, name)).status_code in (403, 404)
        values = {"version": registration.version, "accept": "1"}
        answer = client.post(page(registration, name), values)
        assert answer.status_code in (403, 404)
    assert not Delegation.objects.exists()
    listed = client.get("/admin/delegations/registration/").content.decode()
    assert registration.token not in listed


def test_a_pavilion_sees_no_registration(client, exhibition, registration):
    manager = RoleAssignmentFactory(
        role="pavilion_manager", exhibition=exhibition, country_id="KZ"
    )
    client.force_login(manager.user)

    for name in ("change", "review", "send_invitation"):
        assert client.get(page(registration, name)).status_code in (403, 404)


def test_a_draft_saved_at_the_same_moment_is_not_overwritten(
    officer, registration, monkeypatch
):
    mine = form_of(officer.get(page(registration, "change")))
    read = RegistrationAdmin.get_object

    def read_and_then_typed(self, *args):
        found = read(self, *args)
        Registration.objects.update(answers={"wishes": "Meanwhile"}, version=5)
        return found

    monkeypatch.setattr(RegistrationAdmin, "get_object", read_and_then_typed)

    officer.post(page(registration, "change"), {**mine, "label": "Renamed"})

    registration.refresh_from_db()
    assert (registration.label, registration.version) == ("Renamed", 5)
    assert registration.answers == {"wishes": "Meanwhile"}
