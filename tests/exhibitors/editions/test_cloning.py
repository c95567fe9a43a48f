"""The next edition: what it takes over, what never, all or nothing."""

from datetime import date, time

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from delegations.models import (
    ClashLevel,
    Delegation,
    Membership,
    Person,
    StandardStop,
    StandardTour,
    Visit,
)
from exhibitors.editions import cloning
from exhibitors.editions.cloning import NewEdition, clone
from exhibitors.editions.parts import every_part, left_out, usual_parts
from exhibitors.models import Exhibit, Exhibition, Photo, Stand
from expo.models import SecondFactorRule
from tests.factories import delegations, exhibitors

pytestmark = pytest.mark.django_db
EVERYTHING = [part.name for part in every_part()]


@pytest.fixture
def source():
    return exhibitors.ExhibitionFactory(
        slug="baku-2023", name="Baku 2023", start_on=date(2023, 11, 22), key="baku"
    )


def make(source, parts=EVERYTHING, **other):
    names = {"en": "Baku 2025", "ru": None, "az": None}
    wanted = {"names": names, "slug": "baku-2025", "starts_on": date(2025, 11, 19)}
    return clone(source, NewEdition(**{**wanted, **other}, parts=parts)).exhibition


def test_every_model_is_taken_over_or_named_as_never():
    taken = [copied.model for part in every_part() for copied in part.copied]
    models = {
        model
        for app in ("exhibitors", "delegations", "expo")
        for model in apps.get_app_config(app).get_models()
    }

    assert len(taken) == len(set(taken))
    assert set(taken) & set(left_out()) == set()
    assert set(taken) | set(left_out()) == models


def test_roles_go_on_needing_a_second_factor(source):
    SecondFactorRule.objects.create(exhibition=source, role="organiser")

    new = make(source, parts=usual_parts())

    assert new.second_factor_rules.get().role == "organiser"


def test_every_part_comes_after_those_it_needs():
    known = []
    for part in every_part():
        assert set(part.needs) <= set(known)
        known.append(part.name)


def test_dates_that_move_are_fields_of_their_models():
    for part in every_part():
        for copied in part.copied:
            names = {field.name for field in copied.model._meta.fields}
            assert copied.shifted | set(copied.fresh) <= names


def test_the_new_edition_is_as_long_later_and_unpublished(source):
    new = make(source)

    assert (new.start_on, new.end_on) == (date(2025, 11, 19), date(2025, 11, 22))
    assert (new.name_en, new.name_ru, new.key) == ("Baku 2025", None, "")
    assert not new.is_published
    source.refresh_from_db()
    assert (source.slug, source.is_published) == ("baku-2023", True)


def test_rows_name_the_new_rows_and_have_codes_of_their_own(source):
    here = {"exhibition": source}
    area, sector = exhibitors.AreaFactory(**here), exhibitors.SectorFactory(**here)
    outer = exhibitors.StandFactory(**here, area=area, number="B10", name_az="Xarici")
    inner = exhibitors.StandFactory(**here, parent=outer)
    inner.sectors.add(sector)
    maker = exhibitors.OrganisationFactory(**here)
    exhibit = exhibitors.ExhibitFactory(**here, stand=inner, maker=maker)
    exhibitors.ExhibitFactory(**here, part_of=exhibit)
    source.organiser = maker
    source.save()

    new = make(source)

    stand = new.stands.get(slug=inner.slug)
    assert (stand.parent.exhibition, stand.parent.name_az) == (new, "Xarici")
    assert (stand.parent.area.exhibition, stand.parent.number_key) == (
        new,
        outer.number_key,
    )
    assert [sector.exhibition for sector in stand.sectors.all()] == [new]
    shown = new.exhibits.get(slug=exhibit.slug)
    assert (shown.stand, shown.maker.exhibition) == (stand, new)
    assert shown.parts.get().exhibition == new
    assert new.organiser == shown.maker
    codes = [*Stand.objects.values_list("code", flat=True)]
    codes += Exhibit.objects.values_list("code", flat=True)
    assert len(set(codes)) == 8
    assert {len(code) for code in codes} == {8}


def test_dates_move_by_as_many_days_as_the_first(source):
    exhibitors.OpeningHoursFactory(exhibition=source, opens_at=time(9))
    exhibitors.EventFactory(exhibition=source, status="held", start_time=time(10))

    new = make(source)

    hours, event = new.opening_hours.get(), new.events.get()
    assert (hours.on, hours.opens_at) == (date(2025, 11, 19), time(9))
    assert (event.start_on, event.end_on) == (date(2025, 11, 19),) * 2
    assert (event.start_time, event.status) == (time(10), "announced")


