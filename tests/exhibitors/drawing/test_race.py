"""Two people save one plan at once: one of them is told."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from exhibitors.drawing.plan import plan_of
from exhibitors.drawing.reading import Change, Difference
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.saving import save
from exhibitors.models import Area, Stand
from tests.exhibitors.drawing.conftest import HALL, square
from tests.factories.exhibitors import AreaFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_save_at_once_the_later_is_told():
    hall = AreaFactory(outline=HALL)
    seen, start, answers = plan_of(hall).digest, Barrier(2), []

    def write(number):
        row = {"number": number, "outline": square(1, 1)}
        change = Difference(seen, {}, (Change("n1", "stands[0]", row),))
        start.wait()
        try:
            save(Area.objects.get(pk=hall.pk), change)
            answers.append("saved")
        except Refused as refused:
            answers.append("stale" if refused.is_stale else "other")
        finally:
            connection.close()

    writers = [Thread(target=write, args=[number]) for number in "AB"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(answers) == ["saved", "stale"]
    assert Stand.objects.count() == 1
