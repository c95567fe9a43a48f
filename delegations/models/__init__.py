"""The records of delegations and their schedule, a module a subject."""

from delegations.models.delegations import Delegation, LanguagePair, Membership
from delegations.models.engagements import Engagement
from delegations.models.exports import CalendarEntry, ExportLog
from delegations.models.people import EventParticipant, Person
from delegations.models.reports import Report
from delegations.models.stops import Occupancy, Stop
from delegations.models.visits import Visit

__all__ = [
    "CalendarEntry",
    "Delegation",
    "Engagement",
    "EventParticipant",
    "ExportLog",
    "LanguagePair",
    "Membership",
    "Occupancy",
    "Person",
    "Report",
    "Stop",
    "Visit",
]
