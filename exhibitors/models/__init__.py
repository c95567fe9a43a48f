"""The records of an exhibition, a module a subject."""

from exhibitors.models.access import Role, RoleAssignment
from exhibitors.models.addresses import FormerAddress
from exhibitors.models.areas import Area, PlanFeature
from exhibitors.models.backgrounds import PlanBackground
from exhibitors.models.countries import Country, Participation
from exhibitors.models.discards import DiscardedFile
from exhibitors.models.events import Event, LoadedFile, OpeningHours, ReportedNumber
from exhibitors.models.exhibitions import Exhibition
from exhibitors.models.exhibits import Exhibit, NamedPart
from exhibitors.models.history import HistoryEvent, HistoryTransaction
from exhibitors.models.imports import (
    ImportRecord,
    ImportRow,
    ImportRun,
    SavedMapping,
)
from exhibitors.models.inquiries import Inquiry
from exhibitors.models.organisations import Exhibitor, Organisation
from exhibitors.models.photos import Photo
from exhibitors.models.proposals import Proposal
from exhibitors.models.revisions import Revision
from exhibitors.models.sources import Contradiction, Source, Statement
from exhibitors.models.stands import (
    Sector,
    Stand,
    StandAreaReport,
    StandNotice,
)
from exhibitors.models.venues import Framework, Venue
from exhibitors.models.waiting import WaitingArchive, WaitingPhoto
from exhibitors.models.walks import SiteWalks

__all__ = [
    "Area",
    "Contradiction",
    "Country",
    "DiscardedFile",
    "Event",
    "Exhibit",
    "Exhibition",
    "Exhibitor",
    "FormerAddress",
    "Framework",
    "HistoryEvent",
    "HistoryTransaction",
    "ImportRecord",
    "ImportRow",
    "ImportRun",
    "Inquiry",
    "LoadedFile",
    "NamedPart",
    "OpeningHours",
    "Organisation",
    "Participation",
    "Photo",
    "PlanBackground",
    "PlanFeature",
    "Proposal",
    "ReportedNumber",
    "Revision",
    "Role",
    "RoleAssignment",
    "SavedMapping",
    "Sector",
    "SiteWalks",
    "Source",
    "Stand",
    "StandAreaReport",
    "StandNotice",
    "Statement",
    "Venue",
    "WaitingArchive",
    "WaitingPhoto",
]
