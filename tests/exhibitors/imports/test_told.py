"""Whom the history names for what a list did."""

import pytest

from exhibitors.imports import service
from tests.exhibitors.history.sealed import last
from tests.exhibitors.imports.importing import checked, csv_of, nobody_stops
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


def test_it_is_who_applied_the_list_and_not_who_sent_it():
    exhibition = ExhibitionFactory()
    run = checked(exhibition, csv_of(("Number", "Name"), ("A-1", "Yurt")), "stands")
    run.asked_by = RoleAssignmentFactory(exhibition=exhibition).user

    service.apply(run, nobody_stops)

    told = last()
    assert (told.actor_id, told.source) == (run.asked_by.pk, f"import {run.pk}")
