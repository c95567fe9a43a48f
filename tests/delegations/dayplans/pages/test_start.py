"""The page on which a day is planned."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from delegations.dayplans import applying, runs
from delegations.models import Change, PlanningRun, Stop, Visit
from delegations.undo import undo
from exhibitors import clock
from exhibitors.models import OpeningHours
from exhibitors.queries.walking import walks
from tests.delegations.dayplans.pages.conftest import HOME, START
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import at, stretch
from tests.entering import form_of
from tests.exhibitors.views.pages import page
from tests.factories.delegations import DelegationFactory, EmbargoFactory
from tests.factories.exhibitors import StandFactory

pytestmark = pytest.mark.django_db


def test_the_board_leads_to_it(officer):
    assert START in page(officer.get(f"{HOME}2023-11-24/")).links


def test_all_delegations_with_stops_are_chosen(officer, hall):
    visit_of(hall.exhibition, delegation=DelegationFactory(exhibition=hall.exhibition))

    answer = officer.get(START)

    keys = [str(v.delegation_id) for v in (hall.kazakhstan, hall.uzbekistan)]
    sent = form_of(answer)
    assert sent["delegations"] == keys
    assert sent["chosen"] == ["on"]
    assert sent["time_limit"] == ["20"]
    assert "replan" not in sent
    text = page(answer).text
    assert "Kazakhstan 2 stops" in text
    assert "Uzbekistan 1 stop" in text
    assert "There is no stop to plan yet." in text


def test_stops_are_counted_by_kind(officer, hall):
    Stop.objects.filter(pk=hall.stops[1].pk).update(is_optional=True)
    Visit.objects.filter(pk=hall.kazakhstan.pk).update(span=hall.kazakhstan.window)
    stop_of(hall.kazakhstan, "06:30-06:45")

    text = page(officer.get(START)).text

    assert "Kazakhstan 3 stops, 1 of them optional, 1 with a time now" in text


def test_what_is_missing_is_said_with_the_way_to_mend_it(officer, hall):
    Visit.objects.filter(pk=hall.kazakhstan.pk).update(gate=None, window=None)
    nowhere = StandFactory(exhibition=hall.exhibition, number="X9", outline=None)
    Stop.objects.filter(pk=hall.stops[0].pk).update(duration=None)
    Stop.objects.filter(pk=hall.stops[2].pk).update(stand=nowhere)

    shown = page(officer.get(START))

    for words, link in (
        ("No window", f"/admin/delegations/visit/{hall.kazakhstan.pk}/change/"),
        ("No gate", f"/admin/delegations/visit/{hall.kazakhstan.pk}/change/"),
        ("1 stop without a length", f"{HOME}stops/{hall.stops[0].pk}/edit/"),
        ("X9 is on no plan", f"/admin/exhibitors/stand/{nowhere.pk}/change/"),
    ):
        assert words in shown.text
        assert any(found.endswith(link) for found in shown.links)


def test_a_locked_stop_without_a_time_is_said(officer, hall):
    Stop.objects.filter(pk=hall.stops[2].pk).update(is_locked=True)

    shown = page(officer.get(START))

    assert "1 stop is locked, but has no time: it is placed freely." in shown.text
    assert f"{HOME}stops/{hall.stops[2].pk}/edit/" in shown.links


def test_nothing_is_missing_of_a_whole_day(officer, hall):
    assert "without a length" not in page(officer.get(START)).text
    assert "No gate" not in page(officer.get(START)).text


def test_what_keeps_the_day_from_being_planned_is_said_first(officer, hall):
    OpeningHours.objects.update(on="2023-11-23")

    answer = officer.get(START)

    assert "Mend this first" in page(answer).text
    assert "The exhibition is closed on 24 November 2023" in page(answer).text
    link = f"/admin/exhibitors/exhibition/{hall.exhibition.pk}/change/"
    assert any(found.endswith(link) for found in page(answer).links)


def test_a_fault_of_a_delegation_is_with_it_and_leaves_the_button_alone(officer, hall):
    stand = hall.stands[1]
    delegation = hall.kazakhstan.delegation
    EmbargoFactory(exhibition=hall.exhibition, stand=stand, delegation=delegation)

    shown = page(officer.get(START))

    assert "Mend this first" not in shown.text
    assert "must not be taken to B1 Stand B1" in shown.text
    (row,) = [li for li in shown.all("li") if "data-blocks" in li]
    assert row["data-blocks"] == str(delegation.pk)
    link = f"/admin/delegations/stop/{hall.stops[1].pk}/change/"
    assert any(found.endswith(link) for found in shown.links)
    (button,) = [b for b in shown.all("button") if "data-plan" in b]
    assert "disabled" not in button


def test_a_fault_of_one_delegation_does_not_keep_others_from_being_planned(
    officer, hall, monkeypatch
):
    monkeypatch.setattr(runs, "_spawn", lambda _pk: None)
    Visit.objects.filter(pk=hall.kazakhstan.pk).update(window=stretch("22:00-23:00"))
    chosen = {"chosen": "on", "delegations": [hall.uzbekistan.delegation_id]}

    assert "is not on 24 November 2023" in page(officer.get(START)).text
    officer.post(f"{START}start/", chosen)

    assert PlanningRun.objects.get().delegations == chosen["delegations"]


def test_a_page_with_no_delegation_chosen_plans_none(officer):
    answer = officer.post(f"{START}start/", {"chosen": "on", "time_limit": "10"})

    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == "Choose at least one delegation."
    assert not PlanningRun.objects.exists()


def test_a_day_without_delegations_has_nothing_to_plan(officer):
    shown = page(officer.get(START.replace("24", "23")))

    assert "No delegation comes on this day, so there is nothing to plan." in shown.text


def test_a_day_that_is_over_says_so_instead_of_asking(officer, hall, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:30") + timedelta(days=1))

    shown = page(officer.get(START))

    said = "24 November 2023 is over: there is nothing left to plan."
    assert said in shown.text
    assert f"{START}start/" not in [form.get("action") for form in shown.all("form")]

    answer = officer.post(f"{START}start/", {"time_limit": "10"})
    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == said


def test_before_the_first_stop_of_the_day_all_may_be_planned_afresh(
    officer, hall, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: at("07:30"))

    shown = page(officer.get(START))

    (tick,) = [row for row in shown.all("input") if row.get("name") == "replan"]
    assert tick["type"] == "checkbox"
    assert "Plan again only what is still to come after 11:30" in shown.text


def test_on_the_day_itself_the_rest_is_planned_anew(officer, hall, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:30"))
    Visit.objects.filter(pk=hall.uzbekistan.pk).update(span=hall.uzbekistan.window)
    stop = stop_of(hall.uzbekistan, "07:00-07:15", stand=hall.stands[1])
    Stop.objects.filter(pk=stop.pk).update(actual_start_at=at("07:20"))

    answer = officer.get(START)

    sent = form_of(answer)
    assert (sent["replan"], sent["notice"]) == (["on"], ["15"])
    assert sent["late"] == [str(hall.uzbekistan.pk)]
    (tick,) = [row for row in page(answer).all("input") if row.get("name") == "replan"]
    assert tick["type"] == "hidden"
    text = page(answer).text
    assert "Only what is still to come after 11:30 is planned." in text
    assert "20 min late" in text


def test_who_is_known_to_be_late_elsewhere_is_marked(officer, hall, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("07:30"))

    answer = officer.get(f"{START}?late={hall.kazakhstan.pk}&late=x")

    assert form_of(answer)["late"] == [str(hall.kazakhstan.pk)]


def test_the_late_page_leads_to_it(officer, hall, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("05:30"))
    Visit.objects.filter(pk=hall.kazakhstan.pk).update(span=hall.kazakhstan.window)
    stop_of(hall.kazakhstan, "07:00-07:15", stand=hall.stands[1])
    late = START.replace("board/2023-11-24/plan/", "today/2023-11-24/late/")

    shown = page(officer.get(f"{late}?visit={hall.kazakhstan.pk}&minutes=12"))

    assert f"{START}?late={hall.kazakhstan.pk}" in shown.links


def test_a_day_that_is_being_planned_leads_to_its_run(officer, hall):
    run = hall.plan(state="waiting")

    shown = page(officer.get(START))

    assert "This day is being planned already." in shown.text
    assert f"{HOME}plan/{run.pk}/" in shown.links


def test_earlier_plans_are_listed(officer, hall):
    run = hall.plan(state="discarded")

    shown = page(officer.get(START))

    assert "Earlier plans of this day" in shown.text
    assert "discarded" in shown.text
    assert f"{HOME}plan/{run.pk}/" in shown.links


def test_earlier_plans_say_what_came_of_them(officer, hall):
    applying.apply(hall.plan(), None)
    undo(Change.objects.get(), None)
    hall.run({}, result={"status": "infeasible"})
    hall.run({}, result={"status": "no_plan_yet"})
    hall.plan()

    text = page(officer.get(START)).text

    found = ["finished", "no plan found in time", "no plan exists", "taken back"]
    assert re.findall("|".join(found), text.split("Earlier plans of this day")[1]) == (
        found
    )


def test_earlier_plans_have_times_of_the_exhibitions_clock(officer, hall, monkeypatch):
    monkeypatch.setattr(clock, "_OFFSET", timedelta(hours=1))
    run = hall.plan(state="discarded")
    PlanningRun.objects.filter(pk=run.pk).update(created_at=at("06:30"))

    assert "24 November, 11:30 –" in page(officer.get(START)).text


def test_a_button_without_script_comes_back_with_the_reason(officer, hall):
    OpeningHours.objects.update(on="2023-11-23")

    answer = officer.post(f"{START}start/", {"time_limit": "10"})

    assert (answer.status_code, answer["Location"]) == (302, START)
    (message,) = get_messages(answer.wsgi_request)
    assert "The exhibition is closed" in str(message)
    assert not PlanningRun.objects.exists()


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_takes_a_fixed_number_of_queries(
    officer, hall, django_assert_num_queries, count
):
    for hour in range(7, 7 + count):
        visit = visit_of(hall.exhibition, "06:00-14:00")
        stop_of(visit, f"{hour:02}:00-{hour:02}:20", stand=hall.stands[1])
        stop_of(visit, "06:30-06:50")
        hall.plan(state="discarded")
    walks(hall.exhibition)
    with django_assert_num_queries(16):
        officer.get(START)
