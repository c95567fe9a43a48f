import json
from collections.abc import Iterable
from typing import Any

import pytest

from delegations.loading.problems import RefusedError
from delegations.loading.service import load
from delegations.loading.writing import people
from exhibitors.models import (
    Country,
    Stand,
)
from tests.delegations.loading.conftest import FACTS, OVERLAY, Loader, record
from tests.delegations.loading.states import (
    every_row,
)

pytestmark = pytest.mark.django_db


def refusal(load_contents: Loader, *contents: Any) -> Iterable[str]:
    before = every_row()
    with pytest.raises(RefusedError) as refused:
        load_contents(*contents)
    assert every_row() == before
    return map(str, refused.value.problems)


def test_a_load_that_breaks_half_way_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = every_row()

    def break_off(*_args: Any) -> None:
        assert Stand.objects.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(people, "write_events", break_off)
    with pytest.raises(KeyboardInterrupt):
        load(FACTS, OVERLAY)
    assert every_row() == before


def test_a_damaged_file_writes_nothing(document: Any, load_contents: Loader) -> None:
    record(document, "stands", "stand-speca")["area"] = "area-none"
    assert list(refusal(load_contents, document)) == [
        "stands › stand-speca › area: no record “area-none” in areas"
    ]


def test_a_damaged_overlay_writes_nothing(
    document: Any, overlay: Any, load_contents: Loader
) -> None:
    overlay["fields"]["stands"]["stand-none"] = {}
    assert list(refusal(load_contents, document, overlay)) == [
        "fields › stands › stand-none: no record “stand-none” in stands"
    ]


def test_a_value_that_a_column_cannot_hold_names_record_and_field(
    document: Any, load_contents: Loader
) -> None:
    record(document, "exhibits", "exhibit-az-uav")["quantity"] = 3_000_000_000
    record(document, "stands", "stand-speca")["name"]["ru"] = "Д" * 201
    assert list(refusal(load_contents, document)) == [
        "stands › stand-speca › name_ru: "
        "Ensure this value has at most 200 characters (it has 201)."
    ]


def test_an_address_that_the_site_uses_is_refused(
    document: Any, load_contents: Loader
) -> None:
    renamed = json.loads(json.dumps(document).replace('"tourism"', '"search"'))
    (problem,) = refusal(load_contents, renamed)
    assert problem == "sectors › search › slug: “search” is used by the site."


def test_an_unknown_country_is_refused(document: Any, load_contents: Loader) -> None:
    Country.objects.filter(iso2="TM").delete()
    assert list(refusal(load_contents, document)) == [
        "countries › tm › iso2: no territory of ISO 3166-1"
    ]


def test_times_that_break_a_rule_are_refused_in_a_sentence(
    document: Any, overlay: Any, load_contents: Loader
) -> None:
    stops = overlay["fields"]["stops"]["visit-kazakhstan"]
    stops["2"]["planned"] = ["11:10", "11:40"]
    (problem, *_more) = refusal(load_contents, document, overlay)
    assert problem.startswith("facts.json: ")
    assert "constraint" not in problem
