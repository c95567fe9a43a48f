"""Calendar addresses given out and revoked in the admin."""

import pytest
from django.urls import reverse

from delegations.models import Feed, FeedRead
from tests.entering import complaints, enter
from tests.factories.delegations import DelegationFactory, FeedFactory, PersonFactory
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
ADD = reverse("admin:delegations_feed_add")
LIST = reverse("admin:delegations_feed_changelist")


def change(feed):
    return reverse("admin:delegations_feed_change", args=[feed.pk])


@pytest.mark.parametrize("kind", ["delegation", "person", "stand"])
def test_an_address_is_given_from_the_page_of_its_record(officer, exhibition, kind):
    factory = {
        "delegation": DelegationFactory,
        "person": PersonFactory,
        "stand": StandFactory,
    }[kind]
    record = factory(exhibition=exhibition)
    app = record._meta.app_label
    page = reverse(f"admin:{app}_{kind}_change", args=[record.pk])
    action = reverse(f"admin:{app}_{kind}_calendar_address", args=[record.pk])

    assert action in officer.get(page).content.decode()
    begun = officer.get(action)
    answer = enter(officer, begun["Location"], {"label": "Their secretary"})

    assert complaints(answer) == {}
    feed = Feed.objects.get()
    assert getattr(feed, kind) == record
    assert feed.view == ("stand" if kind == "stand" else "escort")
    assert feed.created_by.roles.get().role == "protocol_officer"
    assert len(feed.token) == 43


def test_a_stand_is_read_as_a_stand_whatever_is_chosen(officer, exhibition):
    stand = StandFactory(exhibition=exhibition)

    answer = enter(officer, ADD, {"stand": stand.pk, "view": "protocol"})

    assert complaints(answer) == {}
    assert Feed.objects.get().view == "stand"


def test_an_address_is_of_one_record(officer, exhibition, delegation):
    stand = StandFactory(exhibition=exhibition)

    none = enter(officer, ADD, {"label": "Nobody"})
    both = enter(officer, ADD, {"stand": stand.pk, "delegation": delegation.pk})

    for answer in (none, both):
        assert "Choose one: a delegation, a stand or a person." in str(
            complaints(answer)
        )
    assert not Feed.objects.exists()


def test_the_page_shows_the_whole_address_and_who_read_it(officer, exhibition):
    feed = FeedFactory(exhibition=exhibition)
    FeedRead.objects.create(feed=feed, status=304, agent="<b>Calendar</b>")

    text = officer.get(change(feed)).content.decode()

    assert f'value="http://testserver/feeds/{feed.token}.ics"' in text
    assert "304 · – · &lt;b&gt;Calendar&lt;/b&gt;" in text


def test_the_list_has_no_address(officer, exhibition):
    feed = FeedFactory(exhibition=exhibition)

    assert feed.token not in officer.get(LIST).content.decode()


def test_a_revoked_address_is_shown_to_nobody(officer, exhibition):
    feed = FeedFactory(exhibition=exhibition)

    answer = enter(officer, change(feed), {"is_revoked": "on"})

    assert complaints(answer) == {}
    feed.refresh_from_db()
    assert feed.revoked_at is not None
    shown = officer.get(change(feed)).content.decode()
    assert feed.token not in shown
    assert "Revoked: it answers nobody any more." in shown


def test_what_an_address_shows_never_changes(officer, exhibition):
    feed = FeedFactory(exhibition=exhibition, view="escort")

    enter(officer, change(feed), {"view": "protocol", "language": "ru", "label": "New"})

    feed.refresh_from_db()
    assert (feed.view, feed.language, feed.label) == ("escort", "en", "New")


def test_several_are_revoked_at_once(officer, exhibition):
    feeds = FeedFactory.create_batch(2, exhibition=exhibition)
    strange = FeedFactory()

    officer.post(
        LIST,
        {
            "action": "revoke",
            "_selected_action": [feed.pk for feed in (*feeds, strange)],
        },
    )

    assert Feed.objects.filter(revoked_at=None).get() == strange


def test_an_address_is_never_deleted(officer, exhibition):
    feed = FeedFactory(exhibition=exhibition)
    delete = reverse("admin:delegations_feed_delete", args=[feed.pk])

    assert officer.post(delete, {"post": "yes"}).status_code == 403
    assert Feed.objects.exists()


@pytest.mark.parametrize("role", ["protocol_officer", "pavilion_manager", "stand_host"])
def test_out_of_scope_there_is_no_address(client, exhibition, role):
    feed = FeedFactory(exhibition=exhibition)
    other = ExhibitionFactory()
    scope = {
        "protocol_officer": {"exhibition": other},
        "pavilion_manager": {"exhibition": exhibition, "country_id": "KZ"},
        "stand_host": {
            "exhibition": exhibition,
            "stand": StandFactory(exhibition=exhibition),
        },
    }[role]
    client.force_login(RoleAssignmentFactory(role=role, **scope).user)

    answer = client.get(change(feed))
    client.post(change(feed), {"is_revoked": "on"})

    assert answer.status_code in (302, 403, 404)
    feed.refresh_from_db()
    assert feed.revoked_at is None
    assert str(feed) not in client.get(LIST).content.decode()


def test_a_pavilion_manager_gives_no_address_of_the_own_stand(client, exhibition):
    stand = StandFactory(exhibition=exhibition, country_id="KZ")
    client.force_login(
        RoleAssignmentFactory(
            role="pavilion_manager", exhibition=exhibition, country_id="KZ"
        ).user
    )
    page = reverse("admin:exhibitors_stand_change", args=[stand.pk])
    action = reverse("admin:exhibitors_stand_calendar_address", args=[stand.pk])

    assert action not in client.get(page).content.decode()
    assert client.get(action).status_code == 403
