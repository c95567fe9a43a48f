"""What of delegations and their schedule an archive holds.

Rows of the schedule are loaded as they were, not through ``delegations.schedule``: they
came through that door when they were written, and it would count versions, keep changes
and judge again what an organiser had let pass. The exhibition is seen by nobody before
the load is committed, so there is nobody to lock out; the constraints and triggers of
the database judge every row.
"""

from uuid import uuid4

from delegations import models
from exhibitors.editions.archives import declared  # noqa: F401
from exhibitors.editions.archives.registry import Archived, archive, leave_out
from exhibitors.models.fields import secret_token

archive(
    Archived(models.Person),
    Archived(models.EventParticipant),
    Archived(models.Availability),
    Archived(models.InterpreterPool),
    Archived(models.ClashLevel),
    Archived(models.Delegation),
    Archived(models.LanguagePair),
    Archived(models.Membership),
    Archived(models.Apart),
    Archived(models.Embargo),
    Archived(models.StandardTour),
    Archived(models.StandardStop),
    Archived(models.Visit),
    Archived(models.Stop, unique={"uid": uuid4}),
    Archived(models.Engagement, derived=("post",)),
    Archived(models.Mark, through="stop", unique={"key": uuid4}),
    Archived(models.CalendarEntry, through="stop"),
    Archived(models.Report),
    Archived(models.Registration, secret={"token": secret_token}),
    Archived(models.Feed, secret={"token": secret_token}),
)

leave_out("the database makes it by itself", models.Occupancy)
leave_out(
    "it names rows by keys of that database, which cannot be put into others",
    models.AcceptedClash,
    models.Change,
    models.PlanningRun,
)
leave_out(
    "it was given out there with keys of that database; release the days again",
    models.Notice,
    models.Release,
)
leave_out(
    "letters and logs stay where they were written",
    models.ExportLog,
    models.FeedRead,
    models.Letter,
)
