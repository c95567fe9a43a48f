"""The account of a visit: all that was recorded for visitors, and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from delegations.models import Report, Visit
from delegations.reporting import (
    AlreadyDrafted,
    NotFinished,
    draft_report,
    is_finished,
)
from exhibitors import clock
from exhibitors.models import Exhibition
from expo.management.commands.demo import publish_report
from tests.delegations.scene import scene
from tests.delegations.times import at
from tests.factories.delegations import (
    EngagementFactory,
    MembershipFactory,
    PersonFactory,
    ReportFactory,
    StopFactory,
)
from tests.factories.exhibitors import (
    ExhibitFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "exhibitors/demonstration"


@pytest.fixture
def here():
    found = scene()
    found.exhibition.stands.update(is_published=True)
    found.exhibition.exhibits.update(is_published=True)
    return found


def text_of(visit, language="en"):
    return getattr(draft_report(visit, anew=True), f"text_{language}")


def test_it_tells_who_came_with_whom_and_what_they_saw(here):
    own = {"exhibition": here.exhibition}
    head = PersonFactory(**own, name="Serik", title="Minister of Trade")
    MembershipFactory(**own, delegation=here.kazakhstan, person=head, role="head")
    report = draft_report(here.visit)
    assert report.title == "Delegation of Kazakhstan"
    assert report.text_en.split("\n") == [
        "Guests: Delegation of Kazakhstan",
        "Head: Serik, Minister of Trade",
        "Day of the visit: 24 November 2023",
        "Accompanying officials: The Minister",
        "",
        "Stands in the order of the visit:",
        "1. Stand of Kazakhstan: Satellite — received by: The Host",
        "2. Stand of Tajiks",
    ]


def test_a_draft_is_not_published(here):
    report = draft_report(here.visit)
    assert (report.is_published, report.published_at) == (False, None)
    assert report.slug == "kazakhstan"


def test_every_language_has_its_own_names_with_the_declared_fallback(here):
    report = draft_report(here.visit)
    assert "Делегация Казахстана" in report.text_ru
    assert "Stand of Kazakhstan" in report.text_ru
    assert "24 ноября 2023" in report.text_ru
    assert "24 Noyabr 2023" in report.text_az


def test_what_is_confidential_is_left_out(here):
    own = {"exhibition": here.exhibition}
    interpreter = PersonFactory(**own, name="The Interpreter")
    EngagementFactory(**own, visit=here.visit, person=interpreter, role="interprets")
    declined = PersonFactory(**own, name="The Absent")
    EngagementFactory(
        **own, visit=here.visit, person=declined, role="accompanies", reply="declined"
    )
    for role in ("security", "press", "interpreter"):
        person = PersonFactory(**own, name=f"The {role}")
        MembershipFactory(**own, delegation=here.kazakhstan, person=person, role=role)
    for kind in ("arrival", "prayer", "coffee", "press", "call"):
        StopFactory(**own, visit=here.visit, kind=kind, title="By the back door")
    report = draft_report(here.visit)
    for language in ("en", "ru", "az"):
        text = getattr(report, f"text_{language}")
        for kept in (
            "Interpreter",
            "Absent",
            "The security",
            "The press",
            "back door",
            "+994",
            "10-AA-001",
            "Parking",
            "Main entrance",
            "Secret",
            "satellites",
            "10:0",
            "06:0",
        ):
            assert kept not in text


def test_what_is_not_published_is_left_out(here):
    own = {"exhibition": here.exhibition}
    draft = StandFactory(**own, name="Hidden stand", is_published=False)
    StopFactory(**own, visit=here.visit, stand=draft)
    here.stops[1].exhibits.add(
        ExhibitFactory(**own, name="Hidden exhibit", is_published=False)
    )
    assert "Hidden" not in text_of(here.visit)


def test_what_was_skipped_or_not_marked_on_the_day_is_left_out(here):
    here.stops[0].actual_start_at = at("06:02")
    here.stops[0].save()
    assert "Tajiks" not in text_of(here.visit)
    here.stops[0].actual_start_at = None
    here.stops[0].status = "skipped"
    here.stops[0].save()
    assert "1. Stand of Tajiks" in text_of(here.visit)


def test_taps_of_a_demonstration_change_nothing_that_sources_tell(here):
    here.visit.stops.update(basis="stated")
    before = text_of(here.visit)
    here.stops[0].actual_start_at, here.stops[0].basis = at("06:02"), "stated"
    here.stops[0].save()
    here.visit.stops.filter(pk=here.stops[1].pk).update(status="skipped")
    assert text_of(here.visit) == before


def test_a_signing_is_told(here):
    StopFactory(
        exhibition=here.exhibition,
        visit=here.visit,
        kind="signing",
        title="Memorandum on trade",
    )
    assert "Signing: Memorandum on trade" in text_of(here.visit)


def test_the_sources_of_the_visit_and_its_stops_are_united(here):
    ours = SourceFactory.create_batch(3, exhibition=here.exhibition)
    here.visit.sources.set(ours[:2])
    here.stops[0].sources.set(ours[1:])
    assert set(draft_report(here.visit).sources.all()) == set(ours)


def test_an_edited_report_is_replaced_only_when_asked_for(here):
    report = draft_report(here.visit)
    report.text_en = "Edited."
    report.is_published, report.published_at = True, at("12:00")
    report.save()
    with pytest.raises(AlreadyDrafted) as found:
        draft_report(here.visit)
    assert found.value.report == report
    assert Report.objects.get().text_en == "Edited."
    anew = draft_report(here.visit, anew=True)
    assert (anew.pk, anew.is_published) == (report.pk, True)
    assert anew.text_en.startswith("Guests:")


def test_an_address_that_is_taken_gets_the_day(here):
    ReportFactory(exhibition=here.exhibition, slug="kazakhstan")
    assert draft_report(here.visit).slug == "kazakhstan-2023-11-24"


def test_a_visit_is_over_when_its_stops_are_settled_or_its_day_is(here, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("06:30"))
    assert not is_finished(here.visit)
    with pytest.raises(NotFinished):
        draft_report(here.visit)
    here.visit.stops.update(status="done")
    assert is_finished(here.visit)
    here.visit.status = "postponed"
    assert not is_finished(here.visit)


def test_it_is_published_with_the_moment(here):
    report = draft_report(here.visit)
    report.is_published = True
    report.full_clean()
    assert report.published_at is not None


@pytest.fixture
def kazakhstan():
    """The visit of the demonstration, from the facts alone."""
    call_command("load_exhibition", FOLDER / "speca-2023.json", verbosity=0)
    return Visit.objects.get(key="visit-kazakhstan")


def test_the_report_of_kazakhstan_is_made_of_facts_alone(kazakhstan, monkeypatch):
    # Whatever the clock of the demonstration says.
    monkeypatch.setattr(clock, "now", lambda: at("06:30"))
    publish_report()
    plain = Report.objects.get().text_en, Report.objects.get().text_az
    call_command(
        "load_exhibition",
        FOLDER / "speca-2023.json",
        overlay=FOLDER / "speca-2023-overlay.json",
        verbosity=0,
    )
    publish_report()
    report = draft_report(kazakhstan, anew=True)
    assert (report.text_en, report.text_az) == plain
    assert "illustrat" not in report.text_en
    assert Exhibition.objects.count() == Report.objects.count() == 1


def test_the_report_of_kazakhstan_names_all_that_its_source_does(kazakhstan, client):
    publish_report()
    report = Report.objects.get()
    assert [source.key for source in report.sources.all()] == [
        "trend-kazakh-delegation"
    ]
    expected = {
        "en": ("Mikayil Jabbarov, Minister of Economy", "8. Open-air display"),
        "ru": ("Микаил Джаббаров, Министр экономики", "24 ноября 2023"),
        "az": ("Mikayıl Cabbarov, Azərbaycanın iqtisadiyyat naziri", "24 Noyabr 2023"),
    }
    for language, words in expected.items():
        page = client.get(f"/{language}/speca-2023/reports/kazakhstan/")
        text = page.content.decode()
        assert page.status_code == 200
        for word in (*words, report.sources.get().url):
            assert word in text
