"""What an answer makes of the moments at the gate."""

import pytest

from delegations.dayplans.applying import apply
from delegations.models import Stop, Visit
from exhibitors import clock
from tests.delegations.dayplans.conftest import wished
from tests.delegations.times import at, stretch
from tests.factories.delegations import EngagementFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_escorted", "arrival"), [(False, "10:00"), (True, "11:30")]
)
def test_an_arrival_stays_early_unless_somebody_is_bound_by_it(
    here, officer, plan, monkeypatch, is_escorted, arrival
):
    visit, now = here.kazakhstan, at("05:55")
    fields = {"span": stretch("06:00-07:30"), "window": stretch("07:30-14:00")}
    Visit.objects.filter(pk=visit.pk).update(**fields)
    welcome = wished(visit, kind="arrival", planned=stretch("06:00-06:05"))
    if is_escorted:
        EngagementFactory(exhibition=here.exhibition, visit=visit)
    monkeypatch.setattr(clock, "now", lambda: now)

    apply(plan(visit, is_replanning=True), officer)

    begins = here.exhibition.local(Stop.objects.get(pk=welcome.pk).planned.lower)
    assert f"{begins:%H:%M}" == arrival
