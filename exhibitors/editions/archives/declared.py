"""What of the exhibition itself an archive holds."""

from exhibitors import models
from exhibitors.editions.archives.registry import Archived, archive, leave_out
from exhibitors.models.fields import short_code

archive(
    Archived(models.Exhibition, through=""),
    Archived(models.Source),
    Archived(models.Organisation),
    Archived(models.Venue),
    Archived(models.Framework),
    Archived(models.OpeningHours),
    Archived(models.ReportedNumber),
    Archived(models.LoadedFile),
    Archived(models.Event),
    Archived(models.Sector),
    Archived(models.Area),
    Archived(models.PlanFeature),
    Archived(models.PlanBackground, files=("image",)),
    Archived(models.Stand, unique={"code": short_code}),
    Archived(models.StandAreaReport),
    Archived(models.StandNotice),
    Archived(models.Participation),
    Archived(models.Exhibitor),
    Archived(models.Exhibit, unique={"code": short_code}),
    Archived(models.NamedPart),
    Archived(models.Photo, files=("image",)),
    Archived(models.Contradiction),
    Archived(models.Statement),
    Archived(models.Inquiry),
    Archived(models.SavedMapping),
    Archived(models.RoleAssignment),
    Archived(models.FormerAddress, kinds={"row": "kind"}),
)

leave_out(
    "the database makes it by itself",
    models.Revision,
    models.SiteWalks,
)
leave_out(
    "the history is a chain of one database, and stays with it",
    models.HistoryEvent,
    models.HistoryTransaction,
)
leave_out(
    "it tells how lists were read in there, by keys of that database",
    models.ImportRecord,
    models.ImportRow,
    models.ImportRun,
)
leave_out(
    "it names rows by keys of that database; decide on it before",
    models.Proposal,
)
leave_out(
    "it waits to become a photo, or to be removed",
    models.DiscardedFile,
    models.WaitingArchive,
    models.WaitingPhoto,
)
leave_out("every exhibition shares it; rows name the code", models.Country)
