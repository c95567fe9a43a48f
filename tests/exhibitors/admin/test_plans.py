"""The pages of a plan in the admin: who may look, who may draw, what is answered."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from exhibitors.models import Area, PlanBackground, Stand
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

HALL = [[0, 0], [20, 0], [20, 10], [0, 10]]
SQUARE = [[1, 1], [4, 1], [4, 4], [1, 4]]
READ = ("", "table", "picture")
WRITTEN = ("save", "check", "shapes", "background")


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def hall(exhibition):
    return AreaFactory(exhibition=exhibition, outline=HALL, name="Hall")


@pytest.fixture
def sign_in(client, exhibition):
    def as_role(role, **scope):
        scope.setdefault("exhibition", exhibition)
        client.force_login(RoleAssignmentFactory(role=role, **scope).user)
        return client

    return as_role


def page(area, name=""):
    tail = f"_{name}" if name else ""
    return reverse(f"admin:exhibitors_area_plan{tail}", args=[area.pk])


def post(client, area, name="save", **sent):
    return client.post(page(area, name), json.dumps(sent), "application/json")


def laid(area):
    made = io.BytesIO()
    Image.new("RGB", (40, 20)).save(made, "WEBP")
    return PlanBackground.objects.create(
        exhibition_id=area.exhibition_id,
        area=area,
        width=40,
        image=ContentFile(made.getvalue(), "plan.webp"),
    )


def state(client, area):
    return client.get(page(area)).context["config"]["state"]


def test_an_organiser_draws_a_stand(sign_in, hall):
    client = sign_in("organiser")
    seen = state(client, hall)["seen"]

    answer = post(
        client, hall, seen=seen, stands=[{"id": "n1", "number": "B", "outline": SQUARE}]
    )

    stand = Stand.objects.get()
    assert (answer.status_code, answer.json()["keys"]) == (200, {"n1": stand.pk})
    assert answer.json()["state"] == state(client, hall)


def test_a_stale_plan_is_answered_with_the_plan_as_it_is(sign_in, hall):
    client = sign_in("organiser")

    answer = post(client, hall, seen="before", stands=[])

    assert answer.status_code == 409
    assert answer.json()["state"] == state(client, hall)


@pytest.mark.parametrize("role", ["pavilion_manager", "protocol_officer"])
def test_who_does_not_draw_looks(sign_in, hall, role):
    country = {"country_id": "KZ"} if role == "pavilion_manager" else {}
    client = sign_in(role, **country)
    laid(hall)

    assert [client.get(page(hall, name)).status_code for name in READ] == [200] * 3
    assert not client.get(page(hall)).context["may_change"]
    assert [post(client, hall, name).status_code for name in WRITTEN] == [403] * 4
    assert client.get(page(hall, "hanging")).status_code == 403
    assert client.post(page(hall, "table")).status_code == 403


def test_a_pavilion_sees_no_drafts_of_others(sign_in, exhibition, hall):
    for country, is_published in [("KZ", False), ("UZ", True), ("TJ", False)]:
        StandFactory(
            exhibition=exhibition,
            area=hall,
            country_id=country,
            is_published=is_published,
            outline=SQUARE,
        )
    client = sign_in("pavilion_manager", country_id="KZ")

    shown = {stand["country"] for stand in state(client, hall)["stands"]}

    assert shown == {"KZ", "UZ"}
    rows = client.get(page(hall, "table")).context["table"].stands.initial_forms
    assert len(rows) == 2


def test_the_plan_of_another_exhibition_does_not_exist(sign_in, exhibition):
    foreign = AreaFactory(outline=HALL)
    laid(foreign)
    for role in ("organiser", "protocol_officer", "pavilion_manager"):
        client = sign_in(role, **({"country_id": "KZ"} if role[0:3] == "pav" else {}))
        got = [client.get(page(foreign, name)).status_code for name in READ]
        sent = [post(client, foreign, name).status_code for name in WRITTEN]
        assert {*got, *sent, client.get(page(foreign, "hanging")).status_code} == {404}


def test_nobody_else_comes_in(client, exhibition, hall):
    laid(hall)
    stand = StandFactory(exhibition=exhibition)
    host = RoleAssignmentFactory(role="stand_host", exhibition=exhibition, stand=stand)
    for user in (None, host.user):
        if user:
            client.force_login(user)
        answers = [client.get(page(hall, name)) for name in (*READ, "hanging")]
        answers += [post(client, hall, name) for name in WRITTEN]
        assert {answer.status_code for answer in answers} == {302}


def test_the_picture_is_on_no_public_address(client, hall):
    assert client.get(f"/media/{laid(hall).image.name}").status_code == 404


@pytest.mark.parametrize("name", WRITTEN)
def test_what_writes_is_not_read(sign_in, hall, name):
    assert sign_in("organiser").get(page(hall, name)).status_code == 405


def test_foreign_keys_in_what_is_sent_are_refused(sign_in, hall):
    client = sign_in("organiser")
    foreign = StandFactory(outline=SQUARE)
    seen = state(client, hall)["seen"]

    answer = post(
        client, hall, seen=seen, stands=[{"id": foreign.pk, "outline": SQUARE[:3]}]
    )

    foreign.refresh_from_db()
    assert answer.status_code == 400
    assert answer.json()["fields"] == {"stands[0].id": "This is not on this plan."}
    assert foreign.outline == SQUARE


def test_bad_json_is_answered_with_the_field(sign_in, hall):
    answer = post(sign_in("organiser"), hall, stands=[{"id": "n1", "outline": 5}])

    assert (answer.status_code, list(answer.json()["fields"])) == (
        400,
        ["stands[0].outline"],
    )


def test_too_much_at_once_is_refused(sign_in, hall, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = post(sign_in("organiser"), hall, stands=[])

    assert answer.status_code == 422
    assert answer.json()["sentences"] == ["This is too much to be sent at once."]


def test_a_check_tells_and_writes_nothing(sign_in, hall):
    row = {"id": "n1", "number": "B", "outline": [[15, 0], [25, 0], [25, 9]]}

    answer = post(sign_in("organiser"), hall, "check", stands=[row])

    assert [each["rule"] for each in answer.json()["findings"]] == ["outside"]
    assert not Stand.objects.exists()


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"do": "divide", "outline": SQUARE, "count": 3}, 3),
        ({"do": "split", "outline": SQUARE, "line": [[2, 0], [2, 9]]}, 2),
        ({"do": "merge", "outlines": [SQUARE, [[4, 1], [9, 1], [9, 4], [4, 4]]]}, 1),
    ],
)
def test_stands_are_split_and_merged(sign_in, hall, asked, count):
    answer = post(sign_in("organiser"), hall, "shapes", **asked)

    assert len(answer.json()["outlines"]) == count


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"do": "divide", "outline": SQUARE, "count": 1000}, 400),
        ({"do": "divide", "outline": [[0, 0]], "count": 2}, 400),
        (
            {"do": "divide", "outline": [[0, 0], [1, 1], [1, 0], [0, 1]], "count": 2},
            400,
        ),
        ({"do": "split", "outline": SQUARE, "line": [[0, 0]]}, 400),
        ({"do": "split", "outline": SQUARE, "line": [[9, 0], [9, 1]]}, 422),
        ({"do": "merge", "outlines": [SQUARE]}, 400),
        ({"do": "merge", "outlines": [SQUARE, [[8, 1], [9, 1], [9, 4]]]}, 422),
    ],
)
def test_what_cannot_be_split_or_merged_is_refused(sign_in, hall, asked, status):
    assert post(sign_in("organiser"), hall, "shapes", **asked).status_code == status


def test_what_hangs_on_a_stand_is_told(sign_in, exhibition, hall):
    stands = [StandFactory(exhibition=exhibition, area=hall) for _ in range(2)]
    ExhibitFactory(exhibition=exhibition, stand=stands[1])
    client = sign_in("organiser")
    asked = {"stand": [stand.pk for stand in stands] + ["x", 10**30]}

    alone = client.get(page(hall, "hanging"), asked).json()
    merged = client.get(page(hall, "hanging"), {**asked, "kept": stands[0].pk}).json()

    assert (len(alone["refused"]), alone["told"]) == (1, [])
    assert (merged["refused"], len(merged["told"])) == ([], 2)


@pytest.mark.parametrize("stands", [1, 300])
def test_the_editor_takes_as_many_queries_for_300_stands_as_for_one(
    sign_in, exhibition, hall, django_assert_num_queries, stands
):
    for n in range(stands):
        StandFactory(exhibition=exhibition, area=hall, outline=SQUARE, number=f"{n}")
    client = sign_in("organiser")
    client.get(page(hall))

    # Session, account, roles, exhibitions twice; area, whether it may change, picture,
    # stands, features, countries, areas.
    with django_assert_num_queries(12):
        client.get(page(hall))


def test_the_way_to_the_plan_is_in_the_list_and_on_the_page(sign_in, hall):
    client = sign_in("organiser")

    listed = client.get(reverse("admin:exhibitors_area_changelist"))
    shown = client.get(reverse("admin:exhibitors_area_change", args=[hall.pk]))

    assert f'href="{page(hall)}"' in listed.content.decode()
    assert "Draw the plan" in shown.content.decode()
    way = reverse("admin:exhibitors_area_draw_plan", args=[hall.pk])
    assert client.get(way)["Location"] == page(hall)


def test_an_area_without_an_outline_has_a_plan_too(sign_in, exhibition):
    empty = AreaFactory(exhibition=exhibition)

    assert state(sign_in("organiser"), empty)["outline"] is None
    assert Area.objects.count() == 1
