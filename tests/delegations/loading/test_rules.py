from typing import Any

import pytest

from delegations.loading.rules import check_file, utc_offset
from tests.delegations.loading.conftest import record


def complaints(document: Any) -> list[str]:
    return [str(problem) for problem in check_file(document)]


def test_the_demonstration_is_without_fault(document: Any) -> None:
    assert complaints(document) == []


def test_a_wrong_type_names_record_field_and_value(document: Any) -> None:
    record(document, "stands", "stand-kazakhstan")["area_m2"] = "big"
    assert complaints(document) == [
        'stands › stand-kazakhstan › area_m2: expected a number, found "big"'
    ]


def test_every_problem_is_named_at_once(document: Any) -> None:
    stand = record(document, "stands", "stand-kazakhstan")
    stand["area_m2"] = -1
    stand["colour"] = "blue"
    del stand["note"]
    del stand["name"]["az"]
    assert complaints(document) == [
        "stands › stand-kazakhstan › area_m2: expected a number above 0, found -1",
        "stands › stand-kazakhstan › colour: unknown field",
        "stands › stand-kazakhstan › name › az: missing",
        "stands › stand-kazakhstan › note: missing",
    ]


def _spots(value: Any, pattern: tuple[Any, ...] = ()) -> dict[Any, list[Any]]:
    """Return one address of each kind of place in the file, by kind."""
    spots = {pattern: []} if pattern else {}
    inner: Any = []
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, found in inner:
        kind = "*" if isinstance(value, list) else step
        for name, rest in _spots(found, (*pattern, kind)).items():
            spots.setdefault(name, [step, *rest])
    return spots


def test_damage_at_every_kind_of_place_is_refused(document: Any) -> None:
    damage = {"damaged": True}
    unnoticed = []
    spots = _spots(document)
    for pattern, (*way, last) in spots.items():
        holder = document
        for step in way:
            holder = holder[step]
        kept, holder[last] = holder[last], damage
        if not any("damaged" in complaint for complaint in complaints(document)):
            unnoticed.append(pattern)
        holder[last] = kept
    assert unnoticed == []
    assert len(spots) > 300


def test_every_field_of_every_kind_of_record_must_be_there(document: Any) -> None:
    unnoticed = []
    for pattern, (*way, last) in _spots(document).items():
        holder = document
        for step in way:
            holder = holder[step]
        if isinstance(holder, list):
            continue
        kept = holder.pop(last)
        if not any(text.endswith(f"{last}: missing") for text in complaints(document)):
            unnoticed.append(pattern)
        holder[last] = kept
    assert unnoticed == []


@pytest.mark.parametrize("text", ["", "   ", "a\0b", "half \ud800"])
def test_text_that_cannot_be_stored_is_refused(document: Any, text: str) -> None:
    record(document, "sources", "tgs-participation")["title"] = text
    (complaint,) = complaints(document)
    assert complaint.startswith("sources › tgs-participation › title: expected text")


@pytest.mark.parametrize("day", ["2023-02-30", "22.11.2023", "2023-11", "20231122", 5])
def test_a_bad_date_is_refused(document: Any, day: Any) -> None:
    record(document, "events", "event-summit")["start_date"] = day
    (complaint,) = complaints(document)
    assert complaint.startswith(
        "events › event-summit › start_date: expected a date as 2023-11-22, found "
    )


def test_an_address_that_runs_script_is_refused(document: Any) -> None:
    record(document, "sources", "tgs-participation")["url"] = "javascript:alert(1)"
    assert complaints(document) == [
        "sources › tgs-participation › url: expected an http or https address, "
        'found "javascript:alert(1)"'
    ]


def test_another_version_of_the_format_is_refused(document: Any) -> None:
    document["schema_version"] = "2.0"
    assert complaints(document) == ['schema_version: expected “1.0”, found "2.0"']


@pytest.mark.parametrize("document", [None, [], "text", 5])
def test_what_is_no_object_is_refused(document: Any) -> None:
    (complaint,) = complaints(document)
    assert "expected an object" in complaint


def test_a_missing_collection_is_refused(document: Any) -> None:
    del document["events"]
    assert complaints(document) == ["events: missing"]


def test_an_id_given_twice_is_refused(document: Any) -> None:
    document["sectors"].append(dict(document["sectors"][0]))
    document["meta"]["counts"]["sectors"] += 1
    assert complaints(document) == ["sectors › economic-development: given twice"]


def test_a_source_named_twice_is_refused(document: Any) -> None:
    record(document, "areas", "area-open")["sources"].append("trend-kazakh-delegation")
    assert complaints(document) == ["areas › area-open › sources › 3: given twice"]


