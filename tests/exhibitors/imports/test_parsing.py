"""What cells mean."""

from datetime import date
from decimal import Decimal

import pytest

from exhibitors.imports.fields import Unreadable
from exhibitors.imports.folding import fold, fold_name
from exhibitors.imports.parsing import countries, numbers, places, texts
from exhibitors.models import Organisation


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hall 8.2 / B-14", ("Hall 8.2", "B-14")),
        ("Павильон 8, стенд Б14", ("Павильон 8", "Б14")),
        ("Pav. 3 booth no. 7", ("Pav. 3", "7")),
        ("Zal 2 – Stend 5", ("Zal 2", "5")),
        ("B-14", ("", "B-14")),
        ("Stand B-14", ("", "B-14")),
        ("№ 12", ("", "12")),
        ("Stand A3 (Hall 1)", ("Hall 1", "A3")),
        ("A3, Hall 1", ("Hall 1", "A3")),
        ("8.2/B-14", ("", "8.2/B-14")),
    ],
)
def test_hall_and_stand_are_told_apart(text, place):
    assert places.place_of(text) == place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A1; A2", [("", "A1"), ("", "A2")]),
        ("A1, A2", [("", "A1"), ("", "A2")]),
        ("Hall 1, A1", [("Hall 1", "A1")]),
        ("Hall 1, A1, A2", [("Hall 1", "A1"), ("Hall 1", "A2")]),
        ("Hall 1 / A1; Hall 2 / B2", [("Hall 1", "A1"), ("Hall 2", "B2")]),
        ("A1 and A2", [("", "A1"), ("", "A2")]),
        ("A1\nA1", [("", "A1")]),
        ("", []),
    ],
)
def test_several_stands_stand_in_one_cell(text, found):
    assert list(places.places_of(text)) == found


def test_numbers_of_stands_are_the_same_however_written():
    same = {places.number_code(text) for text in ("B-14", "b14", "B 14", "В-14")}

    assert same == {"b14"}
    assert places.number_code("1-11") != places.number_code("11-1")


def test_halls_are_the_same_however_written():
    assert {places.hall_code(text) for text in ("Hall 8.2", "Павильон 8.2", "8.2")} == {
        "8 2"
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36", "36"),
        ("1 200,5 м²", "1200.5"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1,200", "1200"),
        ("36.5 sqm", "36.5"),
        ("1’200", "1200"),
        ("≈ 40 m2", "40"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert numbers.decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["large", "", "m2", "-"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Unreadable):
        numbers.decimal(text)


@pytest.mark.parametrize(
    ("parse", "text", "code"),
    [
        (numbers.whole(1, 9), "1.5", "no_whole"),
        (numbers.whole(1, 9), "12", "out_of_range"),
        (numbers.size, "0", "out_of_range"),
        (numbers.day, "32.13.2023", "no_date"),
        (numbers.day, "31 ноября 2023", "no_date"),
        (texts.web, "no address", "no_web"),
        (texts.web, "javascript://x", "no_web"),
        (texts.email, "nobody", "no_email"),
        (texts.boolean, "perhaps", "no_boolean"),
        (texts.text(3), "four", "too_long"),
        (texts.slug, "!!!", "no_address"),
        (texts.choice(Organisation.Kind), "circus", "no_choice"),
    ],
)
def test_what_cannot_be_read_says_why(parse, text, code):
    with pytest.raises(Unreadable) as caught:
        parse(text)

    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["2023-11-24", "24.11.2023", "24/11/2023", "24 ноября 2023", "24 Nov 2023"]
)
def test_days_are_read_as_people_write_them(text):
    assert numbers.day(text) == date(2023, 11, 24)


def test_a_choice_is_known_by_its_name_in_each_language():
    kind = texts.choice(Organisation.Kind)

    assert {kind(text) for text in ("ministry", "Ministry", "министерство")} == {
        "ministry"
    }


@pytest.mark.parametrize(("text", "value"), [("да", True), ("нет", False), ("✓", True)])
def test_yes_and_no_in_each_language(text, value):
    assert texts.boolean(text) is value


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "KZ",
        "kaz",
        "Kazakhstan",
        "Казахстан",
        "Қазақстан",
        "Qazaxıstan",
        "Qozogʻiston",
        "Republic of Kazakhstan",
        "Республика Казахстан",
        "Kazakistan",
        "KAZAKHSTAN (KZ)",
    ],
)
def test_a_country_is_known_by_name_and_code(text):
    assert countries.country(text) == "KZ"


@pytest.mark.django_db
def test_a_country_spelt_wrong_is_not_guessed_but_named():
    with pytest.raises(Unreadable) as caught:
        countries.country("Kazahstan")

    assert caught.value.params == {
        "text": "Kazahstan",
        "meant": "Kazakhstan",
        "iso": "KZ",
    }


def test_names_are_compared_without_signs_and_legal_forms():
    assert fold("Č-1, Ёлка") == "c 1 елка"
    assert fold_name("ТОО «Казахмыс»") == fold_name("Казахмыс, ТОО")
    assert fold_name("LLC") == "llc"
