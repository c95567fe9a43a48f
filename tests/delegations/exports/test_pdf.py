"""The schedule on paper."""

import time
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegations.exports import pdf
from delegations.exports.files import export
from delegations.exports.pdf import SHEETS, usual_sheet
from delegations.models import Engagement, Person, Stop
from delegations.programme import Selection
from tests.delegations.exports.readable import text_on_paper
from tests.delegations.scene import scene
from tests.factories.delegations import (
    EngagementFactory,
    MembershipFactory,
    PersonFactory,
    ReportFactory,
    StopFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def values(monkeypatch):
    """Return what was last handed to the template."""
    kept = {}
    typeset = pdf.typeset

    def keep(template, values, made_at):
        kept.update(values, template=template)
        return typeset(template, values, made_at)

    monkeypatch.setattr(pdf, "typeset", keep)
    return kept


def write(here, view="protocol", sheet="", **filters):
    selection = Selection(here.exhibition, **filters)
    return export(selection, "pdf", view=view, sheet=sheet).content


@pytest.mark.parametrize(
    ("filters", "view", "sheet"),
    [
        ({}, "protocol", "day"),
        ({"day": True, "area": True}, "protocol", "day"),
        ({"delegation": True}, "escort", "programme"),
        ({"visit": True}, "protocol", "programme"),
        ({"stand": True, "delegation": True}, "stand", "duty"),
        ({"person": True, "stand": True}, "protocol", "card"),
        ({"person": True}, "public", "press"),
    ],
)
def test_the_selection_chooses_the_sheet(filters, view, sheet):
    assert usual_sheet(Selection(None, **filters), view) == sheet


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_every_sheet_is_tagged_titled_and_in_its_language(here, sheet, language):
    ReportFactory(exhibition=here.exhibition, visit=here.visit, is_published=True)

    content = write(here, sheet=sheet, language=language)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/MarkInfo" in content
    assert b"<dc:title>" in content
    assert f"<rdf:li>{language}</rdf:li>".encode() in content


def test_a_programme_says_who_is_where_and_when(here, values):
    write(here, delegation=here.kazakhstan)
    page = values["pages"][0]
    first = page["visits"][0]["rows"][0]

    assert values["title"] == "Programme of the visit: Delegation of Kazakhstan"
    assert (page["heading"], page["flag"]) == ("Delegation of Kazakhstan", "kz")
    assert (first["start"], first["until"]) == ("10:00", "to 10:20")
    assert (first["number"], first["title"]) == ("B1", "Stand of Kazakhstan")
    assert first["received"] == [{"name": "The Host", "title": ""}]
    assert first["accompanied"] == "The Minister"
    assert page["visits"][0]["facts"][1] == {
        "name": "Meeting point",
        "value": "Main entrance, 10:00",
    }


def test_names_are_printed_as_entered_with_their_forms_of_address(here):
    Person.objects.filter(pk=here.minister.pk).update(
        name_en="*Mikayıl* #Cabbarov_",
        form_of_address_en="His Excellency",
        title_en="Minister, $x$ [of] <Economy>",
    )

    text = text_on_paper(write(here, delegation=here.kazakhstan))

    shown = "His Excellency *Mikayıl* #Cabbarov_, Minister, $x$ [of] <Economy>"
    assert shown in text


def test_an_official_s_card_has_what_concerns_that_person(here, values):
    write(here, person=here.host)
    card = values["pages"][0]

    assert values["template"] == "card"
    assert card["heading"] == "The Host"
    assert [row["start"] for row in card["days"][0]["rows"]] == ["10:00"]
    assert card["days"][0]["rows"][0]["duty"] == "Receives"
    assert card["phone"] == "+994 12 104"


def test_an_interpreter_s_card_names_the_languages(here, values):
    person = PersonFactory(exhibition=here.exhibition, name="Interpreter")
    for stop in here.stops[1:]:
        EngagementFactory(
            exhibition=here.exhibition,
            visit=stop.visit,
            stop=stop,
            person=person,
            role=Engagement.Role.INTERPRETS,
            languages="tg–az",
        )

    write(here, person=person)
    rows = values["pages"][0]["days"][0]["rows"]

    assert [(row["start"], row["duty"]) for row in rows] == [
        ("10:30", "Interprets tg–az"),
        ("11:00", "Interprets tg–az"),
    ]


def test_cards_of_all_are_those_of_people_with_a_duty(here, values):
    MembershipFactory(exhibition=here.exhibition, delegation=here.kazakhstan)

    write(here, sheet="card")

    assert [card["heading"] for card in values["pages"]] == ["The Host", "The Minister"]


def test_a_duty_sheet_says_who_comes_to_the_stand(here, values):
    write(here, stand=here.stands[0])
    page = values["pages"][0]
    row = page["days"][0]["rows"][0]

    assert (page["heading"], page["number"], page["area"]) == (
        "Stand of Kazakhstan",
        "B1",
        "Hall 1",
    )
    assert (row["delegation"], row["detail"]) == (
        "Delegation of Kazakhstan",
        "12 guests",
    )
    assert row["exhibits"] == ["Satellite"]


def test_the_day_is_a_table_of_all(here, values):
    write(here, day=date(2023, 11, 24))

    assert values["heading"] == "Friday 24 November 2023"
    assert [row["start"] for row in values["pages"][0]["rows"]] == [
        "10:00",
        "10:30",
        "11:00",
    ]


def test_days_come_in_order_the_untimed_stops_of_a_day_within_it(here, values):
    StopFactory(exhibition=here.exhibition, visit=here.visit, title="Untimed")
    here.stops[2].visit.on = "2023-11-25"
    here.stops[2].visit.save()

    write(here)

    assert [page["heading"] for page in values["pages"]] == [
        "Friday 24 November 2023",
        "Saturday 25 November 2023",
    ]
    assert values["pages"][0]["rows"][-1]["title"] == "Untimed"
    assert values["pages"][0]["rows"][-1]["until"] == "no time yet"


def test_the_press_reads_what_reports_have_made_public(here, values):
    write(here, sheet="press")
    assert values["pages"] == []
    ReportFactory(exhibition=here.exhibition, visit=here.visit, is_published=True)

    write(here, sheet="press")

    rows = values["pages"][0]["rows"]
    assert [row["delegation"] for row in rows] == ["Delegation of Kazakhstan"] * 2
    assert "The Host" not in str(values)
    assert "official use" not in values["use"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_found_is_a_sheet_that_says_so(here, sheet):
    text = text_on_paper(write(here, sheet=sheet, day=date(2023, 11, 25)))

    sentence = {"press": "No visit has been reported yet."}
    assert sentence.get(sheet, "No stop has been planned yet.") in text
    assert "1/1" in text.replace(" ", "")


def test_version_zone_and_number_are_on_every_page(here, monkeypatch):
    moment = datetime.fromisoformat("2023-11-23T14:20:00+00:00")
    monkeypatch.setattr("exhibitors.clock.now", lambda: moment)
    for place in range(60):
        StopFactory(exhibition=here.exhibition, visit=here.visit, position=20 + place)

    text = text_on_paper(write(here, delegation=here.kazakhstan))

    footer = "Draft of 23 November 2023, 18:20. For official use. Times of Asia/Baku."
    numbers = text.replace(" ", "")
    assert [f"{page}/3" in numbers for page in (1, 2, 3)] == [True] * 3
    assert text.count(footer) == 3
    # The header of the table, too.
    assert text.count("Received by") == 3


def test_two_exports_of_the_same_moment_are_equal_to_the_byte(here, monkeypatch):
    moment = datetime.fromisoformat("2023-11-23T14:20:00+00:00")
    monkeypatch.setattr("exhibitors.clock.now", lambda: moment)

    assert write(here) == write(here)


def test_what_is_made_up_is_marked(here, values):
    Stop.objects.filter(pk=here.stops[0].pk).update(illustrative=["planned"])

    write(here, delegation=here.kazakhstan)

    rows = values["pages"][0]["visits"][0]["rows"]
    assert [row["start"] for row in rows] == ["10:00*", "10:30"]
    assert values["illustrative"].startswith("* Illustrative")


def test_a_country_without_a_picture_has_its_name_alone(here, values):
    here.kazakhstan.country_id = "FJ"
    here.kazakhstan.save()

    write(here, delegation=here.kazakhstan)

    assert values["flags"] == {}
    assert values["pages"][0]["country"] == "Fiji"


@pytest.mark.parametrize("name", ["日本代表団", "ქართული", "🐎", "وفد"])
def test_signs_that_no_font_has_leave_a_sheet_all_the_same(here, name):
    type(here.kazakhstan).objects.update(name_en=f"A {name}", name=f"A {name}")

    assert write(here, delegation=here.kazakhstan).startswith(b"%PDF-")


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_only_text(here, text):
    # Some examples are longer than any title.
    title = text[:200]
    Stop.objects.filter(pk=here.stops[0].pk).update(title_en=title, title=title)

    assert write(here, delegation=here.kazakhstan).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "attack",
    ['#read("common.typ")', '"; #panic()', "#sys.inputs", "$ #include $", "\\ #let x"],
)
def test_markup_in_a_name_is_printed_and_not_run(here, attack):
    Person.objects.filter(pk=here.host.pk).update(name_en=attack, name=attack)

    assert attack in text_on_paper(write(here, delegation=here.kazakhstan))


def test_a_programme_is_printed_at_once(here):
    write(here)
    began = time.perf_counter()
    write(here, delegation=here.kazakhstan)

    assert time.perf_counter() - began < 1
