"""Who may see which imports and files, and attempts to gain more."""

import pytest
from django.urls import reverse

from exhibitors.models import ImportRun, RoleAssignment
from tests.exhibitors.admin.imports.conftest import body, page
from tests.factories.exhibitors import (
    ExhibitionFactory,
    ImportRunFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

READS = ["change", "progress", "original", "bad_rows_csv", "bad_rows_xlsx"]
BOTH = ["mapping", "undo"]
WRITES = ["check", "apply", "cancel", "again"]


@pytest.fixture
def answers():
    """Return what an account is answered at every address of an import."""

    def answers(client, run):
        found = [client.get(page(name, run.pk)) for name in READS + BOTH]
        found += [client.post(page(name, run.pk)) for name in WRITES + BOTH]
        for answer in found:
            body(answer)
        return {answer.status_code for answer in found}

    return answers


@pytest.fixture
def runs(exhibition):
    return {
        kind: ImportRunFactory(exhibition=exhibition, kind=kind)
        for kind in ("stands", "exhibits", "persons", "delegations")
    }


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("organiser", ["delegations", "exhibits", "persons", "stands"]),
        ("protocol_officer", ["delegations", "persons"]),
        ("pavilion_manager", []),
    ],
)
def test_the_list_shows_each_role_its_own(sign_in, runs, role, kinds):
    found = sign_in(role).get(page("changelist"))

    assert sorted(run.kind for run in found.context["cl"].queryset) == kinds


def test_a_pavilion_manager_sees_what_he_uploaded(sign_in, exhibition, runs):
    client = sign_in("pavilion_manager")
    user = RoleAssignment.objects.get().user
    own = ImportRunFactory(exhibition=exhibition, kind="exhibits", user=user)

    found = client.get(page("changelist"))

    assert list(found.context["cl"].queryset) == [own]
    original = client.get(page("original", own.pk))
    body(original)
    assert original.status_code == 200


def test_nothing_of_another_exhibition_is_reached(sign_in, answers):
    other = ImportRunFactory(exhibition=ExhibitionFactory())

    assert answers(sign_in("organiser"), other) == {404}
    assert ImportRun.objects.get().task == ""


def test_nothing_of_another_manager_is_reached(sign_in, answers, exhibition):
    other = RoleAssignmentFactory(
        role="pavilion_manager", exhibition=exhibition, country_id="UZ"
    )
    run = ImportRunFactory(exhibition=exhibition, kind="exhibits", user=other.user)

    assert answers(sign_in("pavilion_manager"), run) == {404}


def test_a_protocol_officer_reaches_no_list_of_stands(sign_in, answers, runs):
    assert answers(sign_in("protocol_officer"), runs["stands"]) == {404}


@pytest.mark.parametrize("is_host", [True, False])
def test_hosts_and_strangers_are_sent_to_sign_in(
    client, answers, exhibition, runs, is_host
):
    if is_host:
        stand = StandFactory(exhibition=exhibition)
        host = RoleAssignmentFactory(
            role="stand_host", exhibition=exhibition, stand=stand
        )
        client.force_login(host.user)

    assert answers(client, runs["stands"]) == {302}
    location = client.get(page("original", runs["stands"].pk))["Location"]
    assert location.startswith("/admin/login/")


def test_a_manager_reads_in_no_persons(sign_in, exhibition, begun):
    client = sign_in("pavilion_manager")
    user = RoleAssignment.objects.get().user
    run = ImportRunFactory(
        exhibition=exhibition, kind="persons", user=user, state="checked"
    )

    assert client.post(page("apply", run.pk)).status_code == 403
    assert client.get(page("template", "persons")).status_code == 404
    assert ImportRun.objects.get().task == ""


@pytest.mark.parametrize("odd", ["abc", "0", "9" * 30])
def test_odd_addresses_are_answered(organiser, odd):
    home = reverse("admin:exhibitors_importrun_changelist")

    assert organiser.get(f"{home}{odd}/change/").status_code == 404
    assert organiser.get(f"{home}{odd}/mapping/", follow=True).status_code == 404


def test_steps_are_not_taken_by_a_link(organiser, runs):
    run = runs["stands"]

    found = {organiser.get(page(name, run.pk)).status_code for name in WRITES}

    assert found == {405}
