"""Many rows of a list are published, or taken off the public pages, at once."""

import pytest
from django.urls import reverse

from exhibitors.models import HistoryEvent
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


def act(client, name, *rows):
    address = reverse(f"admin:exhibitors_{rows[0]._meta.model_name}_changelist")
    sent = {"action": name, "_selected_action": [row.pk for row in rows]}
    return client.post(address, sent, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def as_role(client, **scope):
    client.force_login(RoleAssignmentFactory(**scope).user)
    return client


@pytest.mark.parametrize(
    "factory", [StandFactory, ExhibitFactory, OrganisationFactory, PhotoFactory]
)
def test_the_chosen_are_published_and_taken_off_and_counted(
    client, exhibition, factory
):
    as_role(client, exhibition=exhibition)
    shown, *hidden = (
        factory(exhibition=exhibition, is_published=public)
        for public in (True, False, False)
    )

    answer = act(client, "publish_rows", shown, *hidden)

    rows = type(shown).objects
    assert told(answer) == ["2 records were published."]
    assert set(rows.values_list("is_published", flat=True)) == {True}

    answer = act(client, "hide_rows", hidden[0])

    assert told(answer) == ["1 record was taken off the public pages."]
    assert rows.get(is_published=False) == hidden[0]
    assert HistoryEvent.objects.filter(
        kind=shown._meta.db_table, row_key=hidden[0].pk, action="update"
    ).exists()


def test_searched_rows_are_published_too(client, exhibition):
    as_role(client, exhibition=exhibition)
    row = StandFactory(exhibition=exhibition, name="Silk road", is_published=False)
    address = reverse("admin:exhibitors_stand_changelist")
    sent = {"action": "publish_rows", "_selected_action": [row.pk]}

    client.post(f"{address}?q=silk", {**sent, "select_across": "1"})

    row.refresh_from_db()
    assert row.is_published


@pytest.mark.parametrize(
    "scope",
    [
        {"role": "pavilion_manager", "country_id": "KZ"},
        {"role": "protocol_officer"},
        {"exhibition": "another"},
    ],
)
def test_nobody_else_publishes(client, exhibition, scope):
    if "exhibition" in scope:
        scope = {"exhibition": ExhibitionFactory()}
    as_role(client, **{"exhibition": exhibition, **scope})
    row = StandFactory(exhibition=exhibition, country_id="KZ", is_published=False)

    act(client, "publish_rows", row)

    row.refresh_from_db()
    assert not row.is_published
