"""Lists chosen, dragged, pasted, refused, and sent again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exhibitors.admin.imports import forms
from exhibitors.models import ImportRun
from tests.exhibitors.admin.imports.conftest import STANDS, checked, page

pytestmark = pytest.mark.django_db

PASTED = "Stand\tName\nB-1\tStand of carpets\n"


def listed(text=STANDS, name="stands.csv"):
    return SimpleUploadedFile(name, text.encode())


def test_a_file_leads_to_its_columns(organiser, exhibition):
    answer = organiser.post(page("add"), {"kind": "stands", "file": listed()})

    run = ImportRun.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == page("mapping", run.pk)
    assert (run.exhibition, run.kind, run.file_name) == (
        exhibition,
        "stands",
        "stands.csv",
    )


def test_a_pasted_table_is_a_list_too(organiser):
    organiser.post(page("add"), {"kind": "stands", "pasted": PASTED})

    found = organiser.get(page("mapping", ImportRun.objects.get().pk))

    headings = [row.column.heading for row in found.context["rows"]]
    assert headings == ["Stand", "Name"]


def test_a_script_is_told_where_to_go_on(organiser):
    answer = organiser.post(
        page("add"), {"file": listed()}, headers={"accept": "application/json"}
    )

    address = page("mapping", ImportRun.objects.get().pk)
    assert (answer.status_code, answer.json()) == (201, {"address": address})


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file, or paste a table."),
        ({"pasted": " \n"}, "Choose a file, or paste a table."),
        (
            {"file": listed(), "pasted": PASTED},
            "Choose a file or paste a table, not both.",
        ),
    ],
)
def test_a_refusal_says_what_to_do(organiser, sent, sentence):
    answer = organiser.post(page("add"), sent, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()) == (200, {"errors": [sentence]})
    assert not ImportRun.objects.exists()


def test_a_refusal_keeps_what_was_pasted_and_chosen(organiser, monkeypatch):
    sent = {"kind": "stands", "pasted": PASTED, "file": listed()}

    answer = organiser.post(page("add"), sent)

    assert answer.status_code == 422
    assert answer.context["form"]["pasted"].value() == PASTED
    assert answer.context["form"]["kind"].value() == "stands"


def test_too_large_a_file_is_refused_with_its_size(organiser, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 10)

    answer = organiser.post(
        page("add"), {"file": listed()}, headers={"accept": "application/json"}
    )

    assert "at most" in answer.json()["errors"][0]
    assert not ImportRun.objects.exists()


def test_what_cannot_be_read_leaves_nothing(organiser):
    broken = SimpleUploadedFile("list.xlsx", b"PK\x03\x04 not a spreadsheet")

    answer = organiser.post(page("add"), {"kind": "stands", "file": broken})

    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_a_kind_out_of_scope_is_refused(sign_in):
    client = sign_in("pavilion_manager")

    answer = client.post(page("add"), {"kind": "persons", "file": listed()})

    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_known_headings_are_checked_at_once(organiser, run, begun):
    organiser.post(page("mapping", run.pk), {"column-0": "number", "column-1": "name"})
    ImportRun.objects.update(task="")

    answer = organiser.post(page("add"), {"kind": "stands", "file": listed()})

    newest = ImportRun.objects.latest("pk")
    assert answer["Location"] == page("change", newest.pk)
    assert (newest.task, newest.mapping) == ("check", {"0": "number", "1": "name"})


def test_the_mended_file_is_checked_with_the_same_columns(organiser, run):
    run.mapping = {"0": "number", "1": "name"}
    run.save()
    checked(run)
    mended = listed("Problem,Name,Stand\n,Stand of books,A-1\n")

    answer = organiser.post(page("again", run.pk), {"file": mended})

    newest = ImportRun.objects.latest("pk")
    assert answer["Location"] == page("change", newest.pk)
    assert newest.mapping == {"0": "", "1": "name", "2": "number"}
    assert (newest.task, newest.kind) == ("check", "stands")


def test_a_mended_file_with_other_headings_is_mapped(organiser, run):
    run.mapping = {"0": "number", "1": "name"}
    run.save()

    answer = organiser.post(
        page("again", run.pk), {"file": listed("Place,Title\nA-1,Books\n")}
    )

    newest = ImportRun.objects.latest("pk")
    assert answer["Location"] == page("mapping", newest.pk)
    assert newest.task == ""


def test_what_is_no_table_is_not_kept(organiser):
    answer = organiser.post(page("add"), {"pasted": "The list comes tomorrow, sorry."})

    assert "This is no table" in answer.content.decode()
    assert not ImportRun.objects.exists()
