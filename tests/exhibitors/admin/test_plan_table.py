"""The plan of an area as a table, which needs no script."""

import pytest
from django.urls import reverse

from exhibitors.models import Area, PlanFeature, Stand
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    PlanFeatureFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

HALL = [[0, 0], [20, 0], [20, 10], [0, 10]]
SQUARE = [[1, 1], [4, 1], [4, 4], [1, 4]]


@pytest.fixture
def hall():
    return AreaFactory(exhibition=ExhibitionFactory(), outline=HALL, name="Hall")


@pytest.fixture
def stand(hall):
    return StandFactory(
        exhibition=hall.exhibition, area=hall, number="B-1", name="Felt", outline=SQUARE
    )


@pytest.fixture
def organiser(client, hall):
    client.force_login(RoleAssignmentFactory(exhibition=hall.exhibition).user)
    return client


def table_of(answer):
    return answer.context["table"]


def values(answer):
    """Return what the fields of the page hold, as a browser would send them."""
    table = table_of(answer)
    found = {}
    for part in (table.area, *table.stands, *table.features):
        for field in part:
            value = field.value()
            if value is None and hasattr(field.field, "choices"):
                # A browser sends the first choice of a list where none is marked.
                found[field.html_name] = field.field.choices[0][0]
            elif value is True:
                found[field.html_name] = "on"
            elif value is not None and value is not False:
                found[field.html_name] = value
    for rows in (table.stands, table.features):
        for field in rows.management_form:
            found[field.html_name] = field.value()
    return found


@pytest.fixture
def write(organiser, hall):
    address = reverse("admin:exhibitors_area_plan_table", args=[hall.pk])

    def write(**typed):
        typed = {name.replace("__", "-"): value for name, value in typed.items()}
        sent = {**values(organiser.get(address)), **typed}
        return organiser.post(address, sent)

    return write


def test_nothing_typed_changes_nothing(write, stand):
    assert write().status_code == 302
    stand.refresh_from_db()
    assert (stand.outline, stand.number) == (SQUARE, "B-1")


def test_rows_in_which_nothing_is_typed_are_not_changed(organiser, hall, stand):
    PlanFeatureFactory(exhibition=hall.exhibition, area=hall, points=[[0, 5]])
    address = reverse("admin:exhibitors_area_plan_table", args=[hall.pk])
    sent = values(organiser.get(address))

    # Refused as a whole, so that the rows are shown again.
    table = table_of(organiser.post(address, {**sent, "area-seen": "before"}))

    assert [row for row in (*table.stands, *table.features) if row.has_changed()] == []


def test_a_stand_is_moved_by_numbers(write, stand):
    assert write(stands__0__x="10", stands__0__width="2.5").status_code == 302

    stand.refresh_from_db()
    assert stand.outline == [[10, 1], [12.5, 1], [12.5, 4], [10, 4]]


def test_a_stand_is_drawn_by_its_corners(write, hall):
    answer = write(stands__0__number="A1", stands__0__corners="5 5; 9,5 5; 9 8")

    assert answer.status_code == 302
    assert Stand.objects.get().outline == [[5, 5], [9.5, 5], [9, 8]]


def test_a_stand_is_taken_off_the_plan(write, stand):
    write(stands__0__off="on")

    stand.refresh_from_db()
    assert (stand.outline, stand.area is None) == (None, False)


def test_a_new_rectangle_is_drawn(write, hall):
    write(
        stands__0__number="A1",
        stands__0__x="5",
        stands__0__y="5",
        stands__0__width="2",
        stands__0__depth="1",
    )

    assert Stand.objects.get().outline == [[5, 5], [7, 5], [7, 6], [5, 6]]


def test_an_overlap_is_told_at_both_rows(write, hall, stand):
    answer = write(stands__1__number="A1", stands__1__corners="2 2; 5 2; 5 5")

    errors = [row.errors.get("corners") for row in table_of(answer).stands][:2]
    assert errors[0] == errors[1]
    assert "Stand “B-1 Felt” and stand “A1” overlap" in errors[0][0]
    assert Stand.objects.count() == 1
    assert values(answer)["stands-1-corners"] == "2 2; 5 2; 5 5"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"x": "5"}, "y"),
        ({"x": "5", "y": "5", "width": "-1", "depth": "2"}, "width"),
        ({"number": "B-1"}, "number"),
        ({"corners": "here"}, "corners"),
        ({"corners": "1 1; 2 2"}, "corners"),
        ({"x": "much"}, "x"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(write, stand, typed, field):
    rows = {f"stands__1__{name}": value for name, value in typed.items()}

    answer = write(**rows)

    assert field in table_of(answer).stands[1].errors


def test_features_are_written(write, hall):
    gate = PlanFeatureFactory(exhibition=hall.exhibition, area=hall, points=[[0, 5]])

    answer = write(
        features__0__points="0 6",
        features__1__kind="wall",
        features__1__points="5 0; 5 9",
    )

    assert answer.status_code == 302
    assert list(PlanFeature.objects.order_by("pk").values_list("kind", "points")) == [
        ("gate", [[0, 6]]),
        ("wall", [[5, 0], [5, 9]]),
    ]

    write(features__0__off="on")
    assert not PlanFeature.objects.filter(pk=gate.pk).exists()


def test_a_new_feature_needs_a_place(write, hall):
    answer = write(features__0__name="Gate", features__0__kind="gate")

    assert list(table_of(answer).features[0].errors) == ["points"]


def test_a_new_feature_needs_a_kind(write, hall):
    answer = write(features__0__points="0 5")

    assert table_of(answer).features[0].errors == {"kind": ["Say what it is."]}
    assert not PlanFeature.objects.exists()


def test_the_area_is_drawn_by_its_corners(write, hall):
    write(area__outline="0 0; 30 0; 30 30")

    assert Area.objects.get(pk=hall.pk).outline == [[0, 0], [30, 0], [30, 30]]


def test_an_area_that_is_too_small_is_told_at_the_stand(write, stand):
    answer = write(area__outline="0 0; 3 0; 3 3")

    assert "lies outside" in table_of(answer).stands[0].errors["corners"][0]


def test_a_plan_that_somebody_else_saved_is_not_overwritten(write, stand):
    answer = write(area__seen="before", stands__0__x="9")

    stand.refresh_from_db()
    assert table_of(answer).area.non_field_errors() == [
        "Somebody else saved this plan meanwhile: open the table anew."
    ]
    assert stand.outline == SQUARE


@pytest.mark.parametrize("stands", [1, 120])
def test_the_table_takes_as_many_queries_for_120_stands_as_for_one(
    organiser, hall, django_assert_num_queries, stands
):
    for n in range(stands):
        StandFactory(
            exhibition=hall.exhibition, area=hall, number=f"{n}", outline=SQUARE
        )
    address = reverse("admin:exhibitors_area_plan_table", args=[hall.pk])
    organiser.get(address)

    with django_assert_num_queries(9):
        answer = organiser.get(address, {"page": "2"})

    assert len(table_of(answer).stands.initial_forms) == (50 if stands > 50 else 1)
