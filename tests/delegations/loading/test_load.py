from typing import Any

import pytest
from django.apps import apps
from django.utils import translation

from delegations.loading.service import load
from delegations.models import Engagement, Stop, Visit
from exhibitors.models import (
    Exhibition,
    OpeningHours,
    PlanFeature,
    Source,
    Stand,
)
from tests.delegations.loading.conftest import FACTS, OVERLAY, Loader, record
from tests.delegations.loading.readback import normal, read_back
from tests.delegations.loading.states import (
    OWN_APPS,
    every_row,
    loaded,
    outcome,
    outcome_size,
)

pytestmark = pytest.mark.django_db


def test_a_first_load_creates_every_record() -> None:
    tally = load(FACTS)
    assert {name: dict(count) for name, count in tally.counts().items()} == {
        "exhibition": {"created": 1},
        "meta": {"created": 1},
        "countries": {"created": 7},
        "areas": {"created": 2},
        "stands": {"created": 10},
        "organisations": {"created": 18},
        "exhibits": {"created": 48},
        "sectors": {"created": 19},
        "people": {"created": 18},
        "delegations": {"created": 7},
        "visits": {"created": 4},
        "events": {"created": 6},
        "contradictions": {"created": 13},
        "sources": {"created": 39},
    }


@pytest.mark.parametrize("overlay_path", [None, OVERLAY])
def test_all_of_the_file_comes_back_from_the_database(
    document: Any, overlay_path: Any
) -> None:
    load(FACTS, overlay_path)
    back, file = normal(read_back(loaded())), normal(document)
    for name in file:
        assert back[name] == file[name], name
    assert back.keys() == file.keys()


@pytest.mark.parametrize("overlay_path", [None, OVERLAY])
def test_a_second_load_changes_nothing(overlay_path: Any) -> None:
    load(FACTS, overlay_path)
    before = every_row()
    tally = load(FACTS, overlay_path)
    assert outcome(tally) == {"created": 0, "changed": 0, "unchanged": outcome_size()}
    assert every_row() == before


def test_a_second_load_in_another_language_changes_nothing() -> None:
    load(FACTS, OVERLAY)
    with translation.override("az"):
        assert outcome(load(FACTS, OVERLAY))["changed"] == 0


def test_the_overlay_stays_when_only_the_facts_are_loaded_again() -> None:
    load(FACTS, OVERLAY)
    before = every_row()
    assert outcome(load(FACTS))["changed"] == 0
    assert every_row() == before


def test_facts_first_and_the_overlay_later_is_the_same(document: Any) -> None:
    load(FACTS)
    tally = load(FACTS, OVERLAY)
    assert tally.counts()["stands"] == {"changed": 10}
    assert tally.changed()["stands", "stand-speca"] == [
        "illustrative",
        "number",
        "outline",
    ]
    assert outcome(load(FACTS, OVERLAY))["changed"] == 0
    assert normal(read_back(loaded())) == normal(document)


def test_a_dry_run_reports_the_same_and_writes_nothing() -> None:
    before = every_row()
    rehearsed = load(FACTS, OVERLAY, dry_run=True)
    assert every_row() == before
    assert rehearsed.counts() == load(FACTS, OVERLAY).counts()


def test_a_dry_run_over_a_loaded_file_takes_changes_back(
    document: Any, load_contents: Loader
) -> None:
    load_contents(document)
    before = every_row()
    record(document, "stands", "stand-speca")["area_m2"] = 301
    tally = load_contents(document, dry_run=True)
    assert tally.changed() == {("stands", "stand-speca"): ["area_m2"]}
    assert every_row() == before


def test_the_exhibition_is_published_and_stays_as_the_organiser_left_it() -> None:
    load(FACTS)
    assert loaded().is_published
    Exhibition.objects.update(is_published=False)
    assert outcome(load(FACTS))["changed"] == 0
    assert not loaded().is_published


