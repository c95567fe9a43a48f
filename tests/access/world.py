"""Two exhibitions with every kind of record, of which each role sees its own part."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from delegations.models import ClashLevel, ExportLog, PlanningRun
from exhibitors.models import Country, LoadedFile
from expo.models import SecondFactorRule, SignIn
from tests.access import roles
from tests.exhibitors.history.sealed import events, last, seal
from tests.factories import delegations, exhibitors, expo

DAY = date(2023, 11, 24)


@dataclass
class World:
    """The records by model and by whose they are, and a browser a role."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    clients: dict[str, Any] = field(default_factory=dict)

    def keep(self, whose: str, *rows: Any) -> None:
        """Note rows as those that are tried; the first of a model counts."""
        for row in rows:
            self.rows.setdefault(row._meta.label_lower, {}).setdefault(whose, row)

    def row(self, model: str, whose: str) -> Any:
        """Return the record of a model that is tried."""
        return self.rows[model][whose]


def world() -> World:
    """Make the records: ours with two countries, theirs not published yet."""
    made = World()
    ours = exhibitors.ExhibitionFactory(slug="ours", name="Ours")
    theirs = exhibitors.ExhibitionFactory(
        slug="theirs", name=f"{roles.THEIRS} exhibition", is_published=False
    )
    seal()
    for whose, edition, words in (
        ("own", ours, ("KZ", roles.OURS, roles.DRAFT, roles.SECRET)),
        ("neighbour", ours, ("TJ", roles.NEIGHBOURS, roles.NEXT_DRAFT, _NEXT)),
        ("foreign", theirs, ("UZ", roles.THEIRS, roles.THEIRS, roles.THEIRS)),
    ):
        _pavilion(made, whose, edition, *words[:3])
        _movements(made, whose, edition, words[0], words[3])
        _papers(made, whose, edition, words[3])
        _accounts(made, whose, edition, words[3])
        seal()
        made.keep(whose, last(), events(made.row("exhibitors.stand", whose))[0])
    for whose, edition, word in (
        ("own", ours, "Common"),
        ("foreign", theirs, roles.THEIRS),
    ):
        _edition(made, whose, edition, word)
    # Ours has none: those who try the doors have no second factor.
    rule = SecondFactorRule.objects.create(
        role="stand_host", exhibition=made.row("exhibitors.exhibition", "foreign")
    )
    made.keep("foreign", rule)
    made.clients = roles.clients(ours, theirs, made.row("exhibitors.stand", "own"))
    return made


_NEXT = roles.NEXT_SECRET


def _pavilion(made, whose, edition, code, word, hidden):
    """Make what a country shows, published, and the same again as drafts."""
    own = {"exhibition": edition}
    for text, kept, seen in ((word, whose, True), (hidden, f"{whose} draft", False)):
        shown = {**own, "is_published": seen}
        stand = exhibitors.StandFactory(name=f"{text} stand", country_id=code, **shown)
        body = exhibitors.OrganisationFactory(
            name=f"{text} company", country_id=code, **shown
        )
        thing = exhibitors.ExhibitFactory(
            name=f"{text} thing", country_id=code, stand=stand, maker=body, **shown
        )
        photo = exhibitors.PhotoFactory(alt=f"{text} photo", exhibit=thing, **shown)
        exhibitors.ExhibitorFactory(organisation=body, stand=stand, **own)
        made.keep(kept, stand, body, thing, photo)
    stand = made.row("exhibitors.stand", whose)
    made.keep(
        whose,
        exhibitors.ParticipationFactory(country_id=code, name=f"{word} land", **own),
        exhibitors.InquiryFactory(stand=stand, name=f"{hidden} visitor", **own),
        exhibitors.ProposalFactory(
            country_id=code, record=stand.pk, name=f"{hidden} plan", **own
        ),
    )
    if whose != "foreign":
        made.keep(whose, Country.objects.get(iso2=code))


