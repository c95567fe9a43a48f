"""The records of delegations and their schedule, a module a subject."""

from delegations.models.changes import Change
from delegations.models.clashes import (
    AcceptedClash,
    Apart,
    ClashLevel,
    ClashRule,
    Embargo,
)
from delegations.models.delegations import Delegation, LanguagePair, Membership
from delegations.models.engagements import Engagement
from delegations.models.exports import CalendarEntry, ExportLog
from delegations.models.feeds import Feed, FeedRead
from delegations.models.letters import Letter
from delegations.models.marks import Mark
from delegations.models.people import EventParticipant, Person
from delegations.models.plannings import Availability, InterpreterPool, PlanningRun
from delegations.models.registrations import Registration
from delegations.models.releases import Notice, Release
from delegations.models.reports import Report
from delegations.models.stops import Occupancy, Stop
from delegations.models.tours import StandardStop, StandardTour
from delegations.models.visits import Visit

__all__ = [
    "AcceptedClash",
    "Apart",
    "Availability",
    "CalendarEntry",
    "Change",
    "ClashLevel",
    "ClashRule",
    "Delegation",
    "Embargo",
    "Engagement",
    "EventParticipant",
    "ExportLog",
    "Feed",
    "FeedRead",
    "InterpreterPool",
    "LanguagePair",
    "Letter",
    "Mark",
    "Membership",
    "Notice",
    "Occupancy",
    "Person",
    "PlanningRun",
    "Registration",
    "Release",
    "Report",
    "StandardStop",
    "StandardTour",
    "Stop",
    "Visit",
]
