"""Entries of a proposal brought together with what is typed next."""

from exhibitors.proposals.merging import Touch, merge, typed
from exhibitors.proposals.snapshots import digest

KEY = ("stand", 5)
PUBLIC = {"name_en": "Old", "place": ""}


def touch(*columns, **after):
    return Touch(KEY, "Stand", PUBLIC, {**PUBLIC, **after}, frozenset(columns))


def merged(*touches):
    """Return what comes of touches by the accounts 1, 2…, one after another."""
    entries, found = [], None
    for by, each in enumerate(touches, 1):
        found = merge(entries, [each], by)
        entries = found.entries
    return found


def test_only_what_was_typed_is_in_the_entry():
    (entry,) = merged(touch("name_en", name_en="New")).entries

    assert entry["before"] == {"name_en": "Old"}
    assert entry["after"] == {"name_en": "New"}
    assert entry["by"] == {"name_en": 1}


def test_two_people_who_type_in_two_fields_keep_both():
    found = merged(touch("name_en", name_en="New"), touch("place", place="Door"))

    assert found.entries[0]["after"] == {"name_en": "New", "place": "Door"}
    assert found.entries[0]["by"] == {"name_en": 1, "place": 2}
    assert found.replaced == []


def test_on_one_field_the_later_one_wins_and_it_is_said():
    found = merged(touch("name_en", name_en="New"), touch("name_en", name_en="Newer"))

    assert found.entries[0]["after"] == {"name_en": "Newer"}
    assert found.replaced == [("Stand", "name_en", 1)]


def test_what_is_typed_back_is_no_longer_proposed():
    found = merged(touch("name_en", name_en="New"), touch("name_en", name_en="Old"))

    assert found.entries == []


def test_whoever_goes_on_with_a_row_keeps_it_from_being_deleted():
    found = merged(Touch(KEY, "Stand", PUBLIC, None), touch("place", place="Door"))

    assert found.entries[0]["after"] == {"place": "Door"}
    assert found.replaced == [("Stand", "", 1)]


def test_a_draft_that_is_gone_is_no_longer_proposed():
    found = merged(touch("name_en", name_en="New"), Touch(KEY, "Stand", None, None))

    assert found.entries == []


def test_a_field_counts_as_typed_where_it_differs_from_what_the_page_showed():
    seen = {"stand-5": {"name_en": digest("Proposed"), "place": digest("")}}

    after = {"name_en": "Proposed", "place": "Door"}
    assert typed(KEY, PUBLIC, after, seen) == {"place"}
    assert typed(KEY, PUBLIC, {**PUBLIC}, seen) == {"name_en"}


def test_without_knowing_what_the_page_showed_the_public_value_counts():
    assert typed(KEY, PUBLIC, {**PUBLIC, "place": "Door"}, {}) == {"place"}
