"""Whom a release concerns, and that each is told their own part and no more."""

import pytest

from delegations import schedule
from delegations.models import Letter, Notice, Release
from delegations.releases.concerned import concerned
from delegations.releases.drafts import draft_of
from tests.delegations.times import DAY
from tests.factories.delegations import (
    EngagementFactory,
    FeedFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.exhibitors import RoleAssignmentFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

KEPT_FROM_HOSTS = ("Main entrance", "+994", "The Minister", "Parking", "10-AA")


def told(version):
    """Return what each reads of a version, by their names."""
    return {
        str(notice.person or notice.user.email): notice.sentences
        for notice in version.notices.select_related("person", "user")
    }


def test_at_first_each_reads_the_whole_of_their_own_programme(here, released):
    found = told(released())

    own = [
        "Delegation of Kazakhstan: 10:00–10:20 the call at B1 · "
        "B1 Stand of Kazakhstan, Hall 1",
        "Delegation of Kazakhstan: 10:30–10:50 the call at B2 · B2 Stand of Tajiks",
    ]
    other = "Delegation of Tajikistan: 11:00–11:20 the call at B2 · B2 Stand of Tajiks"
    assert found == {
        "The Minister": own,
        "A Guest": own,
        "The Host": own[:1],
        here.keeper.email: [own[1], other],
    }


def test_later_only_those_are_told_for_whom_something_differs(here, released, move):
    released()
    move(here.stops[2], "07:30-07:50")

    assert told(released()) == {
        here.keeper.email: [
            "Delegation of Tajikistan: the call at B2 moves from 11:00–11:20 "
            "to 11:30–11:50"
        ]
    }


def test_what_a_stand_may_not_see_is_told_to_none_of_its_hosts(here, released):
    released()
    here.visit.meeting_point, here.visit.duty_phone = "Side entrance", "+994 1"
    here.visit.parking, here.visit.cars = "P9", "77-ZZ-777"
    here.visit.note = "Another secret"
    schedule.write([here.visit])

    found = told(released())

    assert set(found) == {"The Minister", "A Guest"}
    text = str(found)
    assert "Side entrance" in text
    for hidden in ("P9", "77-ZZ", "secret"):
        assert hidden not in text


def test_a_stop_that_goes_to_another_stand_leaves_and_joins(here, released):
    first = RoleAssignmentFactory(
        role="stand_host", exhibition=here.exhibition, stand=here.stands[0]
    ).user
    released()
    stop = here.stops[2]
    stop.stand = here.stands[0]
    schedule.write([stop])

    assert told(released()) == {
        first.email: ["Delegation of Tajikistan: the call at B1 is new: 11:00–11:20"],
        here.keeper.email: [
            "Delegation of Tajikistan: the call at B2, 11:00–11:20, "
            "is no longer in your programme"
        ],
    }


def test_who_is_relieved_is_told_that_it_is_no_longer_theirs(here, released):
    released()
    schedule.write([], removed=[here.host.engagements.get()])

    found = told(released())

    assert found["The Host"] == [
        "Delegation of Kazakhstan: the call at B1, 10:00–10:20, "
        "is no longer in your programme"
    ]
    assert found["The Minister"] == [
        "Delegation of Kazakhstan: the call at B1, 10:00: no longer received by "
        "The Host"
    ]


def test_an_interpreter_of_one_stop_reads_that_stop(here, released):
    person = PersonFactory(exhibition=here.exhibition, name="An Interpreter")
    EngagementFactory(
        exhibition=here.exhibition,
        visit=here.visit,
        stop=here.stops[1],
        person=person,
        role="interprets",
    )

    assert [line[:37] for line in told(released())["An Interpreter"]] == [
        "Delegation of Kazakhstan: 10:30–10:50"
    ]


def test_a_host_account_and_a_person_of_one_address_get_one_letter(here, released):
    RoleAssignmentFactory(
        role="stand_host",
        exhibition=here.exhibition,
        stand=here.stands[1],
        user=UserFactory(email=here.host.email.upper()),
    )

    version = released()

    assert len(told(version)["The Host"]) == 3
    assert Letter.objects.filter(to__iexact=here.host.email).count() == 1


def test_hosts_elsewhere_and_closed_accounts_are_not_told(here, released):
    closed = UserFactory(is_active=False)
    own = {"role": "stand_host", "exhibition": here.exhibition}
    RoleAssignmentFactory(**own, stand=here.stands[0], user=closed)
    other = StandFactory(exhibition=here.exhibition)
    elsewhere = RoleAssignmentFactory(**own, stand=other).user

    assert not {closed.email, elsewhere.email} & set(told(released()))


def test_each_has_one_letter_with_a_link_of_their_own(here, released):
    version = released(note="Please be early.")

    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {
        "minister@example.org",
        "host@example.org",
        "g@kz.test",
        here.keeper.email,
    }
    host = letters["host@example.org"]
    notice = version.notices.get(person=here.host)
    assert notice.letter == host
    assert host.subject == "Baku: programme of 24 November 2023, version 1"
    assert f"https://expo.test/notices/{notice.token}/" in host.text
    assert "Please be early." in host.text
    assert "10:00–10:20 the call at B1" in host.text
    assert "Tajik" not in host.text
    assert not any(word in host.text for word in KEPT_FROM_HOSTS)
    assert host.text.count("/notices/") == 1


def test_who_has_no_address_has_a_notice_without_a_letter(here, released):
    here.guest.email = ""
    here.guest.save()

    notice = released().notices.get(person=here.guest)

    assert notice.letter is None
    assert len(notice.sentences) == 2


def test_only_the_ticked_are_told(here, released):
    version = released(only=[f"p{here.host.pk}"])

    assert list(told(version)) == ["The Host"]
    assert Letter.objects.get().to == "host@example.org"


def test_a_letter_is_in_the_language_that_its_reader_is_known_by(here, released):
    FeedFactory(
        exhibition=here.exhibition, delegation=None, person=here.host, language="ru"
    )

    released(language="az")

    languages = dict(Letter.objects.values_list("to", "language"))
    assert languages["host@example.org"] == "ru"
    assert languages["minister@example.org"] == "az"
    assert "Делегация Казахстана" in Letter.objects.get(to="host@example.org").text


def test_a_release_that_fails_writes_to_nobody(here, released, monkeypatch):
    def fail(_notices):
        raise RuntimeError("no more room")

    monkeypatch.setattr(Notice.objects, "bulk_create", fail)

    with pytest.raises(RuntimeError, match="no more room"):
        released()

    assert not Letter.objects.exists()
    assert not Release.objects.exists()


def test_a_name_with_a_line_break_makes_no_header(here, released):
    here.exhibition.name = "Baku\nBcc: everybody@example.org"
    here.exhibition.save()

    released()

    assert not any("\n" in letter.subject for letter in Letter.objects.all())


def test_those_concerned_are_found_by_a_fixed_number_of_queries(
    here, django_assert_num_queries
):
    for number in range(4):
        draft = draft_of(here.exhibition, DAY)
        with django_assert_num_queries(4):
            found = concerned(draft, "en")
        assert len(found) == 4 + number
        person = PersonFactory(exhibition=here.exhibition)
        MembershipFactory(
            exhibition=here.exhibition, delegation=here.kazakhstan, person=person
        )
