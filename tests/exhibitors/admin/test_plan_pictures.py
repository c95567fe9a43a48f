"""Pictures that plans are traced from, laid and taken away."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from exhibitors.models import PlanBackground
from tests.exhibitors.admin.test_plans import HALL, laid, page
from tests.factories.exhibitors import AreaFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return AreaFactory(outline=HALL)


@pytest.fixture
def organiser(client, hall):
    client.force_login(RoleAssignmentFactory(exhibition=hall.exhibition).user)
    return client


def png(size=(40, 20)):
    made = io.BytesIO()
    Image.new("RGB", size).save(made, "PNG")
    return SimpleUploadedFile("hall.png", made.getvalue())


def test_a_picture_is_laid_moved_and_taken_away(
    organiser, hall, django_capture_on_commit_callbacks
):
    answer = organiser.post(page(hall, "background"), {"image": png()})
    first = PlanBackground.objects.get()
    assert answer.json()["background"]["width"] == 20
    assert answer.json()["background"]["depth"] == 10

    with django_capture_on_commit_callbacks(execute=True):
        organiser.post(
            page(hall, "background"), {"image": png(), "width": "30", "x": "2"}
        )
    moved = PlanBackground.objects.get()
    assert (moved.pk, moved.width, moved.x) == (first.pk, 30, 2)
    assert not moved.image.storage.exists(first.image.name)

    picture = organiser.get(page(hall, "picture"))
    assert picture["Content-Type"] == "image/webp"
    assert b"".join(picture.streaming_content)[8:12] == b"WEBP"

    with django_capture_on_commit_callbacks(execute=True):
        organiser.post(page(hall, "background"), {"remove": "1"})
    assert not moved.image.storage.exists(moved.image.name)
    assert organiser.get(page(hall, "picture")).status_code == 404


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.mark.parametrize(
    "upload",
    [SimpleUploadedFile("a.png", SVG), png((9000, 5000))],
    ids=["svg", "large"],
)
def test_what_is_no_picture_to_trace_is_refused(organiser, hall, upload):
    answer = organiser.post(page(hall, "background"), {"image": upload})

    assert answer.status_code == 422
    assert not PlanBackground.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("width", "0"), ("width", "x"), ("x", "nan"), ("opacity", "2"), ("turn", "1e999")],
)
def test_a_picture_that_would_lie_nowhere_is_refused(organiser, hall, name, value):
    laid(hall)

    answer = organiser.post(page(hall, "background"), {name: value})

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [name])
