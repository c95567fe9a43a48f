"""Entering an area with what is drawn on its plan."""

import pytest
from django.urls import reverse

from tests.entering import complaints, enter
from tests.factories.exhibitors import PlanFeatureFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ticked", "is_step_free"), [([], False), (["on"], True)])
def test_steps_at_a_gate_are_entered(client, ticked, is_step_free):
    gate = PlanFeatureFactory(is_step_free=not is_step_free)
    client.force_login(RoleAssignmentFactory(exhibition=gate.exhibition).user)

    answer = enter(
        client,
        reverse("admin:exhibitors_area_change", args=[gate.area.pk]),
        {"features-0-is_step_free": ticked},
    )

    assert complaints(answer) == {}
    gate.refresh_from_db()
    assert gate.is_step_free == is_step_free
