"""The page of an import: under way, tried, applied, undone."""

import pytest
from django.utils import timezone, translation

from exhibitors.imports import service
from exhibitors.models import ImportRun, RoleAssignment, Stand
from tests.exhibitors.admin.imports.conftest import (
    applied,
    checked,
    go_on,
    page,
    uploaded,
)
from tests.factories.exhibitors import ImportRowFactory, ImportRunFactory

pytestmark = pytest.mark.django_db


def stored(run):
    return ImportRun.objects.get(pk=run.pk)


def test_what_waits_for_its_columns_leads_to_them(organiser, run):
    assert organiser.get(page("change", run.pk))["Location"] == page("mapping", run.pk)


def test_an_import_under_way_shows_how_far_it_is(organiser, exhibition):
    run = ImportRunFactory(
        exhibition=exhibition, task="check", asked_at=timezone.now(), done=30, total=60
    )

    whole = organiser.get(page("change", run.pk)).content.decode()
    part = organiser.get(page("progress", run.pk)).content.decode()

    assert 'value="50"' in whole
    assert 'data-live="check"' in part
    assert "30 of 60 rows" in part


def test_a_process_that_was_ended_shows_at_the_next_look(organiser, exhibition):
    now = timezone.now()
    run = ImportRunFactory(
        exhibition=exhibition,
        task="apply",
        state="applying",
        asked_at=now,
        heard_at=now,
    )

    assert 'data-live=""' in organiser.get(page("progress", run.pk)).content.decode()
    found = organiser.get(page("change", run.pk)).content.decode()
    assert "Nothing was written" in found


def test_applying_says_exactly_what_it_does(organiser, run):
    found = organiser.get(page("change", checked(run).pk)).context

    assert found["promises"] == ["Create 2 records"]
    assert [tab[0] for tab in found["tabs"] if tab[2]] == ["new"]
    assert len(found["found"].lines) == 2


def test_new_records_without_a_country_are_told_before_applying(organiser, exhibition):
    content = b"Stand,Name,Country\nA-1,Books,KZ\nA-2,Coins,\nA-3,Stamps,\n"
    run = checked(uploaded(exhibition, content))

    found = organiser.get(page("change", run.pk)).content.decode()

    assert "2 new records have no country" in found


def test_before_applying_it_says_who_will_see_it(organiser, run):
    found = organiser.get(page("change", checked(run).pk)).content.decode()

    assert "Visitors will see them at once." in found
    assert 'name="drafts"' in found


def test_drafts_are_asked_for_with_the_applying(organiser, run):
    organiser.post(page("apply", checked(run).pk), {"drafts": "on"})

    assert (stored(run).as_drafts, stored(run).task) == (True, "apply")


def test_a_pavilions_list_says_that_organisers_publish_it(sign_in, exhibition, run):
    client = sign_in("pavilion_manager", country_id="KZ")
    run.user = RoleAssignment.objects.get(country_id="KZ").user
    run.save()

    found = client.get(page("change", checked(run).pk)).content.decode()

    assert "proposed to the organisers" in found
    assert 'name="drafts"' not in found


def test_what_is_applied_links_to_just_those_records(organiser, run):
    found = organiser.get(page("change", applied(run).pk)).context

    link = next(row["link"] for row in found["written"] if "stand" in row["model"])
    shown = organiser.get(link).context["cl"]
    assert sorted(shown.queryset.values_list("number", flat=True)) == ["A-1", "A-2"]
    assert Stand.objects.count() == 2


def test_undoing_shows_what_it_removes_before_it_does(organiser, run):
    run = applied(run)

    shown = organiser.get(page("undo", run.pk))
    assert "Undo this import?" in shown.content.decode()
    assert stored(run).task == ""

    answer = organiser.post(page("undo", run.pk))
    assert answer["Location"] == page("change", run.pk)
    assert stored(run).task == "undo"


def test_an_undoing_that_was_refused_names_the_rows(organiser, run):
    run = applied(run)
    ImportRun.objects.update(error="Somebody changed 1 row.", lines=[2])

    found = organiser.get(page("change", run.pk))

    assert [number for number, _label in found.context["blamed"]] == [2]
    assert "Somebody changed 1 row." in found.content.decode()


def test_what_was_undone_says_so(organiser, run):
    run = applied(run)
    service.undo(run, go_on)

    found = organiser.get(page("change", run.pk)).content.decode()

    assert "This import was undone" in found
    assert not Stand.objects.exists()


def test_only_what_was_applied_is_undone(organiser, run):
    answer = organiser.post(page("undo", run.pk), follow=True)

    assert "Only an import that was applied can be undone." in answer.content.decode()
    assert stored(run).task == ""


@pytest.mark.parametrize("step", ["check", "apply"])
def test_steps_are_asked_of_a_process(organiser, run, step):
    run = checked(run)

    answer = organiser.post(page(step, run.pk))

    assert answer["Location"] == page("change", run.pk)
    assert stored(run).task == step


def test_what_is_under_way_can_be_stopped(organiser, exhibition):
    run = ImportRunFactory(exhibition=exhibition, task="check", asked_at=timezone.now())

    organiser.post(page("cancel", run.pk))

    assert stored(run).cancelled_at is not None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_result_takes_as_many_queries_with_three_rows_as_with_one(
    organiser, exhibition, rows, django_assert_num_queries
):
    run = ImportRunFactory(
        exhibition=exhibition, state="checked", counts={"new": 100_000}
    )
    for _number in range(rows):
        ImportRowFactory(run=run)

    organiser.get(page("change", run.pk))

    # Session, account, roles (2), exhibitions; the import, its rows, those
    # without a country, and countries.
    with django_assert_num_queries(9):
        found = organiser.get(page("change", run.pk), {"q": "Stand"})

    assert len(found.context["found"].lines) == rows


@pytest.mark.parametrize("query", ["p=x", "p=0", "p=99999999", "action=no", "q=%00"])
def test_odd_pages_are_answered(organiser, run, query):
    address = page("change", checked(run).pk)

    assert organiser.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("language", ["ru", "az"])
def test_pages_are_drawn_in_every_language(organiser, run, language):
    run = applied(run)

    with translation.override(language):
        for name in ("change", "undo"):
            found = organiser.get(
                page(name, run.pk), headers={"accept-language": language}
            )
            assert found.status_code == 200