def test_a_count_that_does_not_fit_is_refused(document: Any) -> None:
    document["exhibits"].pop()
    assert complaints(document) == [
        "meta › counts › exhibits: says 48, but there are 47"
    ]


@pytest.mark.parametrize(
    ("collection", "name", "field"),
    [
        ("stands", "stand-speca", "area"),
        ("exhibits", "exhibit-kz-greenlight", "maker"),
        ("people", "person-tatiana-molcean", "organisation"),
        ("delegations", "delegation-tajikistan", "head"),
        ("visits", "visit-tajikistan", "delegation"),
        ("countries", "kz", "stand"),
    ],
)
def test_a_reference_to_nothing_is_refused(
    document: Any, collection: str, name: str, field: str
) -> None:
    record(document, collection, name)[field] = "nowhere"
    (complaint,) = complaints(document)
    assert complaint.startswith(f"{collection} › {name} › {field}: no record “nowhere”")


def test_a_nested_reference_to_nothing_is_refused(document: Any) -> None:
    stop = record(document, "visits", "visit-kazakhstan")["stands_seen"][7]
    stop["exhibits"] = ["exhibit-none"]
    assert complaints(document) == [
        "visits › visit-kazakhstan › stands_seen › 8 › exhibits › 1: "
        "no record “exhibit-none” in exhibits"
    ]


def test_a_stand_inside_itself_is_refused(document: Any) -> None:
    outer = record(document, "stands", "stand-azerbaijan")
    outer["parent_stand"] = "stand-made-in-azerbaijan"
    assert complaints(document) == [
        "stands › stand-azerbaijan › parent_stand: leads back to the record itself",
        "stands › stand-made-in-azerbaijan › parent_stand: "
        "leads back to the record itself",
    ]


def test_an_exhibit_that_is_part_of_itself_is_refused(document: Any) -> None:
    record(document, "exhibits", "exhibit-az-uav")["part_of"] = "exhibit-az-uav"
    assert complaints(document) == [
        "exhibits › exhibit-az-uav › part_of: leads back to the record itself"
    ]


def test_days_in_the_wrong_order_are_refused(document: Any) -> None:
    document["exhibition"]["end_date"] = "2023-11-01"
    record(document, "events", "event-summit")["end_date"] = "2023-11-23"
    assert complaints(document) == [
        "events › event-summit › end_date: 2023-11-23 is before start_date, 2023-11-24",
        "exhibition › end_date: 2023-11-01 is before start_date, 2023-11-22",
    ]


def test_a_role_without_its_bearer_is_refused(document: Any) -> None:
    record(document, "exhibits", "exhibit-kz-greenlight")["maker"] = None
    record(document, "organisations", "org-tgs")["member_count_qualifier"] = "exact"
    assert complaints(document) == [
        "exhibits › exhibit-kz-greenlight › maker_role: needs maker",
        "organisations › org-tgs › member_count_qualifier: needs member_count",
    ]


def test_what_the_file_says_twice_must_agree(document: Any) -> None:
    record(document, "countries", "kz")["iso2"] = "KG"
    document["exhibition"]["participating_countries"].append("af")
    document["exhibition"]["venue"]["utc_offset"] = "+03:00"
    assert [complaint.split(":")[0] for complaint in complaints(document)] == [
        "countries › kz › iso2",
        "exhibition › participating_countries",
        "exhibition › venue › utc_offset",
    ]


def test_an_unknown_time_zone_is_refused(document: Any) -> None:
    document["exhibition"]["venue"]["timezone"] = "Asia/Nowhere"
    assert complaints(document) == [
        'exhibition › venue › timezone: no time zone "Asia/Nowhere"'
    ]


def test_what_may_be_only_once_is_refused_twice(document: Any) -> None:
    record(document, "countries", "kz")["role"] = "host-and-exhibitor"
    record(document, "stands", "stand-speca")["number"] = "b1"
    record(document, "stands", "stand-kazakhstan")["number"] = "B1"
    tajik = record(document, "delegations", "delegation-tajikistan")
    tajik["members"] = [tajik["head"]]
    stops = record(document, "visits", "visit-opening")["stands_seen"]
    stops[1]["order"] = 1
    assert complaints(document) == [
        "countries › kz › role: az is the host",
        "delegations › delegation-tajikistan › members: names the head again",
        "stands › stand-kazakhstan › number: stand-speca has it too",
        "visits › visit-opening › stands_seen › order: 1 is given twice",
    ]


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Baku", "+04:00"), ("America/St_Johns", "-03:30"), ("UTC", "+00:00")],
)
def test_offsets_are_written_with_a_colon(zone: str, offset: str) -> None:
    assert utc_offset(zone, "2023-11-22") == offset
