"""Releases and letters, read in the admin by those who plan."""

import pytest
from django.urls import reverse

from tests.factories.delegations import LetterFactory, ReleaseFactory
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db


def address(record, page="change"):
    names = record._meta
    return reverse(f"admin:delegations_{names.model_name}_{page}", args=[record.pk])


def test_the_outgoing_mail_is_read_there(officer, exhibition):
    letter = LetterFactory(
        exhibition=exhibition,
        text="The call at B1 moves.\n<b>https://expo.test/notices/x/</b>",
    )

    listed = officer.get(reverse("admin:delegations_letter_changelist"))
    shown = officer.get(address(letter)).content.decode()

    assert letter.subject in listed.content.decode()
    assert "The call at B1 moves.<br>&lt;b&gt;<a" in shown
    assert "<b>https" not in shown
    assert letter.to in shown


def test_a_release_leads_to_its_page(officer, exhibition):
    release = ReleaseFactory(exhibition=exhibition, version=3)

    shown = officer.get(address(release)).content.decode()

    page = f"/en/{exhibition.slug}/delegations/release/2023-11-24/?version=3#version"
    assert page in shown


@pytest.mark.parametrize("factory", [LetterFactory, ReleaseFactory])
def test_neither_is_changed_or_deleted(officer, exhibition, factory):
    record = factory(exhibition=exhibition)

    assert officer.post(address(record), {"subject": "Other"}).status_code == 403
    assert officer.post(address(record, "delete"), {"post": "yes"}).status_code == 403
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("factory", [LetterFactory, ReleaseFactory])
def test_officers_of_another_exhibition_read_neither(client, exhibition, factory):
    record = factory(exhibition=exhibition)
    client.force_login(RoleAssignmentFactory(role="protocol_officer").user)
    names = record._meta
    listed = client.get(reverse(f"admin:delegations_{names.model_name}_changelist"))

    assert client.get(address(record)).status_code == 404
    assert listed.context["cl"].result_count == 0
