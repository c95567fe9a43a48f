"""Drafting the report of a visit: by those who plan, and anew only when asked for."""

import pytest

from delegations.models import Report
from delegations.reporting import draft_report
from exhibitors import clock
from tests.delegations.scene import scene
from tests.delegations.times import at
from tests.entering import enter
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def address(here):
    return f"/en/baku/delegations/visits/{here.visit.pk}/report/"


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    given.user.is_staff = True
    given.user.save()
    client.force_login(given.user)
    return client


def test_a_finished_visit_is_drafted_edited_and_published(officer, address):
    assert "Draft the report" in page(officer.get(address)).text
    answer = officer.post(address)
    report = Report.objects.get()
    assert answer["Location"] == f"/admin/delegations/report/{report.pk}/change/"
    assert officer.get("/en/baku/reports/kazakhstan/").status_code == 404

    enter(officer, answer["Location"], {"text_en": "Edited.", "is_published": "on"})

    report.refresh_from_db()
    assert (report.text_en, report.is_published) == ("Edited.", True)
    assert report.published_at is not None
    assert "Edited." in page(officer.get("/en/baku/reports/kazakhstan/")).text


def test_a_report_that_is_there_is_kept_until_anew_is_asked_for(officer, address):
    officer.post(address)
    Report.objects.update(text_en="Edited.")
    assert "replaces its title and text" in page(officer.get(address)).text
    assert "has a report already" in page(officer.post(address, follow=True)).text
    assert Report.objects.get().text_en == "Edited."
    officer.post(address, {"anew": "1"})
    assert Report.objects.get().text_en.startswith("Guests:")


def test_before_it_is_over_there_is_nothing_to_draft(officer, address, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("06:30"))
    assert "Draft the report" not in page(officer.get(address)).text
    assert officer.post(address)["Location"] == address
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", ["stand_host", "pavilion_manager", "elsewhere", None])
def test_out_of_scope_nothing_is_drafted(client, here, address, role):
    scope = {"stand_host": {"stand": here.stands[0]}, "pavilion_manager": {}}
    if role:
        given = RoleAssignmentFactory(
            role="protocol_officer" if role == "elsewhere" else role,
            exhibition=ExhibitionFactory() if role == "elsewhere" else here.exhibition,
            country_id="KZ" if role == "pavilion_manager" else None,
            **scope.get(role, {}),
        )
        client.force_login(given.user)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == (404 if role else 302)
    assert not Report.objects.exists()


def test_the_page_of_a_visit_leads_to_its_report(officer, here, address):
    there = officer.get(f"/admin/delegations/visit/{here.visit.pk}/report/")
    assert there["Location"] == address
    assert officer.get("/admin/delegations/visit/999999/report/").status_code == 404


def test_published_stands_and_exhibits_of_a_report_are_links(client, here):
    here.exhibition.stands.update(is_published=True)
    here.exhibition.exhibits.update(is_published=True)
    report = draft_report(here.visit)
    report.is_published, report.published_at = True, at("12:00")
    report.save()
    shown = page(client.get("/en/baku/reports/kazakhstan/"))
    assert {"/en/baku/stands/b1/", "/en/baku/stands/b2/"} <= set(shown.links)
    assert any("/en/baku/exhibits/" in link for link in shown.links)

    here.exhibition.stands.filter(slug="b2").update(is_published=False)
    again = page(client.get("/en/baku/reports/kazakhstan/"))
    assert "/en/baku/stands/b2/" not in again.links


def test_what_is_tapped_after_publishing_changes_no_public_page(client, here):
    here.exhibition.stands.update(is_published=True)
    report = draft_report(here.visit)
    report.is_published, report.published_at = True, at("12:00")
    report.save()
    before = client.get("/en/baku/reports/kazakhstan/").content
    here.visit.stops.update(status="skipped")
    assert client.get("/en/baku/reports/kazakhstan/").content == before
