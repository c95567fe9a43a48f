from django.apps import apps
from django.db import models
from django.db.migrations.state import ProjectState

from exhibitors.models.operations import AddConstraint


def test_a_constraint_is_noted_and_no_model_made_anew():
    state = ProjectState.from_apps(apps)
    made = state.apps.get_model("exhibitors", "stand")
    known = len(state.models["exhibitors", "stand"].options["constraints"])
    rule = models.CheckConstraint(condition=models.Q(pk__gt=0), name="above_zero")

    AddConstraint("Stand", rule).state_forwards("exhibitors", state)

    noted = state.models["exhibitors", "stand"].options["constraints"]
    assert noted[known:] == [rule]
    assert state.apps.get_model("exhibitors", "stand") is made
