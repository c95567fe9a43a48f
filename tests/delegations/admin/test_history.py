"""Who changed what: of a delegation, of a visit, of the whole exhibition."""

import pytest
from django.urls import reverse

from delegations import schedule
from delegations.models import Change, Delegation, Membership
from delegations.preparing import whole
from tests.delegations.admin.visits import change
from tests.delegations.times import stretch
from tests.entering import complaints, enter, form_of
from tests.factories.delegations import MembershipFactory, PersonFactory
from tests.factories.exhibitors import RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


def history(row):
    model = row._meta.model_name
    return reverse(f"admin:delegations_{model}_history", args=[row.pk])


def summaries(answer):
    return [account.summary for account in answer.context["accounts"]]


@pytest.fixture
def colleague(exhibition):
    role = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition)
    return role.user


def moved(visit, user, times="06:05-06:25"):
    stop = visit.stops.order_by("position").first()
    stop.planned = stretch(times)
    return schedule.write([stop], reader=user, action=Change.Action.MOVE)


def test_what_is_entered_in_the_admin_has_a_history(officer, exhibition, delegation):
    person = PersonFactory(exhibition=exhibition, name="Aida")
    country = {"country": "KZ"}

    answer = enter(
        officer,
        change(delegation),
        {**country, "size": "7", "arrival": "By car"},
    )
    assert complaints(answer) == {}
    MembershipFactory(exhibition=exhibition, delegation=delegation, person=person)
    enter(officer, change(delegation), {**country, "memberships-0-role": "head"})

    sentences = [
        sentence
        for account in officer.get(history(delegation)).context["accounts"]
        for sentence in account.sentences
    ]
    assert sentences == [
        "Member “Aida (head)”: role member → head.",
        "Delegation “Kazakhstan”: country – → Kazakhstan; size – → 7;"
        " arrival – → “By car”.",
    ]


def test_saving_unchanged_leaves_no_trace(officer, delegation):
    enter(officer, change(delegation), {"country": "KZ"})
    enter(officer, change(delegation), {})

    assert Change.objects.count() == 1


def test_a_member_who_is_taken_out_stays_in_the_history(
    officer, exhibition, delegation
):
    member = MembershipFactory(exhibition=exhibition, delegation=delegation)
    name = member.person.name
    enter(officer, change(delegation), {"country": "KZ", "memberships-0-DELETE": "on"})

    assert not Membership.objects.exists()
    page = officer.get(history(delegation)).content.decode()
    assert f"Member “{name} (member)” was removed" in page


def test_the_ranks_are_entered_in_the_list_and_numbered_again(
    officer, exhibition, delegation
):
    address = reverse("admin:delegations_delegation_changelist")
    officer.post(
        address,
        {
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 1,
            "form-0-id": delegation.pk,
            "form-0-rank": "7",
            "_save": "Save",
        },
    )
    delegation.refresh_from_db()
    assert delegation.rank == 7

    officer.post(address, {"action": "renumber", "_selected_action": delegation.pk})

    delegation.refresh_from_db()
    assert delegation.rank == 1
    assert Change.objects.count() == 2


def test_a_visit_tells_its_own_changes_only(officer, visit, delegation):
    moved(visit, None)
    delegation.size = 3
    schedule.write([delegation])

    assert [s.partition(". ")[2] for s in summaries(officer.get(history(visit)))] == [
        "",
        f"Moved: {visit.stops.order_by('position').first()}",
    ]


def test_somebody_elses_change_is_not_taken_back(officer, visit, colleague):
    done = moved(visit, colleague)

    page = officer.get(history(visit))
    assert page.context["mine"] == set()
    answer = officer.post(
        reverse("admin:delegations_change_take_back", args=[done.pk]), follow=True
    )

    assert "Only one&#x27;s own last changes" in answer.content.decode()
    assert not Change.objects.filter(undoes=done).exists()


def test_what_others_changed_since_is_refused_with_the_reason(client, visit, colleague):
    client.force_login(colleague)
    done = moved(visit, colleague)
    moved(visit, UserFactory(), "06:07-06:27")

    answer = client.post(
        reverse("admin:delegations_change_take_back", args=[done.pk]),
        {"next": history(visit)},
        follow=True,
    )

    assert "so this stays as it is" in answer.content.decode()