def test_photos_have_files_of_their_own(source, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    old = exhibitors.PhotoFactory(exhibition=source)

    new = make(source)

    photo = Photo.objects.get(exhibition=new)
    assert photo.exhibit.exhibition == new
    assert photo.image.name.startswith(f"photos/{new.pk}/")
    assert photo.image.read() == old.image.read()


def test_a_photo_whose_file_is_gone_is_told_of(source, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = exhibitors.PhotoFactory(exhibition=source)
    photo.image.storage.delete(photo.image.name)
    wanted = NewEdition({"en": "New"}, "baku-2025", date(2025, 1, 1), EVERYTHING)

    assert clone(source, wanted).lost_files == 1


def test_delegations_come_with_members_and_without_visits(source):
    here = {"exhibition": source}
    delegation = delegations.DelegationFactory(
        **here, status="confirmed", visiting_on=date(2023, 11, 24)
    )
    delegations.MembershipFactory(**here, delegation=delegation, role="head")
    delegations.VisitFactory(**here, delegation=delegation)
    stand = exhibitors.StandFactory(**here)
    delegations.StandardStopFactory(**here, stand=stand)
    ClashLevel.objects.create(**here, rule="walking", level="forbid")

    new = make(source)

    copied = Delegation.objects.get(exhibition=new)
    assert (copied.status, copied.visiting_on) == ("announced", date(2025, 11, 21))
    member = Membership.objects.get(delegation=copied)
    assert (member.role, member.person.exhibition) == ("head", new)
    stop = StandardStop.objects.get(exhibition=new)
    assert (stop.stand.exhibition, stop.tour.exhibition) == (new, new)
    assert ClashLevel.objects.get(exhibition=new).level == "forbid"
    assert not Visit.objects.filter(exhibition=new).exists()


def test_nothing_private_is_taken_over_unless_chosen(source):
    delegations.MembershipFactory(exhibition=source)
    delegations.StandardTourFactory(exhibition=source)
    exhibitors.RoleAssignmentFactory(exhibition=source)

    new = make(source, usual_parts())

    for model in (Person, Delegation, Membership, StandardTour):
        assert not model.objects.filter(exhibition=new).exists()
    assert not new.roleassignments.exists()


def test_what_is_not_taken_over_is_named_by_nothing(source):
    here = {"exhibition": source}
    stand = exhibitors.StandFactory(**here)
    body = exhibitors.OrganisationFactory(**here)
    exhibitors.ParticipationFactory(**here, stand=stand, responsible_body=body)

    new = make(source, ["countries"])

    row = new.participations.get()
    assert (row.country_id, row.stand, row.responsible_body) == ("KZ", None, None)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (["stands"], "“stands” needs “areas with their plans”."),
        (["nothing"], "There is no such part: nothing."),
    ],
)
def test_parts_that_do_not_go_together_are_refused(source, parts, sentence):
    with pytest.raises(ValidationError) as refused:
        make(source, parts)

    assert refused.value.messages == [sentence]
    assert Exhibition.objects.get() == source


@pytest.mark.parametrize("slug", ["baku-2023", "admin", "No Slug"])
def test_an_address_that_cannot_be_is_refused(source, slug):
    with pytest.raises(ValidationError) as refused:
        make(source, slug=slug)

    assert "slug" in refused.value.message_dict


def test_a_failure_half_way_leaves_neither_row_nor_file(
    source, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    exhibitors.PhotoFactory(exhibition=source)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())

    def broken(*_args, **_values):
        raise OSError("The disk is full.")

    monkeypatch.setattr(Exhibition, "refresh_from_db", broken)
    with pytest.raises(OSError, match="full"):
        make(source)

    assert Exhibition.objects.count() == 1
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


def test_the_number_of_statements_does_not_rise_with_the_rows(
    source, django_assert_num_queries
):
    for number in (1, 20):
        for _ in range(number):
            exhibitors.ExhibitFactory(exhibition=source)
        with django_assert_num_queries(79):
            make(source, slug=f"new-{number}")


def test_the_command_makes_it_and_says_how_much(source, capsys):
    exhibitors.StandFactory(exhibition=source)

    call_command("clone_exhibition", "baku-2023", "baku-2025", "--starts", "2025-11-19")

    assert "stands: 1" in capsys.readouterr().err.splitlines()
    new = Exhibition.objects.get(slug="baku-2025")
    assert (new.name, new.stands.count()) == ("Baku 2023", 1)


@pytest.mark.parametrize(
    "words",
    [
        ["nothing", "new", "--starts", "2025-11-19"],
        ["baku-2023", "new", "--starts", "2025-11-19", "--parts", "photos"],
        ["baku-2023", "baku-2023", "--starts", "2025-11-19"],
    ],
)
def test_the_command_refuses_and_writes_nothing(source, words):
    with pytest.raises(CommandError):
        call_command("clone_exhibition", *words)

    assert Exhibition.objects.count() == 1


def test_preview_counts_rows(source):
    exhibitors.NamedPartFactory(exhibition=source)

    assert cloning.counts(source)["exhibits"] == 2
