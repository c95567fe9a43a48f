"""What photos show is guessed from the names of their files and folders."""

import pytest

from exhibitors.models import Exhibit, Stand
from exhibitors.uploads.matching import guessed, named
from exhibitors.uploads.targets import Scope
from tests.factories.exhibitors import ExhibitFactory, ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    home = ExhibitionFactory()
    stands = [("B-14", "kazakhstan"), ("8.2/A-1", "uzbekistan"), ("5", "seven")]
    for number, slug in stands:
        StandFactory(exhibition=home, number=number, slug=slug, key=f"key-{slug}")
    StandFactory(exhibition=home, slug="kyrgyz", name_ru="Стенд Кыргызстана")
    stand = Stand.objects.get(slug="kazakhstan")
    ExhibitFactory(
        exhibition=home, slug="carpet", name="Carpet", name_ru="Ковёр", stand=stand
    )
    ExhibitFactory(exhibition=home, slug="gold-coin", name="Gold coin", code="abcd2345")
    return Scope(
        Stand.objects.filter(exhibition=home), Exhibit.objects.filter(exhibition=home)
    )


def slugs(found):
    return [target.model.objects.get(pk=target.pk).slug for target in found]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("B-14.jpg", "kazakhstan"),
        ("b14.jpg", ""),
        ("B-14/1.jpg", "kazakhstan"),
        ("B-14/5.jpg", "kazakhstan"),
        ("B-14/IMG_2034.JPG", "kazakhstan"),
        ("photos of friday/B-14/best/2.png", "kazakhstan"),
        ("b-14_2.png", "kazakhstan"),
        ("B-14-2.png", "kazakhstan"),
        ("B-14 (3).png", "kazakhstan"),
        ("В-14.jpg", "kazakhstan"),
        ("B_14.jpg", "kazakhstan"),
        ("8.2-a-1_2.png", "uzbekistan"),
        ("A-1.jpg", "uzbekistan"),
        ("5.jpg", "seven"),
        ("key-seven.jpg", "seven"),
        ("kazakhstan_hall.jpg", "kazakhstan"),
        ("Стенд Кыргызстана.jpg", "kyrgyz"),
        ("carpet-2.jpg", "carpet"),
        ("Ковёр.jpg", "carpet"),
        ("ковёр (2).jpg", "carpet"),
        ("B-14/Carpet.jpg", "carpet"),
        ("Gold coin front.jpg", "gold-coin"),
        ("abcd2345.jpg", "gold-coin"),
        ("holiday.jpg", ""),
        ("B.jpg", ""),
        (".jpg", ""),
    ],
)
def test_a_name_tells_what_a_photo_shows(scope, path, shown):
    assert slugs(guessed([path], scope)[path]) == ([shown] if shown else [])


@pytest.mark.parametrize("path", ["B-14/gold-coin.jpg", "uzbekistan/B-14.jpg"])
def test_a_name_and_a_folder_that_contradict_leave_it_open(scope, path):
    assert len(guessed([path], scope)[path]) == 2


def test_two_things_of_one_name_leave_it_open(scope):
    home = Stand.objects.first().exhibition
    ExhibitFactory(exhibition=home, slug="seven", name="Seven")

    assert len(guessed(["seven.jpg"], scope)["seven.jpg"]) == 2


def test_what_is_out_of_scope_is_not_found(scope):
    StandFactory(number="C-1", slug="foreign", name="Foreign")
    ExhibitFactory(slug="foreign-coin", name="Foreign coin", code="zzzz2345")

    for text in ("C-1", "foreign", "Foreign coin", "x [zzzz2345]"):
        assert named([text], scope) == {text: ()}
    assert guessed(["C-1/foreign-coin.jpg"], scope) == {"C-1/foreign-coin.jpg": ()}
    assert scope.suggested("oreign") == []


def test_what_is_suggested_is_understood(scope):
    offered = scope.suggested("a")

    assert len(offered) >= 3
    for target in offered:
        assert named([target.value], scope) == {target.value: (target,)}


def test_five_hundred_names_take_two_queries(scope, django_assert_num_queries):
    paths = [f"B-14/{place}.jpg" for place in range(500)]

    with django_assert_num_queries(2):
        found = guessed(paths, scope)

    assert {slugs(targets)[0] for targets in [found[paths[0]], found[paths[-1]]]} == {
        "kazakhstan"
    }
