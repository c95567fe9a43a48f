"""What of delegations and their preparation a new edition takes over."""

from django.utils.translation import gettext_lazy as _

from delegations import models
from exhibitors.editions import on_show  # noqa: F401
from exhibitors.editions.parts import Copied, Part, leave_out, register

register(
    Part(
        "rules",
        _("levels of the rules and pools of interpreters"),
        (Copied(models.ClashLevel), Copied(models.InterpreterPool)),
    ),
    Part(
        "tours",
        _("standard tours"),
        (Copied(models.StandardTour), Copied(models.StandardStop)),
        ("exhibits",),
        is_private=True,
    ),
    Part(
        "people",
        _("people"),
        (Copied(models.Person),),
        is_private=True,
    ),
    Part(
        "delegations",
        _("delegations with their members, without visits"),
        (
            Copied(
                models.Delegation,
                frozenset({"visiting_on"}),
                {"status": "'announced'", "is_visit_reported": "NULL"},
            ),
            Copied(models.Membership),
            Copied(models.LanguagePair),
        ),
        ("people",),
        is_private=True,
    ),
    Part(
        "apart",
        _("pairs to be kept apart and embargoes"),
        (Copied(models.Apart), Copied(models.Embargo)),
        ("delegations", "stands"),
        is_private=True,
    ),
)

leave_out(
    "A schedule belongs to the days of its edition.",
    models.Visit,
    models.Stop,
    models.Occupancy,
    models.Engagement,
    models.Availability,
    models.EventParticipant,
    models.Mark,
    models.AcceptedClash,
    models.PlanningRun,
    models.Release,
    models.Report,
)
leave_out(
    "History and logs stay with what they tell of.",
    models.Change,
    models.ExportLog,
    models.FeedRead,
)
leave_out(
    "Somebody was given it, or was written to, for that edition.",
    models.Feed,
    models.Registration,
    models.Letter,
    models.Notice,
    models.CalendarEntry,
)
