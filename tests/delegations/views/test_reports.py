"""Nothing of a visit is public until its report is, and then only the report."""

from datetime import date

import pytest

from tests.exhibitors.views.pages import page
from tests.factories.delegations import (
    DelegationFactory,
    ReportFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def report(exhibition):
    delegation = DelegationFactory(exhibition=exhibition, country_id="KZ")
    visit = VisitFactory(
        exhibition=exhibition,
        delegation=delegation,
        on=date(2023, 11, 24),
        duty_phone="+994 50 000 00 00",
    )
    StopFactory(exhibition=exhibition, visit=visit, title="By the back door")
    return ReportFactory(
        exhibition=exhibition,
        visit=visit,
        slug="kazakhstan",
        title="The delegation of Kazakhstan saw the stands",
        text="It began at the pavilion.",
        is_published=True,
    )


def shown(client, address):
    response = client.get(f"/en/baku/{address}")
    assert response.status_code == 200
    return page(response)


def test_a_published_report_is_listed_and_read(client, report):
    report.sources.add(SourceFactory(exhibition=report.exhibition, title="A release"))

    assert "/en/baku/reports/kazakhstan/" in shown(client, "reports/").links
    text = shown(client, "reports/kazakhstan/").text
    for words in (report.title, report.text, "24 November 2023", "A release"):
        assert words in text


def test_nothing_else_of_the_visit_is_on_it(client, report):
    text = shown(client, "reports/kazakhstan/").text

    assert "back door" not in text
    assert "+994" not in text


def test_a_draft_is_nowhere(client, report):
    report.is_published = False
    report.save()

    text = shown(client, "reports/").text

    assert report.title not in text
    assert "No report of a visit has been published yet." in text
    assert client.get("/en/baku/reports/kazakhstan/").status_code == 404


def test_an_organiser_previews_a_draft(client, report):
    report.is_published = False
    report.save()
    role = RoleAssignmentFactory(role="organiser", exhibition=report.exhibition)
    client.force_login(role.user)

    assert "draft" in shown(client, "reports/kazakhstan/?drafts=on").text


def test_a_report_of_another_exhibition_is_not_found(client, exhibition):
    ReportFactory(slug="elsewhere", is_published=True)

    assert client.get("/en/baku/reports/elsewhere/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    client, exhibition, django_assert_num_queries, count
):
    ReportFactory.create_batch(count, exhibition=exhibition, is_published=True)
    with django_assert_num_queries(5):
        client.get("/en/baku/reports/")
