"""A problem of the planner, built from the database, and parts of it by their ids."""

from delegations.dayplans.problems import Asked, build
from delegations.planning.building import read
from tests.delegations.times import DAY


def problem_of(asked):
    return build(asked, None).problem


def problem(here, *delegations, **fields):
    keys = [visit.delegation_id for visit in delegations]
    found = problem_of(Asked(here.exhibition, DAY, keys, **fields))
    # The planner itself can read it.
    read(found)
    return found


def of(found, kind, name):
    return next(row for row in found[kind] if row["id"] == name)


def tour(found, visit):
    return of(found, "delegations", f"v{visit.pk}")


def stop_row(found, stop):
    every = [row for tour in found["delegations"] for row in tour["stops"]]
    return next(row for row in every if row["id"] == f"s{stop.pk}")


def stand_row(found, stand):
    return of(found, "stands", f"stand-{stand.pk}")


def walk(found, start, end):
    ids = found["walk"]["ids"]
    return found["walk"]["minutes"][ids.index(start)][ids.index(end)]