def test_texts_are_in_all_three_languages() -> None:
    load(FACTS)
    stand = Stand.objects.get(key="stand-kazakhstan")
    names = {}
    for language in ("en", "ru", "az"):
        with translation.override(language):
            names[language] = str(stand.name)
    assert names == {
        "en": "National stand of Kazakhstan",
        "ru": "Национальный стенд Казахстана",
        "az": "Qazaxıstanın milli stendi",
    }


def test_exactly_the_fields_of_the_overlay_are_marked(overlay: Any) -> None:
    load(FACTS, OVERLAY)
    fields = overlay["fields"]
    for stand in Stand.objects.all():
        assert stand.illustrative == sorted(fields["stands"][stand.key])
    for visit in Visit.objects.all():
        assert visit.illustrative == sorted(fields["visits"].get(visit.key, {}))
    calls = Stop.objects.filter(kind="call")
    assert {tuple(stop.illustrative) for stop in calls} == {("planned",)}
    assert {tuple(one.illustrative) for one in OpeningHours.objects.all()} == {
        ("closes_at", "on", "opens_at")
    }
    assert {tuple(one.illustrative) for one in PlanFeature.objects.all()} == {
        ("kind", "leads_to", "name", "points")
    }


def test_without_the_overlay_nothing_is_marked() -> None:
    load(FACTS)
    marked = [
        model.__name__
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models()
        if hasattr(model, "illustrative")
        and model._default_manager.exclude(illustrative=[]).exists()
    ]
    assert marked == []
    assert not Stand.objects.exclude(number="").exists()
    assert not Stop.objects.filter(planned__isnull=False).exists()


def test_stops_say_how_the_report_speaks_of_them() -> None:
    load(FACTS)
    mentioned = Stop.objects.filter(basis="mentioned")
    assert sorted((stop.visit.key, stop.stand.key) for stop in mentioned) == [
        ("visit-kazakhstan", "stand-heydar-aliyev"),
        ("visit-kazakhstan", "stand-open-air"),
        ("visit-opening", "stand-heydar-aliyev"),
    ]
    assert Stop.objects.filter(basis="stated").count() == 21


def test_the_stop_at_no_stand_is_where_its_exhibit_is() -> None:
    load(FACTS)
    stop = Stop.objects.get(stand=None)
    assert stop.area.key == "area-indoor"
    assert [exhibit.key for exhibit in stop.exhibits.all()] == [
        "exhibit-value-that-unites-us"
    ]


def test_times_of_day_are_in_the_zone_of_the_exhibition() -> None:
    load(FACTS, OVERLAY)
    span = Visit.objects.get(key="visit-kazakhstan").span
    assert (span.lower.isoformat(), span.upper.isoformat()) == (
        "2023-11-24T06:50:00+00:00",
        "2023-11-24T09:45:00+00:00",
    )


def test_moments_stand_between_the_stops_by_time() -> None:
    load(FACTS, OVERLAY)
    stops = Stop.objects.filter(visit__key="visit-kazakhstan")
    assert [stop.kind for stop in stops] == ["arrival", *["call"] * 8, "departure"]
    starts = [stop.planned.lower for stop in stops]
    assert starts == sorted(starts)


def test_one_official_accompanies_two_delegations_one_after_the_other() -> None:
    load(FACTS, OVERLAY)
    duties = Engagement.objects.filter(person__key="person-shahin-mustafayev")
    first, second = duties.order_by("during")
    assert first.during.upper <= second.during.lower


def test_records_of_another_exhibition_are_untouched() -> None:
    other = Exhibition.objects.create(
        slug="another",
        name="Another",
        start_on="2023-11-22",
        end_on="2023-11-25",
        timezone="Asia/Baku",
    )
    keys = {"exhibition": other, "key": "stand-speca", "slug": "speca"}
    stand = Stand.objects.create(name="Theirs", number="S1", **keys)
    before = Stand.objects.filter(pk=stand.pk).values().get()
    load(FACTS, OVERLAY)
    assert Stand.objects.filter(pk=stand.pk).values().get() == before
    assert not Source.objects.of(other).exists()
