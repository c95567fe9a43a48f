"""Who is erased is erased from the lists that named them, too."""

import pytest
from django.urls import reverse

from delegations.models import Person
from exhibitors.history.erasing import erase
from exhibitors.imports import service
from exhibitors.models import ImportRecord, ImportRow
from tests.exhibitors.imports.importing import applied, csv_of, nobody_stops
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db
PEOPLE = csv_of(
    ("Name", "Phone", "Delegation"),
    ("Aigerim Zhaksylykova", "+7 700 1234567", "Kazakhstan"),
    ("Rustam Nazarov", "+992 90 7654321", "Tajikistan"),
)


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


def kept():
    """Return all that imports keep of what lists said, as one text."""
    records = ImportRecord.objects.values_list("before", "after")
    lines = ImportRow.objects.values_list("label", "after", "also", "source")
    return str([*records, *lines])


def test_no_line_and_no_record_of_an_import_keeps_them(
    exhibition, django_capture_on_commit_callbacks
):
    run = applied(exhibition, PEOPLE, "persons")
    assert "Aigerim" in kept()

    with django_capture_on_commit_callbacks(execute=True):
        erase(Person.objects.get(phone="+7 700 1234567"))

    assert "Aigerim" not in kept()
    assert "1234567" not in kept()
    assert "Rustam" in kept()
    assert not run.file.storage.exists(run.file.name)


def test_a_line_that_made_them_on_its_way_keeps_them_no_more(exhibition):
    heads = csv_of(("Delegation", "Head"), ("Kazakhstan", "Aigerim Zhaksylykova"))
    applied(exhibition, heads, "delegations")

    erase(Person.objects.get())

    assert "Aigerim" not in kept()
    assert ImportRow.objects.get().label == "Kazakhstan"


def test_an_import_taken_back_later_brings_nothing_back(exhibition):
    PersonFactory(exhibition=exhibition, name="Aigerim", phone="+7 700", country=None)
    run = applied(exhibition, csv_of(("Name", "Phone"), ("Aigerim", "+7 701")))

    erase(Person.objects.get())
    service.undo(run, nobody_stops)

    person = Person.objects.get()
    assert (run.state, person.name_en, person.phone) == ("undone", "—", "")


def test_a_list_that_is_gone_is_said_to_be(exhibition, client):
    organiser = RoleAssignmentFactory(exhibition=exhibition).user
    run = applied(exhibition, PEOPLE, "persons", user=organiser)
    run.file.storage.delete(run.file.name)
    client.force_login(organiser)

    for name in ("original", "bad_rows_csv"):
        page = reverse(f"admin:exhibitors_importrun_{name}", args=[run.pk])
        assert client.get(page).status_code == 404
    with pytest.raises(service.ImportRefused):
        service.overview(run)
