from itertools import combinations
from typing import Any

import pytest

from delegations.loading.overlay import Overlay, check_overlay
from delegations.loading.shapes import TIMES
from tests.delegations.loading.conftest import record

Point = tuple[float, float]

SECTION, HOST = "stand-made-in-azerbaijan", "stand-azerbaijan"


def complaints(overlay: Any, document: Any) -> list[str]:
    return [str(problem) for problem in check_overlay(overlay, document)]


def test_the_demonstration_is_without_fault(overlay: Any, document: Any) -> None:
    assert complaints(overlay, document) == []


def test_an_unknown_record_is_refused(overlay: Any, document: Any) -> None:
    overlay["fields"]["stands"]["stand-great-return"] = {"number": "G1"}
    assert complaints(overlay, document) == [
        "fields › stands › stand-great-return: no record “stand-great-return” in stands"
    ]


def test_an_unknown_field_is_refused(overlay: Any, document: Any) -> None:
    overlay["fields"]["stands"]["stand-speca"]["area_m2"] = 400
    overlay["fields"]["exhibits"] = {}
    assert complaints(overlay, document) == [
        "fields › exhibits: unknown field",
        "fields › stands › stand-speca › area_m2: unknown field",
    ]


def test_a_wrong_type_is_refused(overlay: Any, document: Any) -> None:
    overlay["fields"]["stands"]["stand-speca"]["outline"] = [[0, 0], [1, "one"]]
    assert complaints(overlay, document) == [
        "fields › stands › stand-speca › outline: expected 3 entries or more",
        "fields › stands › stand-speca › outline › 2: "
        'expected a point in metres as [12.5, 3], found [1, "one"]',
    ]


@pytest.mark.parametrize("times", [["11:00"], ["11:00", "10:00"], ["9:00", "10:00"]])
def test_times_out_of_order_are_refused(
    overlay: Any, document: Any, times: list[str]
) -> None:
    overlay["fields"]["stops"]["visit-opening"]["1"]["planned"] = times
    (complaint,) = complaints(overlay, document)
    assert complaint.startswith(
        f"fields › stops › visit-opening › 1 › planned: expected {TIMES.words}"
    )


def test_what_the_file_gives_is_never_replaced(overlay: Any, document: Any) -> None:
    record(document, "stands", "stand-speca")["number"] = "C1"
    assert complaints(overlay, document) == [
        'fields › stands › stand-speca › number: the file gives "C1"; '
        "nothing may replace it"
    ]


def test_a_number_is_given_to_one_stand_only(overlay: Any, document: Any) -> None:
    overlay["fields"]["stands"]["stand-speca"]["number"] = "a1"
    assert complaints(overlay, document) == [
        "fields › stands › stand-speca › number: stand-azerbaijan has it too"
    ]


def test_an_unknown_stop_is_refused(overlay: Any, document: Any) -> None:
    overlay["fields"]["stops"]["visit-opening"]["10"] = {}
    assert complaints(overlay, document) == [
        "fields › stops › visit-opening › 10: the visit has no stop of this order"
    ]


def test_unknown_people_and_gates_are_refused(overlay: Any, document: Any) -> None:
    overlay["fields"]["stops"]["visit-opening"]["3"]["received_by"] = "person-none"
    overlay["fields"]["visits"]["visit-opening"]["gate"] = "feature-none"
    assert complaints(overlay, document) == [
        "fields › stops › visit-opening › 3 › received_by: "
        "no record “person-none” in people",
        "fields › visits › visit-opening › gate: no record “feature-none” in features",
    ]


def test_a_visit_without_a_day_gets_no_times(overlay: Any, document: Any) -> None:
    visit = "visit-azerbaijan-university"
    overlay["fields"]["visits"][visit] = {"span": ["10:00", "11:00"]}
    overlay["records"]["moments"][0]["visit"] = visit
    assert complaints(overlay, document) == [
        f"fields › visits › {visit} › span: the visit has no date",
        "records › moments › moment-opening-arrival: the visit has no date",
    ]


def test_a_person_of_the_reports_is_not_added_again(
    overlay: Any, document: Any
) -> None:
    overlay["records"]["people"][0]["id"] = "person-ilham-aliyev"
    assert "records › people › person-ilham-aliyev: the file has this record" in (
        complaints(overlay, document)
    )


def test_the_overlay_of_another_exhibition_is_refused(
    overlay: Any, document: Any
) -> None:
    overlay["exhibition"] = "expo-2030"
    assert complaints(overlay, document) == [
        "exhibition: no record “expo-2030” in exhibition"
    ]


@pytest.mark.parametrize(("name", "value"), [("format", "2"), ("illustrative", False)])
def test_what_is_no_overlay_is_refused(
    overlay: Any, document: Any, name: str, value: Any
) -> None:
    overlay[name] = value
    (complaint,) = complaints(overlay, document)
    assert complaint.startswith(f"{name}: expected ")


