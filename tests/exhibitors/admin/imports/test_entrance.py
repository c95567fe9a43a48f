"""The ways from lists to imports and back."""

import pytest

from delegations.models import Delegation, Person
from exhibitors.models import Exhibit, ImportRecord, Organisation, Stand
from tests.exhibitors.admin.imports.conftest import page
from tests.exhibitors.admin.pages import address
from tests.factories.exhibitors import ExhibitionFactory, ImportRunFactory, StandFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        (Stand, "stands"),
        (Organisation, "exhibitors"),
        (Exhibit, "exhibits"),
        (Person, "persons"),
        (Delegation, "delegations"),
    ],
)
def test_each_list_leads_to_the_upload_of_its_kind(organiser, model, kind):
    way = f"{address(model, 'changelist')}import/"
    assert way in organiser.get(address(model, "changelist")).content.decode()

    answer = organiser.get(way)

    assert answer["Location"] == f"{page('add')}?kind={kind}"
    assert (
        f'value="{kind}" selected' in organiser.get(answer["Location"]).content.decode()
    )


def test_who_may_not_import_has_no_button(sign_in):
    client = sign_in("protocol_officer")

    found = client.get(address(Stand, "changelist")).content.decode()

    assert "/stand/import/" not in found


@pytest.fixture
def imported(exhibition):
    """Return an import that wrote one of two stands."""
    run = ImportRunFactory(exhibition=exhibition, state="applied")
    stand, _other = (
        StandFactory(exhibition=exhibition),
        StandFactory(exhibition=exhibition),
    )
    ImportRecord.objects.create(
        run=run, number=2, model="exhibitors.stand", record=stand.pk, after={}
    )
    return run


def test_a_list_is_narrowed_to_what_an_import_wrote(organiser, imported):
    found = organiser.get(f"{address(Stand, 'changelist')}?imported={imported.pk}")

    assert found.context["cl"].queryset.count() == 1


def test_an_import_of_another_exhibition_narrows_nothing(organiser, exhibition):
    other = ImportRunFactory(exhibition=ExhibitionFactory())
    StandFactory(exhibition=exhibition)

    for odd in (other.pk, "x", "9" * 30):
        found = organiser.get(
            f"{address(Stand, 'changelist')}?imported={odd}", follow=True
        )
        assert found.status_code == 200
        assert str(other.file_name) not in found.content.decode()
