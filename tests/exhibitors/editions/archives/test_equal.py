"""An archive loaded again: equal, with files, codes, links and roles."""

import pytest
from django.core.management import call_command

from delegations.models import Engagement, Feed, Mark, Occupancy, Registration, Stop
from exhibitors.editions.archives.loading import load
from exhibitors.models import (
    Exhibit,
    Exhibition,
    FormerAddress,
    Photo,
    PlanBackground,
    RoleAssignment,
    Stand,
)
from tests.demonstration import load_demonstration
from tests.exhibitors.editions.archives.files import archive_of, contents
from tests.exhibitors.editions.archives.furnishing import furnished


def proofs(loaded):
    return {proof.name: (proof.rows, proof.digest) for proof in loaded.proofs}


def test_the_demonstration_is_equal_under_another_address(speca, tmp_path):
    path = archive_of(speca, tmp_path)

    loaded = load(path, slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    assert new.pk != speca.pk
    rows = proofs(loaded)
    assert rows["exhibitors.Stand"][0] == Stand.objects.of(new).count() == 10
    assert rows["delegations.Stop"][0] == Stop.objects.of(new).count() > 5
    assert not loaded.fitted.has_left_outs
    assert new.organiser.exhibition == new
    # An archive of the copy is the archive of the original, under other keys.
    again = load(archive_of(new, tmp_path), slug="again")
    codes = {"exhibitors.Exhibition", "exhibitors.Stand", "exhibitors.Exhibit"}
    for name in set(rows) - codes:
        assert proofs(again)[name] == rows[name]


def test_files_are_there_and_of_their_own(speca, media, tmp_path):
    load(archive_of(speca, tmp_path), slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    for model in (Photo, PlanBackground):
        old = list(model.objects.of(speca).order_by("pk"))
        copies = list(model.objects.of(new).order_by("pk"))
        assert len(copies) == len(old) > 0
        for one, copy in zip(old, copies, strict=True):
            assert copy.image.name != one.image.name
            assert f"/{new.pk}/" in copy.image.name
            content = (media / one.image.name).read_bytes()
            assert (media / copy.image.name).read_bytes() == content != b""


def test_rows_name_the_new_rows(speca, tmp_path):
    load(archive_of(speca, tmp_path), slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    for stand in Stand.objects.of(new).exclude(parent=None):
        assert stand.parent.exhibition_id == new.pk
    assert {e.part_of.exhibition for e in Exhibit.objects.of(new) if e.part_of} <= {new}
    linked = Stop.exhibits.through.objects.filter(stop__exhibition=new)
    assert set(linked.values_list("exhibit__exhibition", flat=True)) == {new.pk}


def test_the_database_makes_again_what_it_derives(speca, tmp_path):
    load(archive_of(speca, tmp_path), slug="elsewhere")

    def derived(home):
        rows = Occupancy.objects.filter(stop__exhibition=home)
        return sorted(rows.values_list("stop__position", "stand__slug", "during"))

    new = Exhibition.objects.get(slug="elsewhere")
    assert derived(new) == derived(speca) != []
    for engagement in Engagement.objects.of(new):
        assert engagement.post in (engagement.stop_id and engagement.stop.stand_id,
                                   -engagement.visit_id)  # fmt: skip


def test_taken_codes_are_made_anew_and_told(speca, tmp_path):
    loaded = load(archive_of(speca, tmp_path), slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    assert loaded.fitted.anew == {
        "exhibitors.Stand.code": Stand.objects.of(new).count(),
        "exhibitors.Exhibit.code": Exhibit.objects.of(new).count(),
        "delegations.Stop.uid": Stop.objects.of(new).count(),
        "delegations.Mark.key": 1,
    }
    assert Mark.objects.get(stop__exhibition=new).kind == "arrived"


def test_secret_addresses_are_new_and_never_in_the_file(speca, tmp_path):
    path = archive_of(speca, tmp_path)
    tokens = [model.objects.of(speca).get().token for model in (Feed, Registration)]

    loaded = load(path, slug="elsewhere")

    everything = b"".join(contents(path).values()).decode(errors="replace")
    new = Exhibition.objects.get(slug="elsewhere")
    for model, token in zip((Feed, Registration), tokens, strict=True):
        assert token not in everything
        assert len(model.objects.of(new).get().token) == len(token)
        assert model.objects.of(new).get().token != token
        assert loaded.fitted.secret[f"delegations.{model.__name__}.token"] == 1


def test_former_addresses_lead_to_the_new_rows(speca, tmp_path):
    load(archive_of(speca, tmp_path), slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    old = FormerAddress.objects.get(exhibition=speca, kind="exhibitors_stand")
    kept = FormerAddress.objects.get(exhibition=new, slug=old.slug)
    assert Stand.objects.get(pk=kept.row).slug == "moved-elsewhere"
    assert Stand.objects.get(pk=kept.row).exhibition == new


def test_roles_and_authors_are_accounts_of_the_same_address(speca, tmp_path):
    load(archive_of(speca, tmp_path), slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    role = RoleAssignment.objects.get(exhibition=new)
    assert (role.user.email, role.role) == ("known@example.org", "organiser")
    assert Feed.objects.of(new).get().created_by == role.user


def test_roles_of_unknown_addresses_are_left_out_and_counted(speca, tmp_path):
    path = archive_of(speca, tmp_path)
    user = RoleAssignment.objects.get(exhibition=speca).user
    user.email = "other@example.org"
    user.save()
    accounts = type(user).objects.count()

    loaded = load(path, slug="elsewhere")

    new = Exhibition.objects.get(slug="elsewhere")
    assert not RoleAssignment.objects.filter(exhibition=new).exists()
    assert Feed.objects.of(new).get().created_by is None
    assert loaded.fitted.dropped == {"exhibitors.RoleAssignment": 1}
    assert loaded.fitted.emptied["delegations.Feed.created_by_id"] == 1
    assert loaded.fitted.has_left_outs
    assert type(user).objects.count() == accounts


def test_a_dry_run_proves_it_and_writes_nothing(speca, media, tmp_path):
    path = archive_of(speca, tmp_path)
    before = sorted(media.rglob("*.*"))

    loaded = load(path, slug="elsewhere", dry_run=True)

    assert len(loaded.proofs) > 40
    assert not Exhibition.objects.filter(slug="elsewhere").exists()
    assert sorted(media.rglob("*.*")) == before


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_holds_the_same_with_the_same_codes(media, tmp_path):
    speca = furnished(load_demonstration())
    path = archive_of(speca, tmp_path)
    codes = set(Stand.objects.of(speca).values_list("code", "slug"))
    call_command("flush", verbosity=0, interactive=False)
    assert not Exhibition.objects.exists()

    loaded = load(path)

    new = Exhibition.objects.get(slug=speca.slug)
    assert set(Stand.objects.of(new).values_list("code", "slug")) == codes
    assert loaded.fitted.anew == {}
    assert Photo.objects.of(new).count() == 2
