"""The history in the admin: read within one's scope, and taken back."""

import pytest
from django.urls import reverse

from exhibitors.history import acting
from exhibitors.models import RoleAssignment, Stand
from expo.models import User
from tests.exhibitors.admin.pages import address
from tests.exhibitors.history.sealed import events, last, seal
from tests.factories.delegations import DelegationFactory, PersonFactory
from tests.factories.exhibitors import (
    ExhibitionFactory,
    InquiryFactory,
    RoleAssignmentFactory,
    SectorFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/exhibitors/historytransaction/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def sign_in(client, exhibition):
    def signed(role="organiser", **fields):
        given = RoleAssignmentFactory(
            role=role, **{"exhibition": exhibition, "country": None, **fields}
        )
        client.force_login(given.user)
        seal()
        return client

    return signed


def history_of(record):
    names = record._meta
    return reverse(
        f"admin:{names.app_label}_{names.model_name}_history", args=[record.pk]
    )


def restore_of(event):
    return reverse("admin:exhibitors_historytransaction_restore", args=[event.pk])


def take_back_of(entry):
    return reverse("admin:exhibitors_historytransaction_take_back", args=[entry.pk])


@pytest.fixture
def stand(exhibition):
    """A stand of Kazakhstan that was changed after it was added."""
    seal()
    author = UserFactory(name="Aigerim", email="aigerim@example.org")
    found = StandFactory(exhibition=exhibition, country_id="KZ", name_ru="Юрта")
    seal()
    with acting(user=author, source="admin"):
        Stand.objects.filter(pk=found.pk).update(name_ru="Стенд", country_id="TJ")
    Stand.objects.filter(pk=found.pk).update(country_id="KZ")
    seal()
    return found


def lines(response):
    return [
        (line.label, line.before, line.after)
        for told in response.context["entries"]
        for line in told.lines
    ]


def test_a_record_tells_who_changed_what(sign_in, stand):
    page = sign_in().get(history_of(stand))
    assert "Aigerim &lt;aigerim@example.org&gt;" in page.content.decode()
    assert lines(page)[:3] == [
        ("country", "Tajikistan", "Kazakhstan"),
        ("name (Русский)", "Юрта", "Стенд"),
        ("country", "Kazakhstan", "Tajikistan"),
    ]


def test_what_one_change_linked_is_one_entry(sign_in, exhibition, stand):
    sectors = SectorFactory.create_batch(3, exhibition=exhibition)
    client = sign_in()
    stand.sectors.set(sectors)
    seal()
    latest = client.get(history_of(stand)).context["entries"][0]
    (line,) = latest.lines
    assert line.before == "–"
    assert line.after == ", ".join(sector.name for sector in sectors)


def test_labels_are_in_the_language_of_the_reader(sign_in, stand):
    client = sign_in()
    client.cookies["django_language"] = "ru"
    page = client.get(history_of(stand))
    assert lines(page)[0] == ("страна", "Таджикистан", "Казахстан")


def test_a_record_page_takes_as_many_queries_with_many_events(
    sign_in, stand, django_assert_num_queries
):
    client = sign_in()
    client.get(history_of(stand))
    for _ in (1, 2):
        with django_assert_num_queries(17):
            client.get(history_of(stand))
        for bays in (2, 3, 4):
            Stand.objects.filter(pk=stand.pk).update(bays=bays)
        seal()


def test_a_manager_reads_the_history_of_what_is_theirs(sign_in, stand):
    client = sign_in("pavilion_manager", country_id="KZ")
    assert len(client.get(history_of(stand)).context["entries"]) == 3


def test_a_manager_of_another_country_reads_nothing(sign_in, stand):
    client = sign_in("pavilion_manager", country_id="TJ")
    response = client.get(history_of(stand))
    assert response.status_code == 404 or response.context["entries"] == []
    assert client.get(LIST).context["cl"].result_count == 0


def test_a_protocol_officer_reads_what_is_the_delegations(sign_in, stand, exhibition):
    client = sign_in("protocol_officer")
    person = PersonFactory(exhibition=exhibition)
    seal()
    assert client.get(history_of(stand)).context["entries"] == []
    assert len(client.get(history_of(person)).context["entries"]) == 1
    found = client.get(LIST).context["cl"].result_list
    assert [entry.summary for entry in found] == [["Person: 1 added"]]


def test_an_organiser_of_another_exhibition_reads_nothing(sign_in, stand):
    client = sign_in(exhibition=ExhibitionFactory())
    assert client.get(history_of(stand)).status_code == 404
    entry = events(stand)[0].transaction
    assert client.get(f"{LIST}{entry.pk}/change/").status_code == 404
    assert client.get(restore_of(events(stand)[0])).status_code == 404
    assert client.post(take_back_of(entry)).status_code == 404


def test_visitors_and_hosts_read_nothing(client, stand, exhibition):
    host = RoleAssignmentFactory(role="stand_host", exhibition=exhibition, stand=stand)
    for user in (None, host.user):
        if user:
            client.force_login(user)
        for page in (LIST, history_of(stand), restore_of(events(stand)[0])):
            assert client.get(page).status_code == 302


def test_a_bulk_action_is_one_entry_that_opens_to_its_rows(sign_in, exhibition):
    StandFactory.create_batch(60, exhibition=exhibition)
    client = sign_in()
    Stand.objects.update(bays=2)
    seal()
    entry = client.get(LIST).context["cl"].result_list[0]
    assert entry.summary == ["Stand: 60 changed"]
    page = client.get(f"{LIST}{entry.pk}/change/")
    assert len(page.context["entries"]) == 50
    assert page.context["page"].paginator.num_pages == 2


def test_the_list_takes_as_many_queries_with_many_entries(
    sign_in, stand, django_assert_num_queries
):
    client = sign_in()
    client.get(LIST)
    for _ in (1, 2):
        with django_assert_num_queries(10):
            client.get(LIST)
        for bays in (2, 3, 4):
            Stand.objects.filter(pk=stand.pk).update(bays=bays)
            seal()


@pytest.mark.parametrize(
    ("chosen", "number"),
    [
        ({"kind": "exhibitors_stand"}, 3),
        ({"kind": "exhibitors_exhibit"}, 0),
        ({"action": "insert"}, 3),
        ({"action": "delete"}, 0),
        ({"kind": "none"}, 0),
        ({"who": "abc"}, 5),
    ],
)
def test_the_list_is_filtered(sign_in, stand, chosen, number):
    found = sign_in().get(LIST, chosen).context["cl"].result_list
    assert len(found) == number


def test_the_list_is_filtered_by_who(sign_in, stand):
    who = User.objects.get(name="Aigerim").pk
    found = sign_in().get(LIST, {"who": who}).context["cl"].result_list
    assert [entry.actor_id for entry in found] == [who]


def test_what_is_saved_in_the_admin_is_said_to_be_by_whom(sign_in, stand):
    client = sign_in()
    client.post(address(Stand, "changelist"), {})
    inquiry = InquiryFactory(exhibition=stand.exhibition, stand=stand)
    seal()
    client.post(
        address(type(inquiry), "change", inquiry.pk), {"status": "answered", "key": ""}
    )
    seal()
    me = User.objects.get(pk=int(client.session["_auth_user_id"]))
    event = events(inquiry)[-1]
    assert event.values("after") == {"status": "answered"}
    assert (event.transaction.actor_id, event.transaction.source) == (me.pk, "admin")


def test_restoring_shows_the_difference_and_does_it(sign_in, stand):
    client = sign_in()
    first = events(stand)[0]
    page = client.get(restore_of(first))
    (line,) = page.context["preview"].lines
    assert (line.label, line.before, line.after) == ("name (Русский)", "Стенд", "Юрта")
    assert Stand.objects.get().name_ru == "Стенд"
    response = client.post(restore_of(first))
    assert response["Location"] == address(Stand, "change", stand.pk)
    assert Stand.objects.get().name_ru == "Юрта"


def test_a_removed_record_comes_back_from_its_entry(sign_in, stand):
    client = sign_in()
    key = stand.pk
    stand.delete()
    stand.pk = key
    seal()
    event = events(stand)[-1]
    page = client.get(f"{LIST}{event.transaction_id}/change/")
    assert restore_of(event) in page.content.decode()
    client.post(restore_of(event))
    assert Stand.objects.filter(pk=key).exists()


def test_an_entry_is_taken_back(sign_in, stand):
    client = sign_in()
    Stand.objects.update(bays=7)
    seal()
    response = client.post(take_back_of(last()), follow=True)
    assert "1 change was undone." in response.content.decode()
    assert Stand.objects.get().bays == 1


def test_only_organisers_take_anything_back(sign_in, stand):
    client = sign_in("pavilion_manager", country_id="KZ")
    event = events(stand)[0]
    assert client.get(restore_of(event)).status_code == 404
    assert client.post(restore_of(event)).status_code == 404
    assert client.post(take_back_of(event.transaction)).status_code == 403
    assert client.get(take_back_of(event.transaction)).status_code == 405


def test_nobody_gets_back_a_role_that_was_narrowed(sign_in, client, exhibition):
    everywhere = RoleAssignmentFactory(role="organiser", exhibition=None)
    first = events(everywhere)[0]
    seal()
    RoleAssignment.objects.filter(pk=everywhere.pk).update(exhibition=exhibition)
    seal()
    narrowed = events(everywhere)[-1]
    client.force_login(everywhere.user)
    for event in (first, narrowed):
        assert client.post(restore_of(event)).status_code == 404
    assert client.post(take_back_of(narrowed.transaction)).status_code == 403
    everywhere.refresh_from_db()
    assert everywhere.exhibition == exhibition


def test_nobody_but_a_superuser_brings_an_account_back(sign_in):
    client = sign_in(exhibition=None)
    user = UserFactory(is_superuser=True)
    first = events(user)[0]
    User.objects.filter(pk=user.pk).update(is_superuser=False)
    seal()
    assert client.post(restore_of(first)).status_code == 404
    assert not User.objects.get(pk=user.pk).is_superuser
    User.objects.filter(roles__role="organiser").update(is_superuser=True)
    assert client.post(restore_of(first)).status_code == 302


def test_the_schedule_points_to_its_own_way_back(sign_in, exhibition):
    client = sign_in()
    DelegationFactory(exhibition=exhibition)
    seal()
    page = client.get(f"{LIST}{last().pk}/change/").content.decode()
    assert "/admin/delegations/change/" in page
    response = client.post(take_back_of(last()), follow=True)
    assert "The schedule has its own way back" in response.content.decode()