def test_a_data_file_is_no_overlay(document: Any) -> None:
    assert "format: missing" in complaints(document, document)


def test_without_a_file_the_overlay_has_nothing() -> None:
    nothing = Overlay()
    assert (
        nothing.of("stands", "x"),
        nothing.stop("x", 1),
        nothing.added("people"),
    ) == (
        {},
        {},
        [],
    )


def test_people_of_the_overlay_say_that_they_are_made_up(overlay: Any) -> None:
    for person in overlay["records"]["people"]:
        assert "(illustrative)" in person["name"]["en"]
        assert "(иллюстрация)" in person["name"]["ru"]
        assert "(nümunə)" in person["name"]["az"]


def outline(overlay: Any, stand: str) -> list[Point]:
    return [tuple(point) for point in overlay["fields"]["stands"][stand]["outline"]]


def size(corners: list[Point]) -> float:
    """Return the area of a polygon: Gauss's formula."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def box(corners: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def apart(one: list[Point], other: list[Point]) -> float:
    """Return the metres between two bounding boxes, across or down, at the widest."""
    left, top, right, bottom = box(one)
    left2, top2, right2, bottom2 = box(other)
    return max(left2 - right, left - right2, top2 - bottom, top - bottom2)


def test_the_hall_has_its_reported_size(overlay: Any, document: Any) -> None:
    hall = overlay["fields"]["areas"]["area-indoor"]["outline"]
    assert box(hall) == (0, 0, 84, 48)
    assert size(hall) == record(document, "areas", "area-indoor")["area_m2"]


def test_stands_have_their_reported_sizes(overlay: Any, document: Any) -> None:
    reported = {
        stand["id"]: stand["area_m2"]
        for stand in document["stands"]
        if stand["area_m2"] is not None
    }
    drawn = {stand: size(outline(overlay, stand)) for stand in reported}
    assert drawn == pytest.approx(reported, abs=0.001)
    assert len(reported) == 7


def test_every_stand_has_a_number_and_an_outline(overlay: Any, document: Any) -> None:
    assert {
        stand: sorted(values) for stand, values in overlay["fields"]["stands"].items()
    } == {stand["id"]: ["number", "outline"] for stand in document["stands"]}


def test_every_stand_lies_inside_its_area(overlay: Any, document: Any) -> None:
    for stand in document["stands"]:
        area = box(overlay["fields"]["areas"][stand["area"]]["outline"])
        left, top, right, bottom = box(outline(overlay, stand["id"]))
        assert area[0] <= left < right <= area[2], stand["id"]
        assert area[1] <= top < bottom <= area[3], stand["id"]


def test_stands_of_the_hall_leave_an_aisle_of_two_metres(
    overlay: Any, document: Any
) -> None:
    stands = [
        stand["id"]
        for stand in document["stands"]
        if stand["area"] == "area-indoor" and stand["id"] != SECTION
    ]
    assert len(stands) == 8
    for one, other in combinations(stands, 2):
        assert apart(outline(overlay, one), outline(overlay, other)) >= 2, (one, other)


def test_the_section_lies_in_the_centre_of_its_stand(overlay: Any) -> None:
    left, top, right, bottom = box(outline(overlay, SECTION))
    # The stand without its notch: the rectangle below it.
    assert (left > 1, top > 7, right < 26, bottom < 45) == (True,) * 4
    assert ((left + right) / 2, (top + bottom) / 2) == (13.5, 24)
    assert box(outline(overlay, HOST)) == (1, 3, 26, 45)


def test_the_programme_stand_is_in_the_centre_of_the_hall(overlay: Any) -> None:
    left, top, right, bottom = box(outline(overlay, "stand-speca"))
    assert ((left + right) / 2, (top + bottom) / 2) == (42, 24)


def test_gates_are_on_the_edge_of_their_area(overlay: Any) -> None:
    for area in overlay["fields"]["areas"].values():
        left, top, right, bottom = box(area["outline"])
        gates = [one for one in area["features"] if one["kind"] in ("gate", "door")]
        for x, y in (point for gate in gates for point in gate["points"]):
            assert x in (left, right) or y in (top, bottom)


def test_aisles_cross_no_stand(overlay: Any, document: Any) -> None:
    aisles = [
        feature["points"]
        for feature in overlay["fields"]["areas"]["area-indoor"]["features"]
        if feature["kind"] == "aisle"
    ]
    stands = [one["id"] for one in document["stands"] if one["area"] == "area-indoor"]
    for aisle in aisles:
        for stand in stands:
            assert apart(aisle, outline(overlay, stand)) > 0.5, (aisle, stand)
