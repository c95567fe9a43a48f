"""What of the exhibition itself a new edition takes over."""

from django.utils.translation import gettext_lazy as _

from exhibitors import models
from exhibitors.editions.copying import NEW_CODE
from exhibitors.editions.parts import Copied, Part, leave_out, register

register(
    Part("sectors", _("sectors"), (Copied(models.Sector),)),
    Part(
        "places",
        _("areas with their plans"),
        (Copied(models.Area), Copied(models.PlanFeature)),
    ),
    Part("organisations", _("organisations"), (Copied(models.Organisation),)),
    Part(
        "venue",
        _("venue and framework"),
        (
            Copied(models.Venue),
            Copied(models.Framework, frozenset({"week_start_on", "week_end_on"})),
        ),
    ),
    Part(
        "stands",
        _("stands"),
        (Copied(models.Stand, fresh={"code": NEW_CODE}),),
        ("places",),
    ),
    Part("countries", _("participating countries"), (Copied(models.Participation),)),
    Part(
        "exhibitors",
        _("which organisation is at which stand"),
        (Copied(models.Exhibitor),),
        ("stands", "organisations"),
    ),
    Part(
        "exhibits",
        _("exhibits"),
        (Copied(models.Exhibit, fresh={"code": NEW_CODE}), Copied(models.NamedPart)),
        ("stands", "organisations"),
    ),
    Part("photos", _("photos"), (Copied(models.Photo),), ("exhibits",)),
    Part(
        "hours",
        _("opening hours"),
        (Copied(models.OpeningHours, frozenset({"on"})),),
    ),
    Part(
        "events",
        _("events"),
        (
            Copied(
                models.Event,
                frozenset({"start_on", "end_on"}),
                {"status": "'announced'"},
            ),
        ),
    ),
    Part(
        "roles",
        _("roles of accounts"),
        (Copied(models.RoleAssignment),),
        ("stands", "organisations"),
        is_private=True,
    ),
)

leave_out(
    "Reports speak of the edition that they are about.",
    models.Source,
    models.Contradiction,
    models.Statement,
    models.ReportedNumber,
    models.StandAreaReport,
    models.LoadedFile,
)
leave_out(
    "It was said on the days of that edition.", models.StandNotice, models.Inquiry
)
leave_out(
    "The database makes it by itself.",
    models.FormerAddress,
    models.Revision,
    models.SiteWalks,
)
leave_out(
    "It tells how that edition was entered.",
    models.HistoryEvent,
    models.HistoryTransaction,
    models.ImportRecord,
    models.ImportRow,
    models.ImportRun,
    models.Proposal,
    models.SavedMapping,
)
leave_out("The drawing that was traced from it goes along.", models.PlanBackground)
leave_out(
    "It waits to become a photo, or to be removed.",
    models.DiscardedFile,
    models.WaitingArchive,
    models.WaitingPhoto,
)
leave_out("Every exhibition shares it, or is it.", models.Country, models.Exhibition)
