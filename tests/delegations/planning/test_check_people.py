"""The judge of plans: hosts and escorts are in one place, and available."""

import pytest

from delegations.planning.check import check
from tests.delegations.planning.answers import answer, day, delegation, stop


def hosted(second="B", available=None, **fields):
    """Return a day on which one person receives both delegations."""
    return day(
        delegation("KZ", stop("KZ-1", "A", hosts=["host"])),
        delegation("UZ", stop("UZ-1", second, hosts=["host"]), **fields),
        people=[{"id": "host", "available": available or [[540, 720]]}],
    )


def escorted(*others, available=None, **fields):
    """Return a day on which an official goes along with KZ."""
    return day(
        delegation("KZ", stop("KZ-1", "A"), escorts=["official"], **fields),
        *others,
        people=[{"id": "official", "available": available or [[540, 720]]}],
    )


def caught(problem, starts):
    return check(problem, answer(problem, starts))


def test_a_host_walks_from_one_stand_to_the_next():
    assert caught(hosted(), {"KZ-1": 600, "UZ-1": 612}) == []
    assert caught(hosted(), {"KZ-1": 600, "UZ-1": 611}) == [
        "Person host cannot be at stop UZ-1 at 611 after stop KZ-1 until 610."
    ]


def test_a_host_receives_two_groups_at_one_stand_at_a_time():
    problem = hosted("A")
    problem["stands"][0]["capacity"] = 2
    assert caught(problem, {"KZ-1": 600, "UZ-1": (605, 615, 2)}) == []


def test_a_host_of_two_groups_leaves_after_the_longer():
    problem = hosted("A")
    problem["stands"][0]["capacity"] = 2
    problem["delegations"][0]["stops"][0]["duration"] = 40
    problem["delegations"].append(
        delegation("GE", stop("GE-1", "B", hosts=["host"]), entry="B", exit="B")
    )
    starts = {"KZ-1": 600, "UZ-1": (605, 615, 2), "GE-1": 642}
    assert caught(problem, starts) == []
    assert caught(problem, {**starts, "GE-1": 641}) == [
        "Person host cannot be at stop GE-1 at 641 after stop KZ-1 until 640."
    ]


@pytest.mark.parametrize(
    ("available", "is_right"),
    [
        ([[600, 605], [605, 610]], True),
        ([[600, 604], [605, 610]], False),
        ([[601, 720]], False),
        ([[540, 609]], False),
    ],
)
def test_a_host_is_available_for_the_whole_stop(available, is_right):
    problem = hosted(available=[*available, [620, 720]])
    found = caught(problem, {"KZ-1": 600, "UZ-1": 640})
    assert found == (
        [] if is_right else ["Person host is not available for stop KZ-1."]
    )


def test_a_person_without_a_word_of_when_is_never_available():
    problem = escorted()
    del problem["people"][0]["available"]
    assert len(caught(problem, {"KZ-1": 600})) == 1


@pytest.mark.parametrize(
    ("available", "is_right"),
    [
        ([[597, 600], [600, 613]], True),
        ([[598, 720]], False),
        ([[540, 612]], False),
        ([[540, 604], [605, 720]], False),
    ],
)
def test_an_escort_is_available_for_the_whole_tour(available, is_right):
    says = "Escort official is not available for all of the tour of KZ (597 to 613)."
    found = caught(escorted(available=available), {"KZ-1": 600})
    assert found == ([] if is_right else [says])


def test_an_escort_walks_from_one_tour_to_the_next():
    other = delegation("UZ", stop("UZ-1", "B"), escorts=["official"], entry="B")
    problem = escorted(other)
    # From the gate, where one tour ends at 613, to B, where the other starts.
    assert caught(problem, {"KZ-1": 600, "UZ-1": 617}) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": 616}) == [
        "Person official cannot be at tour UZ at 616 after tour KZ until 613."
    ]


def test_two_tours_with_one_escort_do_not_overlap_even_where_they_start():
    other = delegation("UZ", stop("UZ-1", "A"), escorts=["official"])
    problem = escorted(other)
    problem["stands"][0]["capacity"] = 2
    assert len(caught(problem, {"KZ-1": 600, "UZ-1": (600, 610, 2)})) == 1


def test_an_escort_walks_to_what_they_host_after_the_tour():
    other = delegation("UZ", stop("UZ-1", "B", hosts=["official"]))
    problem = escorted(other)
    assert caught(problem, {"KZ-1": 600, "UZ-1": 617}) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": 616}) == [
        "Person official cannot be at stop UZ-1 at 616 after tour KZ until 613."
    ]


def test_an_escort_walks_to_the_tour_after_what_they_host():
    other = delegation("UZ", stop("UZ-1", "B", hosts=["official"]))
    problem = escorted(other)
    assert caught(problem, {"UZ-1": 583, "KZ-1": 600}) == []
    assert caught(problem, {"UZ-1": 584, "KZ-1": 600}) == [
        "Person official cannot be at tour KZ at 597 after stop UZ-1 until 594."
    ]


def test_an_escort_may_host_a_stop_of_the_delegation_they_go_with():
    problem = escorted()
    problem["delegations"][0]["stops"][0]["hosts"] = ["official"]
    assert caught(problem, {"KZ-1": 600}) == []


def test_two_hosts_of_one_stop_are_both_judged():
    problem = hosted()
    problem["people"].append({"id": "deputy", "available": [[700, 720]]})
    problem["delegations"][0]["stops"][0]["hosts"].append("deputy")
    assert caught(problem, {"KZ-1": 600, "UZ-1": 640}) == [
        "Person deputy is not available for stop KZ-1."
    ]


def test_who_hosts_where_their_tour_begins_does_not_do_both_at_once():
    other = delegation("UZ", stop("UZ-1", "A", hosts=["official"]))
    problem = escorted(other, entry="A", exit="A")
    problem["stands"][0]["capacity"] = 2
    assert caught(problem, {"KZ-1": 600, "UZ-1": (610, 620, 2)}) == []
    assert len(caught(problem, {"KZ-1": 600, "UZ-1": (605, 615, 2)})) == 1
