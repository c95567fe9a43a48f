"""Typing a visit, and reading what became of it."""

from django.urls import reverse

from delegations.exports import ical
from delegations.programme import Selection
from tests.delegations.times import DAY

ADD = "/admin/delegations/visit/add/"


def change(row):
    name = row._meta.model_name
    return reverse(f"admin:delegations_{name}_change", args=[row.pk])


def typed(delegation, *stops, **more):
    """Return what one types: a delegation, its day, and (times, stand) a stop."""
    values = {"delegation": delegation.pk, "on": str(DAY), **more}
    for place, (times, stand) in enumerate(stops):
        start, end = times.split("-")
        values[f"stops-{place}-starts"] = start
        values[f"stops-{place}-ends"] = end
        values[f"stops-{place}-stand"] = stand.pk if stand else ""
    return values


def know(stop):
    """Let calendars know a stop."""
    ical.write(Selection(stop.exhibition), "protocol")


def hours(visit):
    zone = visit.exhibition.local
    return [
        f"{zone(stop.planned.lower):%H:%M}-{zone(stop.planned.upper):%H:%M}"
        for stop in visit.stops.order_by("position")
    ]
