"""The page of a plan before it is applied: what would change, and for whom."""

from datetime import timedelta

import pytest

from delegations.dayplans import applying
from delegations.models import Change, Stop
from delegations.undo import undo
from exhibitors import clock
from tests.delegations.clashes.saying import only
from tests.delegations.dayplans.pages.conftest import START, address, shown
from tests.delegations.rows import stop_of, visit_of
from tests.delegations.times import at, stretch
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db


def test_the_preview_tells_what_would_change(officer, hall):
    run = hall.plan()

    text = shown(officer, run).text

    for words in (
        "What this plan would change",
        "Proven within 3 % of the best possible.",
        "3 Given a time",
        "Kazakhs 10:10–10:55 2 stops change",
        "A1 Stand A1 – 10:10–10:25",
        "Whom it concerns",
        "The Minister receives",
        "10:10 A1 Stand A1 (Kazakhs)",
        "2 of its stops",
    ):
        assert words in text.replace("Given a time 3", "3 Given a time")


def test_before_and_after_stand_beside_each_other(officer, hall):
    span = stretch("06:00-08:00")
    type(hall.kazakhstan).objects.filter(pk=hall.kazakhstan.pk).update(span=span)
    Stop.objects.filter(pk=hall.stops[0].pk).update(planned=stretch("07:00-07:15"))
    run = hall.plan()

    text = shown(officer, run).text

    assert "A1 Stand A1 11:00–11:15 10:10–10:25" in text
    assert "10:00–12:00 → 10:10–10:55" in text


def test_the_plan_of_a_day_that_is_over_is_only_looked_at(officer, hall, monkeypatch):
    run = hall.plan()
    monkeypatch.setattr(clock, "now", lambda: at("07:00") + timedelta(days=1))

    found = shown(officer, run)

    assert "24 November 2023 is over: there is nothing left to plan." in found.text
    assert START not in found.links
    assert address(run, "apply/") not in [f.get("action") for f in found.all("form")]


def test_what_the_board_would_say_of_the_plan_is_said_before(officer, hall):
    only(hall.exhibition, "precedence", level="block")
    first, _second, third = hall.stops
    run = hall.run({first.pk: 610, third.pk: 600})

    text = shown(officer, run).text

    assert "What the plan leaves to be looked at" in text
    assert "Keeps the day from being released" in text
    assert "Uzbeks" in text.split("What the plan leaves")[1].split("By delegation")[0]


def test_many_clashes_are_folded_by_their_rules(officer, hall):
    only(hall.exhibition, "receiving")
    starts = {}
    for minute in range(600, 780, 30):
        (stop,) = [stop_of(visit_of(hall.exhibition, "06:00-12:00"), "06:00-06:10")]
        Stop.objects.filter(pk=stop.pk).update(planned=None, stand=hall.stands[1])
        starts[stop.pk] = minute

    text = shown(officer, hall.run(starts)).text

    assert "Nobody receives 6 " in text


def test_a_plan_that_leaves_nothing_to_be_looked_at_says_nothing(officer, hall):
    only(hall.exhibition, "precedence")

    assert "to be looked at" not in shown(officer, hall.plan()).text


def test_what_is_left_out_has_its_reason(officer, hall):
    Stop.objects.filter(pk=hall.stops[1].pk).update(is_optional=True)
    run = hall.run({hall.stops[0].pk: 610})

    text = shown(officer, run).text

    assert "What is left out, and why" in text
    assert "Kazakhs: B1 Stand B1 It does not fit." in text
    assert "Uzbeks: A1 Stand A1 mandatory It does not fit." in text


def test_a_plan_is_applied_and_taken_back_with_a_button_each(officer, hall):
    run = hall.plan()

    applied = officer.post(address(run, "apply/"))
    assert applied["Location"] == address(run)
    hall.stops[0].refresh_from_db()
    assert hall.stops[0].planned == stretch("06:10-06:25")
    assert "This plan is on the board." in shown(officer, run).text

    back = officer.post(address(run, "undo/"), follow=True)
    hall.stops[0].refresh_from_db()
    assert hall.stops[0].planned is None
    assert "The plan is taken back: the day is as before." in page(back).text
    assert "This plan was applied, and taken back." in page(back).text


