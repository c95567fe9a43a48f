"""What PostgreSQL itself refuses about an exhibition, and how forms say it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connection

from exhibitors.models import (
    Contradiction,
    Country,
    Exhibit,
    Exhibition,
    Exhibitor,
    OpeningHours,
    Participation,
    RoleAssignment,
    Stand,
)
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    SectorFactory,
    SourceFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def other():
    return ExhibitionFactory()


def test_a_stand_number_is_unique_in_any_case(exhibition):
    StandFactory(exhibition=exhibition, number="B1")
    with refused("stand_number_unique"):
        StandFactory(exhibition=exhibition, number="b1")


def test_many_stands_may_still_lack_a_number(exhibition):
    StandFactory(exhibition=exhibition, number="")
    assert StandFactory(exhibition=exhibition, number="").pk


def test_a_stand_number_may_return_in_another_exhibition(exhibition, other):
    StandFactory(exhibition=exhibition, number="B1")
    assert StandFactory(exhibition=other, number="B1").pk


def test_a_stand_number_twice_is_a_message(exhibition):
    StandFactory(exhibition=exhibition, number="B1")
    stand = Stand(exhibition=exhibition, number="B1", name="x", slug="x")
    with pytest.raises(ValidationError, match="Another stand has this number"):
        stand.full_clean()


def test_a_slug_is_unique_in_an_exhibition(exhibition):
    StandFactory(exhibition=exhibition, slug="b1")
    with refused("stand_slug_unique"):
        StandFactory(exhibition=exhibition, slug="b1")


@pytest.mark.parametrize("slug", ["search", "plan", "admin"])
def test_reserved_words_are_refused_as_slugs(exhibition, slug):
    with pytest.raises(ValidationError, match="is used by the site"):
        Stand(exhibition=exhibition, name="x", slug=slug).full_clean()


@pytest.mark.parametrize("slug", ["B1", "a--b", "-a", "a b", "ə"])
def test_slugs_are_lower_case_words(exhibition, slug):
    with refused("stand_slug_valid"):
        StandFactory(exhibition=exhibition, slug=slug)


@pytest.mark.parametrize("field", ["area", "parent"])
def test_a_stand_does_not_point_into_another_exhibition(exhibition, other, field):
    foreign = {"area": AreaFactory, "parent": StandFactory}[field](exhibition=other)
    stand = StandFactory(exhibition=exhibition)
    setattr(stand, field, foreign)
    with pytest.raises(ValidationError, match="belongs to another exhibition"):
        stand.full_clean()
    with refused(f"stand_{field}_shares"):
        stand.save()


@pytest.mark.parametrize(
    ("field", "factory"),
    [
        ("stand", StandFactory),
        ("area", AreaFactory),
        ("maker", OrganisationFactory),
        ("part_of", ExhibitFactory),
    ],
)
def test_an_exhibit_does_not_point_into_another_exhibition(
    exhibition, other, field, factory
):
    exhibit = ExhibitFactory(exhibition=exhibition)
    setattr(exhibit, field, factory(exhibition=other))
    with pytest.raises(ValidationError, match="belongs to another exhibition"):
        exhibit.full_clean()
    with refused(f"exhibit_{field}_shares"):
        exhibit.save()


def test_an_exhibitor_is_of_the_stands_exhibition(exhibition, other):
    exhibitor = Exhibitor(
        exhibition=exhibition,
        stand=StandFactory(exhibition=exhibition),
        organisation=OrganisationFactory(exhibition=other),
    )
    with refused("exhibitor_organisation_shares"):
        exhibitor.save()


@pytest.mark.parametrize(
    ("field", "factory"), [("sectors", SectorFactory), ("sources", SourceFactory)]
)
def test_links_stay_in_the_exhibition(exhibition, other, field, factory):
    stand = StandFactory(exhibition=exhibition)
    with refused(f"stand_{field}_within"):
        getattr(stand, field).add(factory(exhibition=other))


def test_a_record_never_changes_its_exhibition(exhibition, other):
    stand = StandFactory(exhibition=exhibition)
    stand.exhibition = other
    with pytest.raises(ValidationError, match="never changes"):
        stand.full_clean()
    with refused("stand_exhibition_unchanging"):
        stand.save()


@pytest.mark.parametrize(
    ("factory", "field", "message"),
    [
        (StandFactory, "parent", "cannot lie inside itself"),
        (ExhibitFactory, "part_of", "cannot be a part of itself"),
    ],
)
@pytest.mark.parametrize("length", [1, 3])
def test_chains_have_no_cycle(exhibition, factory, field, message, length):
    chain = [factory(exhibition=exhibition)]
    for _link in range(length - 1):
        chain.append(factory(exhibition=exhibition, **{field: chain[-1]}))
    setattr(chain[0], field, chain[-1])
    with pytest.raises(ValidationError, match=message):
        chain[0].full_clean()
    with refused(f"{factory._meta.model._meta.model_name}_{field}_no_cycle"):
        chain[0].save()


def test_a_key_is_unique_in_an_exhibition(exhibition):
    StandFactory(exhibition=exhibition, key="stand-a")
    with refused("stand_key_unique"):
        StandFactory(exhibition=exhibition, key="stand-a")


def test_dates_are_in_order(exhibition):
    exhibition.end_on, exhibition.start_on = exhibition.start_on, exhibition.end_on
    exhibition.start_on = exhibition.end_on.replace(year=exhibition.end_on.year + 1)
    with pytest.raises(ValidationError, match="last day is before the first"):
        exhibition.full_clean()
    with refused("exhibition_dates_in_order"):
        exhibition.save()


def test_opening_hours_are_in_order(exhibition):
    hours = OpeningHours(
        exhibition=exhibition, on="2023-11-22", opens_at="18:00", closes_at="10:00"
    )
    with refused("openinghours_in_order"):
        hours.save()


def test_a_time_zone_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="no time zone"):
        Exhibition(
            slug="x",
            name="x",
            start_on="2023-11-22",
            end_on="2023-11-22",
            timezone="X/Y",
        ).full_clean()
    with pytest.raises(DataError, match="time zone"):
        ExhibitionFactory(timezone="X/Y")


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_quantity_is_one_or_more(exhibition, quantity):
    with refused("exhibit_quantity_positive"):
        ExhibitFactory(exhibition=exhibition, quantity=quantity)


def test_a_country_code_is_two_capital_letters():
    with refused("country_iso2_valid"):
        Country.objects.create(iso2="k1", name="x")


def test_every_territory_has_its_name_in_three_languages():
    kazakhstan = Country.objects.get(iso2="KZ")
    names = (kazakhstan.name_en, kazakhstan.name_ru, kazakhstan.name_az)
    assert names == ("Kazakhstan", "Казахстан", "Qazaxıstan")
    assert Country.objects.count() == 249


def test_one_country_is_the_host(exhibition):
    for iso2 in ("AZ", "KZ"):
        participation = Participation(
            exhibition=exhibition, country_id=iso2, role="host-and-exhibitor"
        )
        if iso2 == "AZ":
            participation.save()
    with refused("participation_one_host"):
        participation.save()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"role": "protocol_officer"}, "roleassignment_has_exhibition"),
        ({"role": "pavilion_manager", "own": True}, "roleassignment_pavilion"),
        ({"role": "stand_host", "own": True}, "roleassignment_stand"),
        (
            {"role": "protocol_officer", "own": True, "country_id": "KZ"},
            "roleassignment_pavilion",
        ),
    ],
)
def test_a_role_has_its_scope(exhibition, fields, rule):
    exhibition = exhibition if fields.pop("own", False) else None
    with refused(rule):
        RoleAssignment.objects.create(
            user=UserFactory(), exhibition=exhibition, **fields
        )


def test_a_role_in_the_admin_opens_the_admin(exhibition):
    user = UserFactory()
    assert not user.is_staff
    RoleAssignment.objects.create(
        user=user, role="protocol_officer", exhibition=exhibition
    )
    assert type(user).objects.get().is_staff


def test_an_exhibition_is_removed_with_all_its_records(exhibition):
    stand = StandFactory(exhibition=exhibition)
    StandFactory(exhibition=exhibition, parent=stand)
    Contradiction.objects.create(exhibition=exhibition, topic="x")
    exhibition.delete()
    connection.check_constraints()
    assert not Stand.objects.exists()


def test_published_exhibits_are_on_published_stands(exhibition):
    hidden = StandFactory(exhibition=exhibition, is_published=False)
    ExhibitFactory(exhibition=exhibition, stand=hidden)
    shown = ExhibitFactory(exhibition=exhibition, stand=None)
    assert list(Exhibit.objects.published()) == [shown]
