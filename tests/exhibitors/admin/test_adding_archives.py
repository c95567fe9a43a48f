"""Archives of photos come in, are read step by step, and matched by their names."""

import pytest

from exhibitors.models import WaitingArchive, WaitingPhoto
from exhibitors.uploads import waiting
from tests.exhibitors.uploads.files import jpeg
from tests.exhibitors.uploads.zips import archive, named_in, zipped
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/admin/exhibitors/photo/add-many/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def stand(exhibition):
    return StandFactory(exhibition=exhibition, number="B-14", country_id="KZ")


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    return client


def send(client, *files):
    return client.post(PAGE, {"files": list(files)}, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_an_archive_is_matched_by_the_names_in_it(organiser, exhibition, stand):
    felt = StandFactory(exhibition=exhibition, name_ru="Стенд Кыргызстана")
    files = {
        "B-14/1.jpg": jpeg(),
        "Стенд Кыргызстана/2.jpg": jpeg(colour="green"),
        "letter.doc": b"a letter",
        "more.zip": zipped({"a": b"1"}),
    }
    send(organiser, archive(named_in(files, "cp866")))
    row = WaitingArchive.objects.get()
    assert (row.done, row.total) == (0, 4)

    page = organiser.post(PAGE, {"read": row.pk}, follow=True)

    found = [[t.pk for t in shown.found] for shown in page.context["rows"]]
    assert found == [[stand.pk], [felt.pk]]
    left_out = page.context["archives"][0].problems
    assert len(left_out) == 2
    assert "“letter.doc” is no photo" in left_out[0]
    assert "“more.zip” is an archive" in left_out[1]


def test_an_archive_is_read_step_by_step(organiser, stand):
    files = {f"B-14/{n}.jpg": jpeg(60 + n, 40) for n in range(3)}
    taken = organiser.post(
        PAGE,
        {"files": archive(zipped(files))},
        headers={"accept": "application/json"},
    ).json()
    row = WaitingArchive.objects.get(pk=taken["archive"])
    place = waiting.Place(row.user, stand.exhibition)

    done = []
    for _step in range(4):
        waiting.read_on(row.pk, place, seconds=-1)
        done.append(WaitingArchive.objects.get().done)

    assert done == [1, 2, 3, 3]
    assert WaitingPhoto.objects.count() == 3
    organiser.post(PAGE, {"dismiss": row.pk})
    assert not WaitingArchive.objects.exists()


def test_a_step_that_fails_has_not_happened(organiser, stand, monkeypatch):
    send(organiser, archive(zipped({"B-14.jpg": jpeg()})))
    row = WaitingArchive.objects.get()

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(waiting.archives, "read", killed)
    with pytest.raises(KeyboardInterrupt):
        organiser.post(PAGE, {"read": row.pk})

    assert not WaitingPhoto.objects.exists()
    assert WaitingArchive.objects.get().done == 0


def test_an_archive_of_no_photos_is_refused_by_name(organiser):
    answer = send(organiser, archive(b"PK\3\4 broken", "stands.zip"))

    assert told(answer) == [
        "“stands.zip” is no complete ZIP archive. Pack the photos again."
    ]
