"""What each kind of reader sees."""

import dataclasses

import pytest

from delegations.confidentiality import VIEWS, Reader, reader_of, seen_as
from delegations.items import Item
from delegations.programme import Selection, programme
from tests.delegations.scene import scene
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

# Every field beside those of the stop itself, and who sees it, in the order of VIEWS:
# public, stand, escort, protocol, security.
TABLE = {
    "basis": "p--P-",
    "basis_label": "p--P-",
    "size": "-seP!",
    "rank": "-seP!",
    "head": "--eP!",
    "languages": "-seP!",
    "exhibits": "pseP!",
    "receiving": "-seP!",
    "accompanying": "p-eP!",
    "interpreting": "--eP!",
    "meeting_point": "--eP!",
    "gate": "--eP!",
    "parking": "---P!",
    "cars": "---P!",
    "duty_phone": "--eP!",
    "talking_points": "---P-",
    "note": "---P-",
}


def test_the_table_names_every_field_that_can_be_hidden():
    hidden = {
        field.name
        for field in dataclasses.fields(Item)
        if field.default is not dataclasses.MISSING
    }
    assert set(TABLE) == hidden


@pytest.mark.parametrize("name", TABLE)
def test_each_field_is_seen_by_whom_it_concerns(name):
    seen = [view for view in VIEWS if name in VIEWS[view]]
    expected = [
        view for view, mark in zip(VIEWS, TABLE[name], strict=True) if mark != "-"
    ]
    assert seen == expected


def test_what_is_hidden_looks_as_if_it_was_never_entered():
    here = scene()
    whole = programme(Selection(here.exhibition))

    item = seen_as("stand", whole).items[0]

    assert (item.note, item.cars, item.meeting_point) == ("", "", "")
    assert item.accompanying == ()
    assert item.size == 12
    assert seen_as("protocol", whole) is whole


@pytest.mark.parametrize("role", ["organiser", "protocol_officer"])
def test_planners_read_all(role):
    exhibition = ExhibitionFactory()
    user = RoleAssignmentFactory(role=role, exhibition=exhibition).user

    reader = reader_of(user, exhibition)

    assert (reader.view, reader.is_planner) == ("protocol", True)
    assert reader_of(user, ExhibitionFactory()) is None


def test_a_host_reads_one_stand():
    here = scene()
    user = RoleAssignmentFactory(
        role="stand_host", exhibition=here.exhibition, stand=here.stands[0]
    ).user

    reader = reader_of(user, here.exhibition)

    assert reader.view == "stand"
    assert reader.stands == {here.stands[0].pk}


@pytest.mark.parametrize(
    ("own", "views"),
    [
        ("public", {"public"}),
        ("stand", {"stand"}),
        ("escort", {"stand", "escort"}),
        ("security", {"stand", "escort", "security"}),
        ("protocol", set(VIEWS)),
    ],
)
def test_a_reader_may_choose_a_view_that_shows_no_more(own, views):
    assert set(Reader(own).views) == views


def test_nobody_else_reads(django_user_model):
    exhibition = ExhibitionFactory()
    superuser = UserFactory(is_superuser=True)

    assert reader_of(UserFactory(), exhibition) is None
    assert reader_of(superuser, exhibition).is_planner
