"""Who receives, and who interprets."""

import pytest

from delegations.clashes.rules.people import languages_of
from delegations.models import Engagement
from tests.delegations.clashes.saying import found, only, sentences
from tests.delegations.rows import stop_of
from tests.factories.delegations import (
    EngagementFactory,
    LanguagePairFactory,
    MembershipFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(here):
    return stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)


def duty(visit, role, name="Ali Aliyev", **fields):
    person = PersonFactory(exhibition=visit.exhibition, name=name)
    return EngagementFactory(
        exhibition=visit.exhibition, visit=visit, person=person, role=role, **fields
    )


@pytest.mark.parametrize("reply", ["open", "asked"])
def test_who_has_not_confirmed_is_named(here, stop, reply):
    only(here.exhibition, "unconfirmed")
    duty(here.kazakhstan, "receives", stop=stop, reply=reply)

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "Ali Aliyev has not confirmed to receive Kazakhstan at B1 Kazakhstan, "
        "12:00–12:20."
    )
    assert (finding.level, finding.offers) == ("warn", ())


def test_who_has_confirmed_is_no_clash(here, stop):
    only(here.exhibition, "unconfirmed", "receiving")
    duty(here.kazakhstan, "receives", stop=stop, reply="confirmed")

    assert found(here.exhibition) == ()


def test_a_decline_is_worse_and_blocks(here, stop):
    only(here.exhibition, "unconfirmed", "receiving")
    duty(here.kazakhstan, "receives", stop=stop, reply="declined")

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "Ali Aliyev declined to receive Kazakhstan at B1 Kazakhstan, 12:00–12:20."
    )
    assert finding.level == "block"


@pytest.mark.parametrize(
    ("reply", "said"),
    [("confirmed", []), ("asked", ["Vali Valiyev has not confirmed to receive"])],
)
def test_a_decline_is_forgotten_where_another_receives(here, stop, reply, said):
    only(here.exhibition, "unconfirmed", "receiving")
    duty(here.kazakhstan, "receives", stop=stop, reply="declined")
    duty(here.kazakhstan, "receives", "Vali Valiyev", stop=stop, reply=reply)

    starts = [text.partition(" Kazakhstan")[0] for text in sentences(here.exhibition)]
    assert starts == said


def test_an_answer_changes_the_fingerprint(here, stop):
    only(here.exhibition, "unconfirmed")
    row = duty(here.kazakhstan, "receives", stop=stop, reply="open")
    before = found(here.exhibition)[0].fingerprint
    Engagement.objects.filter(pk=row.pk).update(reply="declined")

    assert found(here.exhibition)[0].fingerprint != before


def test_a_call_at_which_nobody_receives_is_said(here, stop):
    only(here.exhibition, "receiving")
    duty(here.kazakhstan, "accompanies")

    assert sentences(here.exhibition) == [
        "Nobody receives Kazakhstan at B1 Kazakhstan, 12:00–12:20."
    ]


def test_where_declines_are_ignored_nobody_receives(here, stop):
    only(here.exhibition, "receiving")
    duty(here.kazakhstan, "receives", stop=stop, reply="declined")

    assert len(found(here.exhibition)) == 1


def test_a_coffee_or_a_call_that_is_off_needs_nobody(here, stop):
    only(here.exhibition, "receiving", "unconfirmed")
    stop_of(here.kazakhstan, "09:00-09:20", kind="coffee")
    stop.status = "cancelled"
    stop.save()

    assert found(here.exhibition) == ()


@pytest.mark.parametrize("which", ["stop", "visit"])
def test_of_what_is_done_nothing_is_said(here, stop, speaks, which):
    only(here.exhibition, "receiving", "interpreter")
    assert len(found(here.exhibition)) == 2
    row = stop if which == "stop" else here.kazakhstan
    row.status = "done"
    row.save()

    assert found(here.exhibition) == ()


@pytest.fixture
def speaks(here):
    only(here.exhibition, "interpreter")
    return LanguagePairFactory(
        exhibition=here.exhibition,
        delegation=here.kazakhstan.delegation,
        spoken="kk",
        understood="az",
    )


def test_a_talk_without_an_interpreter_is_said(here, stop, speaks):
    assert sentences(here.exhibition) == [
        "No interpreter kk–az for Kazakhstan at B1 Kazakhstan, 12:00–12:20."
    ]


def test_a_whole_tour_without_an_interpreter_is_said_once(here, stop, speaks):
    other = stop_of(here.kazakhstan, "09:00-09:20", stand=here.g1)

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "No interpreter kk–az for Kazakhstan on its whole tour, 12:00–13:20."
    )
    assert finding.stops == (stop.pk, other.pk)


@pytest.mark.parametrize(
    ("languages", "clashes"),
    [
        ("kk–az", 0),
        ("az - kk", 0),
        ("KK/AZ", 0),
        ("ru–az, kk→az", 0),
        ("kk–ru–az", 0),
        ("", 0),
        ("ru–az", 1),
        ("ru–az; kk–ru", 1),
    ],
)
def test_who_interprets_covers_the_languages_given(
    here, stop, speaks, languages, clashes
):
    duty(here.kazakhstan, "interprets", languages=languages)

    assert len(found(here.exhibition)) == clashes


def test_one_who_interprets_at_one_stop_is_missing_at_the_other(here, stop, speaks):
    stop_of(here.kazakhstan, "09:00-09:20", stand=here.g1)
    duty(here.kazakhstan, "interprets", languages="kk–az", stop=stop)

    assert sentences(here.exhibition) == [
        "No interpreter kk–az for Kazakhstan at G1 Great Return, 13:00–13:20."
    ]


def test_who_declined_or_only_accompanies_does_not_interpret(here, stop, speaks):
    duty(here.kazakhstan, "interprets", languages="kk–az", reply="declined")
    duty(here.kazakhstan, "accompanies", languages="kk–az")

    assert len(found(here.exhibition)) == 1


def test_an_own_interpreter_covers_one_pair_that_nobody_else_does(here, stop, speaks):
    delegation = here.kazakhstan.delegation
    MembershipFactory(
        exhibition=here.exhibition, delegation=delegation, role="interpreter"
    )
    assert found(here.exhibition) == ()

    LanguagePairFactory(
        exhibition=here.exhibition, delegation=delegation, spoken="ru", understood="az"
    )
    assert [said[:20] for said in sentences(here.exhibition)] == [
        "No interpreter ru–az"
    ]


def test_at_a_coffee_nobody_needs_to_interpret(here, speaks):
    stop_of(here.kazakhstan, "09:00-09:20", kind="coffee")

    assert found(here.exhibition) == ()


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("kk–az", [{"kk", "az"}]),
        ("kk‑az; ru — az", [{"kk", "az"}, {"ru", "az"}]),
        ("kk<->az", [{"kk", "az"}]),
        ("Kazakh – English", []),
        ("simultaneous", []),
    ],
)
def test_languages_are_read_with_dashes_of_any_kind(text, groups):
    assert languages_of(text) == groups