def _movements(made, whose, edition, code, word):
    """Make a delegation with its tour."""
    own = {"exhibition": edition}
    stand = made.row("exhibitors.stand", whose)
    group = delegations.DelegationFactory(
        name=f"{word} delegation", slug=f"group-{code.lower()}", country_id=code, **own
    )
    person = delegations.PersonFactory(
        name=f"{word} minister", slug=f"minister-{code.lower()}", **own
    )
    visit = delegations.VisitFactory(delegation=group, on=DAY, **own)
    delegations.MembershipFactory(delegation=group, person=person, **own)
    delegations.EngagementFactory(visit=visit, person=person, **own)
    told = {"model": "visit", "pk": visit.pk, "name": f"{word} visit"}
    change = delegations.ChangeFactory(
        visits=[visit.pk], entries=[{**told, "before": None, "after": {}}], **own
    )
    made.keep(whose, group, person, visit, change)
    made.keep(
        whose,
        delegations.StopFactory(visit=visit, stand=stand, **own),
        delegations.ApartFactory(first=group, **own),
        delegations.EmbargoFactory(stand=stand, delegation=group, **own),
        delegations.AvailabilityFactory(person=person, **own),
        delegations.ReportFactory(
            visit=visit, title=f"{word} report", published_at=None, **own
        ),
        PlanningRun.objects.create(on=DAY, problem={}, state="done", **own),
    )


def _papers(made, whose, edition, word):
    """Make what is written about a delegation."""
    own = {"exhibition": edition}
    group = made.row("delegations.delegation", whose)
    tour = delegations.StandardTourFactory(name=f"{word} tour", **own)
    release = delegations.ReleaseFactory(**own)
    made.keep(
        whose,
        tour,
        release,
        delegations.StandardStopFactory(
            tour=tour, stand=made.row("exhibitors.stand", whose), **own
        ),
        delegations.AcceptedClashFactory(on=DAY, sentence=f"{word} clash", **own),
        delegations.InterpreterPoolFactory(**own),
        delegations.FeedFactory(delegation=group, label=f"{word} feed", **own),
        delegations.LetterFactory(subject=f"{word} letter", **own),
        delegations.RegistrationFactory(label=f"{word} embassy", **own),
    )
    notice = delegations.NoticeFactory(
        release=release, person=made.row("delegations.person", whose)
    )
    made.keep(whose, notice)


def _accounts(made, whose, edition, word):
    """Make what is kept about people who work for an exhibition."""
    role = exhibitors.RoleAssignmentFactory(
        user__name=f"{word} officer", role="protocol_officer", exhibition=edition
    )
    asked = expo.InvitationFactory(name=f"{word} invited")
    expo.InvitedRoleFactory(invitation=asked, exhibition=edition)
    made.keep(
        whose,
        asked,
        expo.AccountLetterFactory(account=role.user, subject=f"{word} reset"),
        exhibitors.ImportRunFactory(
            exhibition=edition, user=role.user, kind="persons", file_name=f"{word}.csv"
        ),
        SignIn.objects.create(user=role.user, session_key=f"{word} session"),
    )


def _edition(made, whose, edition, word):
    """Make what an exhibition has once."""
    own = {"exhibition": edition}
    role = exhibitors.RoleAssignmentFactory(
        user__name=f"{word} account", role="protocol_officer", **own
    )
    report = delegations.ReportFactory(
        title=f"{word} report",
        visit=delegations.VisitFactory(on=date(2023, 11, 22), **own),
        published_at=datetime(2023, 11, 25, tzinfo=UTC),
        **own,
    )
    made.keep(f"{whose} public", report)
    made.keep(
        whose,
        edition,
        role,
        role.user,
        exhibitors.AreaFactory(name=f"{word} hall", **own),
        exhibitors.ContradictionFactory(topic=f"{word} dispute", **own),
        exhibitors.EventFactory(name=f"{word} forum", **own),
        exhibitors.FrameworkFactory(name=f"{word} programme", **own),
        exhibitors.SectorFactory(name=f"{word} sector", **own),
        exhibitors.SourceFactory(title=f"{word} gazette", **own),
        exhibitors.VenueFactory(name=f"{word} centre", **own),
        LoadedFile.objects.create(title=f"{word} file", **own),
        ExportLog.objects.create(user=role.user, format="csv", stop_count=1, **own),
        ClashLevel.objects.get_or_create(
            exhibition=edition, rule=ClashLevel._meta.get_field("rule").choices[0][0]
        )[0],
    )
