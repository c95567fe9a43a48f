"""The order of names in each alphabet."""

import pytest
from django.utils import translation

from exhibitors.models import Organisation
from exhibitors.queries.sorting import ALPHABETS, in_alphabet
from tests.factories.exhibitors import ExhibitionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def ordered(language, names):
    exhibition = ExhibitionFactory()
    for name in names:
        OrganisationFactory(
            exhibition=exhibition, name="", **{f"name_{language}": name}
        )
    with translation.override(language):
        rows = Organisation.objects.order_by(in_alphabet("name"))
        return [getattr(row, f"name_{language}") for row in rows]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["AzerGold", "azure", "Baku", "Zeta"]),
        ("ru", ["Ёлка", "Еда", "Жар", "ель", "Яблоко", "арка"]),
        ("az", ["Cihaz", "Çay", "Elm", "Ərzaq", "Gül", "Ğ", "Işıq", "İpək", "Şam"]),
    ],
)
def test_names_go_by_the_alphabet_and_not_by_case(language, names):
    expected = {
        "en": names,
        "ru": ["арка", "Еда", "ель", "Ёлка", "Жар", "Яблоко"],
        "az": names,
    }[language]

    assert ordered(language, names[::-1]) == expected


def test_quotation_marks_do_not_count():
    names = ["“Beta” LLC", "Alpha", '"Gamma"', "«Delta»"]

    assert ordered("en", names) == ["Alpha", "“Beta” LLC", "«Delta»", '"Gamma"']


def test_digits_and_other_scripts_come_first():
    assert ordered("ru", ["Яблоко", "Zeta", "3D"]) == ["3D", "Zeta", "Яблоко"]


def test_a_name_missing_in_the_language_goes_by_the_one_shown():
    exhibition = ExhibitionFactory()
    for english, russian in [("Zeta", "Арка"), ("Baku", "")]:
        OrganisationFactory(
            exhibition=exhibition, name_en=english, name_ru=russian, name_az=""
        )
    with translation.override("ru"):
        rows = Organisation.objects.order_by(in_alphabet("name"))
        assert [row.name_en for row in rows] == ["Baku", "Zeta"]


@pytest.mark.parametrize("language", ALPHABETS)
def test_an_alphabet_has_each_letter_once_in_both_cases(language):
    small, capital = ALPHABETS[language]

    assert len(small) == len(capital) == len(set(small)) == len(set(capital))
    if language != "az":
        assert small.upper() == capital