def test_taking_back_goes_on_to_no_other_site(client, visit, colleague):
    client.force_login(colleague)
    done = moved(visit, colleague)
    address = reverse("admin:delegations_change_take_back", args=[done.pk])

    assert client.get(address).status_code == 405
    answer = client.post(address, {"next": "https://evil.example/"})

    assert answer.url == reverse("admin:delegations_change_changelist")


def test_a_foreign_change_is_not_there(officer, exhibition):
    foreign = Change.objects.create(
        exhibition=RoleAssignmentFactory().exhibition, entries=[]
    )

    for name in ("change", "take_back"):
        address = reverse(f"admin:delegations_change_{name}", args=[foreign.pk])
        assert officer.post(address).status_code in (403, 404)


def test_the_list_tells_each_change(officer, visit):
    done = moved(visit, None)

    listed = officer.get(reverse("admin:delegations_change_changelist"))
    page = officer.get(reverse("admin:delegations_change_change", args=[done.pk]))

    assert "Moved: " in listed.content.decode()
    assert "10:00–10:20 → 24 November 10:05–10:25" in page.content.decode()


def test_a_history_takes_as_many_queries_for_many_changes(
    officer, visit, django_assert_num_queries
):
    moved(visit, None)
    officer.get(history(visit))
    with django_assert_num_queries(14):
        officer.get(history(visit))
    for minute in range(6, 16):
        moved(visit, None, f"06:{minute:02}-06:25")
    with django_assert_num_queries(14):
        officer.get(history(visit))


def test_markup_in_a_change_stays_text(officer, delegation):
    delegation.arrival = "<script>alert(1)</script>"
    schedule.write([delegation])

    page = officer.get(history(delegation)).content.decode()

    assert "<script>alert(1)" not in page
    assert Delegation.objects.get().arrival.startswith("<script>")


def test_a_visit_that_was_removed_stays_in_the_history(officer, visit, delegation):
    moved(visit, None)
    schedule.write([], removed=[visit])

    told = summaries(officer.get(history(delegation)))

    assert [text.split(": ")[0] for text in told] == ["Saved", "Moved"]


def test_what_someone_else_changed_is_not_overwritten(officer, delegation):
    mine = form_of(officer.get(change(delegation)))
    delegation.arrival = "By air"
    schedule.write([delegation])

    answer = officer.post(change(delegation), {**mine, "country": "KZ", "size": "9"})

    assert complaints(answer)[""] == [
        "“Kazakhstan” was changed by someone else meanwhile. Reload it."
    ]
    delegation.refresh_from_db()
    assert (delegation.arrival, delegation.size) == ("By air", None)


def test_what_only_the_writing_refuses_is_said_in_the_form(
    officer, delegation, monkeypatch
):
    def refuse(*_args, **_kwargs):
        raise schedule.ScheduleConflict([schedule.Clash("busy", None, "Try again.")])

    mine = form_of(officer.get(change(delegation)))
    monkeypatch.setattr(schedule, "write", refuse)

    answer = officer.post(change(delegation), {**mine, "country": "KZ", "size": "9"})

    assert complaints(answer)[""] == ["Try again."]


def test_the_page_of_a_visit_says_that_its_delegation_is_off(
    officer, delegation, visit
):
    whole.postpone(delegation, None)

    assert "Its delegation is postponed" in officer.get(change(visit)).content.decode()


def test_what_the_list_could_not_write_is_said_above_it(
    officer, delegation, monkeypatch
):
    def refuse(*_args, **_kwargs):
        raise schedule.ScheduleConflict([schedule.Clash("busy", None, "Try again.")])

    monkeypatch.setattr(schedule, "write", refuse)
    address = reverse("admin:delegations_delegation_changelist")

    answer = officer.post(
        address,
        {"action": "renumber", "_selected_action": delegation.pk},
        follow=True,
    )

    assert "Try again." in answer.content.decode()
