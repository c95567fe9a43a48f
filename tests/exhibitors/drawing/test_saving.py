"""The plan of an area is written whole, or not at all."""

import pytest
from django.utils import translation

from exhibitors.models import Area, PlanFeature, Stand
from exhibitors.queries.walking import Place, walks
from tests.exhibitors.drawing.conftest import square
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    PlanFeatureFactory,
    StandFactory,
)

SAVED = 14


def test_a_new_stand_is_what_the_admin_would_make(send, exhibition, hall):
    row = {"id": "n1", "number": "8.2/B-14", "outline": square(1, 1), "country": "KZ"}

    saved = send(stands=[row])

    stand = Stand.objects.get()
    assert saved.keys == {"n1": stand.pk}
    assert (stand.exhibition, stand.area) == (exhibition, hall)
    assert (stand.slug, stand.name_en, stand.kind) == (
        "8-2-b-14",
        "8.2/B-14",
        "organisation",
    )
    assert (stand.number_key, float(stand.area_m2)) == (
        "00000008.00000002/b-00000014",
        9,
    )
    assert (stand.country_id, stand.is_published) == ("KZ", True)


def test_two_new_stands_of_one_name_get_an_address_each(send):
    rows = [
        {"id": f"n{n}", "name": "Books", "outline": square(4 * n, 0)} for n in (0, 1)
    ]

    send(stands=rows)

    assert set(Stand.objects.values_list("slug", flat=True)) == {"books", "books-2"}


def test_a_name_is_given_in_the_language_of_the_page(send, stand):
    with translation.override("ru"):
        send(
            stands=[
                {"id": stand.pk, "name": "Казахстан"},
                {"id": "n1", "name": "Книги", "outline": square(5, 5)},
            ]
        )

    stand.refresh_from_db()
    made = Stand.objects.exclude(pk=stand.pk).get()
    assert (stand.name_en, stand.name_ru) == ("Kazakhstan", "Казахстан")
    assert (made.name_en, made.name_ru, made.slug) == ("Книги", "Книги", "knigi")


def test_points_are_rounded_to_centimetres(send, stand):
    send(stands=[{"id": stand.pk, "outline": [[0.004, 0], [3.006, 0], [3, 3.33333]]}])

    stand.refresh_from_db()
    assert stand.outline == [[0, 0], [3.01, 0], [3, 3.33]]


def test_a_size_that_agreed_with_the_drawing_follows_it(send, stand):
    other = StandFactory(
        exhibition=stand.exhibition,
        area=stand.area,
        outline=square(8, 0),
        area_m2="1034.00",
    )
    Stand.objects.filter(pk=stand.pk).update(area_m2="9.00")

    send(
        stands=[
            {"id": stand.pk, "outline": square(0, 0, 4)},
            {"id": other.pk, "outline": square(8, 0, 4)},
        ]
    )

    sizes = [float(row.area_m2) for row in Stand.objects.order_by("pk")]
    assert sizes == [16, 1034]


def test_two_stands_change_their_numbers(send, stand):
    other = StandFactory(
        exhibition=stand.exhibition, area=stand.area, number="B-2", outline=square(8, 0)
    )

    send(stands=[{"id": stand.pk, "number": "B-2"}, {"id": other.pk, "number": "B-1"}])

    assert list(Stand.objects.order_by("pk").values_list("number", flat=True)) == [
        "B-2",
        "B-1",
    ]


def test_a_stand_in_no_area_is_drawn_and_taken_off_again(send, hall):
    loose = StandFactory(exhibition=hall.exhibition)

    send(stands=[{"id": loose.pk, "outline": square(1, 1)}])
    loose.refresh_from_db()
    assert loose.area == hall

    send(stands=[{"id": loose.pk, "outline": None}])
    loose.refresh_from_db()
    assert (loose.area, loose.outline) == (hall, None)


def test_a_new_stand_lies_inside_another_new_one(send):
    send(
        stands=[
            {"id": "n1", "number": "A1", "outline": square(1, 1, 2), "parent": "n2"},
            {"id": "n2", "number": "A", "outline": square(0, 0, 6)},
        ]
    )

    assert Stand.objects.get(number="A1").parent == Stand.objects.get(number="A")