def test_a_plan_that_changes_nothing_has_nothing_to_apply(officer, hall):
    applying.apply(hall.plan(), None)
    again = hall.plan()

    found = shown(officer, again)

    assert "This plan changes nothing: the board is as good." in found.text
    assert "Stays as it is: Kazakhs, Uzbeks" in found.text
    actions = [form.get("action") for form in found.all("form")]
    assert address(again, "apply/") not in actions

    applying.apply(again, None)
    found = shown(officer, again)
    assert "This plan is on the board." in found.text
    actions = [form.get("action") for form in found.all("form")]
    assert address(again, "undo/") not in actions


def test_what_was_taken_back_already_stays_so(officer, hall):
    run = hall.plan()
    applying.apply(run, None)
    undo(Change.objects.get(), None)

    back = officer.post(address(run, "undo/"), follow=True)

    assert "This was taken back already." in page(back).text


def test_a_plan_that_was_not_applied_cannot_be_taken_back(officer, hall):
    assert officer.post(address(hall.plan(), "undo/")).status_code == 404


def test_a_board_that_changed_meanwhile_refuses_the_plan(officer, hall):
    run = hall.plan()
    stop = stop_of(visit_of(hall.exhibition, "06:00-12:00"), "08:00-08:20", title="Tea")
    Change.objects.create(
        exhibition=hall.exhibition,
        days=[run.on],
        visits=[stop.visit_id],
        entries=[{"model": "stop", "pk": stop.pk, "name": "Tea"}],
    )

    found = shown(officer, run)

    assert "This plan cannot be applied any more." in found.text
    assert "When the plan was made" in found.text
    assert "Now on the board" not in found.text
    assert "was changed since by the program: Tea." in found.text
    assert START in found.links
    actions = [form.get("action") for form in found.all("form")]
    assert address(run, "apply/") not in actions
    after = page(officer.post(address(run, "apply/"), follow=True)).text
    assert "cannot be applied" in after
    assert after.count("was changed since by") == 1


def test_what_changed_meanwhile_is_named_in_the_active_language(officer, hall):
    run = hall.plan()
    type(hall.stands[0]).objects.filter(pk=hall.stands[0].pk).update(name_ru="Ковры")
    stop = hall.stops[0]
    Change.objects.create(
        exhibition=hall.exhibition,
        days=[run.on],
        visits=[stop.visit_id],
        entries=[{"model": "stop", "pk": stop.pk, "name": "A1 Stand A1"}],
    )

    text = page(officer.get(address(run).replace("/en/", "/ru/"))).text

    assert "(программа): A1 Ковры" in text


def test_on_the_day_who_must_be_told_comes_before_the_button(
    officer, hall, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: at("06:05"))
    run = hall.plan(now=at("06:05"))

    text = shown(officer, run).text

    assert "24 November 2023, from 10:05 on" in text
    told = text.index("Tell these people before you apply it")
    assert told < text.index("Apply to the board")
    assert "no telephone" in text


@pytest.mark.parametrize("count", [0, 4])
def test_the_preview_takes_a_fixed_number_of_queries(
    officer, hall, django_assert_num_queries, count
):
    for _visit in range(count):
        stop_of(visit_of(hall.exhibition, "06:00-12:00"), "08:00-08:20")
    run = hall.plan()
    with django_assert_num_queries(57):
        officer.get(address(run))


def test_a_stand_host_is_told_too(officer, hall):
    role = RoleAssignmentFactory(
        role="stand_host", exhibition=hall.exhibition, stand=hall.stands[1]
    )

    text = shown(officer, hall.plan()).text

    assert f"{role.user} stand host 10:40 B1 Stand B1 (Kazakhs)" in text
