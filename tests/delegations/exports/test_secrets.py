"""What each confidentiality keeps to itself, in what is inside every format."""

import pytest

from delegations.confidentiality import VIEWS
from delegations.exports.files import FORMATS, export
from delegations.exports.pdf import SHEETS
from delegations.programme import Selection
from tests.delegations.exports.readable import text_in
from tests.delegations.scene import scene
from tests.factories.delegations import (
    EngagementFactory,
    MembershipFactory,
    PersonFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db

# Texts that only some views show, and which views these are.
SECRETS = {
    "Talk about satellites": {"protocol"},
    "Note of the stop": {"protocol"},
    "Secret note": set(),
    "+994 50 1": set(),
    "Parking P2": {"protocol", "security"},
    "10-AA-001": {"protocol", "security"},
    "+994 12 104": {"escort", "protocol", "security"},
    "Main entrance": {"escort", "protocol", "security"},
    "The Interpreter": {"escort", "protocol", "security"},
    "The Head": {"escort", "protocol", "security"},
    "The Minister": {"public", "escort", "protocol", "security"},
    "The Host": {"stand", "escort", "protocol", "security"},
    "Delegation of Tajikistan": {"stand", "escort", "protocol", "security"},
}


@pytest.fixture
def here():
    found = scene()
    own = {"exhibition": found.exhibition}
    found.stops[0].talking_points = "Talk about satellites"
    found.stops[0].note = "Note of the stop"
    found.stops[0].save()
    interpreter = PersonFactory(**own, slug="interpreter", name="The Interpreter")
    EngagementFactory(**own, visit=found.visit, person=interpreter, role="interprets")
    head = PersonFactory(**own, slug="head", name="The Head")
    MembershipFactory(**own, delegation=found.kazakhstan, person=head, role="head")
    # Only the visit of Kazakhstan has been reported.
    ReportFactory(**own, visit=found.visit, is_published=True)
    return found


def found_in(content, name):
    text = text_in(content, name)
    return {secret for secret in SECRETS if secret in text}


def allowed(view):
    return {secret for secret, views in SECRETS.items() if view in views}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_says_no_more_than_its_view(here, view, file_format):
    content = export(Selection(here.exhibition), file_format, view=view).content

    assert found_in(content, f"schedule.{file_format}") <= allowed(view)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json", "zip"])
def test_what_a_view_shows_is_in_the_file(here, view, file_format):
    content = export(Selection(here.exhibition), file_format, view=view).content

    # Tables have no column for the head: it is on the sheets and in JSON.
    shown = allowed(view) - (set() if file_format in {"json", "zip"} else {"The Head"})
    assert found_in(content, f"schedule.{file_format}") == shown


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_says_no_more_than_its_view(here, view, sheet):
    selection = Selection(here.exhibition)
    content = export(selection, "pdf", view=view, sheet=sheet).content

    assert found_in(content, "a.pdf") <= allowed(view)


@pytest.mark.parametrize("view", VIEWS)
def test_a_press_sheet_says_no_more_than_the_public_may_read(here, view):
    selection = Selection(here.exhibition)
    content = export(selection, "pdf", view=view, sheet="press").content

    assert found_in(content, "a.pdf") <= allowed("public") & allowed(view)


@pytest.mark.parametrize("view", VIEWS)
def test_a_card_says_no_more_than_its_view(here, view):
    for person in (here.minister, here.host):
        selection = Selection(here.exhibition, person=person)
        content = export(selection, "pdf", view=view, sheet="card").content

        assert found_in(content, "a.pdf") <= allowed(view) | {person.name}