def test_features_are_drawn_changed_and_deleted(send, hall):
    gate = PlanFeatureFactory(exhibition=hall.exhibition, area=hall, name="Gate")
    wall = PlanFeatureFactory(
        exhibition=hall.exhibition, area=hall, kind="wall", points=[[0, 0], [0, 5]]
    )
    next_hall = AreaFactory(exhibition=hall.exhibition)

    send(
        features=[
            {"id": gate.pk, "name": "Main gate", "points": [[10, 0]]},
            {
                "id": "n1",
                "kind": "door",
                "points": [[20, 5]],
                "leads_to": next_hall.pk,
                "is_step_free": False,
            },
        ],
        deleted_features=[wall.pk],
    )

    kept, made = PlanFeature.objects.order_by("pk")
    assert (kept.name_en, kept.name_key, kept.points) == (
        "Main gate",
        "main gate",
        [[10, 0]],
    )
    assert (made.kind, made.leads_to, made.is_step_free) == ("door", next_hall, False)


def test_the_outline_of_the_area_is_drawn(send, hall):
    send(outline=[[0, 0], [30, 0], [30, 30], [0, 30]])

    assert Area.objects.get(pk=hall.pk).outline[1] == [30, 0]


def test_walks_follow_by_themselves(send, hall, stand):
    gate = PlanFeatureFactory(
        exhibition=hall.exhibition, area=hall, kind="gate", points=[[20, 5]]
    )
    places = Place.feature(gate.pk), Place.stand(stand.pk)
    before = walks(hall.exhibition).metres(*places)

    send(stands=[{"id": stand.pk, "outline": square(16, 0)}])

    assert walks(hall.exhibition).metres(*places) < before


def test_a_plan_that_somebody_else_saved_is_not_overwritten(send, refused, stand):
    stale = send(stands=[]).state["seen"]
    send(stands=[{"id": stand.pk, "outline": square(1, 1)}])

    answer = refused(seen=stale, stands=[{"id": stand.pk, "outline": square(5, 5)}])

    stand.refresh_from_db()
    assert (answer.status, answer.is_stale) == (409, True)
    assert stand.outline == square(1, 1)


@pytest.mark.parametrize(("stands", "kept"), [(1, 0), (300, 0), (1, 300)])
def test_a_save_takes_as_many_queries_for_300_stands_as_for_one(
    send, hall, django_assert_num_queries, stands, kept
):
    Area.objects.filter(pk=hall.pk).update(
        outline=[[0, 0], [999, 0], [999, 99], [0, 99]]
    )
    for n in range(kept):
        StandFactory(
            exhibition=hall.exhibition,
            area=hall,
            outline=square(3 * n, 50),
            number=f"{n}",
        )
    rows = [
        {"id": f"n{n}", "number": f"A-{n}", "outline": square(3 * n, 0)}
        for n in range(stands)
    ]
    send(stands=[])

    # The area read twice here, a savepoint opened and closed by each bulk write.
    with django_assert_num_queries(SAVED):
        send(stands=rows)


def test_nothing_is_written_where_one_thing_is_refused(refused, hall, stand):
    exhibit = ExhibitFactory(exhibition=hall.exhibition, stand=stand)

    answer = refused(
        stands=[{"id": "n1", "number": "A1", "outline": square(5, 5)}],
        deleted_stands=[stand.pk],
    )

    assert answer.sentences == (
        "Stand “B-1 Kazakhstan” cannot be deleted, as this hangs on it: exhibits (1). "
        "Take it off the plan instead, or give that to another stand first.",
    )
    assert list(Stand.objects.all()) == [exhibit.stand]


def test_what_no_check_foresees_the_database_refuses(refused, stand):
    answer = refused(
        stands=[
            {"id": "n1", "number": "A", "parent": stand.pk},
            {"id": stand.pk, "parent": "n1"},
        ]
    )

    assert answer.sentences == ("A stand cannot lie inside itself.",)
