"""The home page of an exhibition."""

from dataclasses import dataclass

from django.db.models import Prefetch

from exhibitors.models import (
    Area,
    Event,
    Exhibit,
    Exhibition,
    Framework,
    OpeningHours,
    Organisation,
    Participation,
    ReportedNumber,
    Stand,
    Venue,
)
from exhibitors.queries.countries import CountryNames, participations
from exhibitors.queries.exhibits import exhibit_cards, highlights
from exhibitors.queries.plans import AreaPlan, area_plans
from exhibitors.queries.sources import (
    Bibliography,
    bibliography,
    public_contradictions,
)
from exhibitors.queries.stands import stand_lines

HIGHLIGHTS = 8


@dataclass(frozen=True)
class Site:
    """Where and when: the venue, the areas with their plans, the opening hours."""

    venue: Venue | None
    areas: tuple[Area, ...]
    plans: tuple[AreaPlan, ...]
    hours: tuple[OpeningHours, ...]


@dataclass(frozen=True)
class Reported:
    """What reports say of the exhibition as a whole."""

    framework: Framework | None
    numbers: tuple[ReportedNumber, ...]
    events: tuple[Event, ...]
    contradiction_count: int


@dataclass(frozen=True)
class HomePage:
    """Everything that the home page of an exhibition shows."""

    names: CountryNames
    site: Site
    reported: Reported
    participations: tuple[Participation, ...]
    stands: tuple[Stand, ...]
    outdoors: tuple[Exhibit, ...]
    highlights: tuple[Exhibit, ...]
    exhibit_count: int
    bibliography: Bibliography

    @property
    def pavilions(self) -> list[Stand]:
        """National stands, the largest (the host's) first, then programme stands."""
        kinds = [Stand.Kind.NATIONAL, Stand.Kind.PROGRAMME]
        return [stand for kind in kinds for stand in self.stands if stand.kind == kind]

    @property
    def features(self) -> list[Stand]:
        """Special and thematic stands."""
        kinds = [Stand.Kind.SPECIAL, Stand.Kind.THEMATIC]
        return [stand for kind in kinds for stand in self.stands if stand.kind == kind]

    @property
    def host(self) -> str | None:
        """The code of the host country."""
        hosts = [
            row.country_id
            for row in self.participations
            if row.role == Participation.Role.HOST
        ]
        return hosts[0] if hosts else None

    @property
    def exhibiting(self) -> list[Participation]:
        """The countries that show something."""
        silent = Participation.Role.MEMBER
        return [row for row in self.participations if row.role != silent]

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        records = [*self.site.areas, *self.site.hours, *self.stands]
        return any(record.illustrative for record in records)


def home_page(exhibition: Exhibition) -> HomePage:
    """Return the home page of a published exhibition; a fixed number of queries."""
    stands = tuple(stand_lines(exhibition))
    site, reported = _site(exhibition, stands), _reported(exhibition)
    rows = tuple(participations(exhibition))
    return HomePage(
        names=CountryNames({row.country_id: row for row in rows if row.name}),
        site=site,
        reported=reported,
        participations=rows,
        stands=stands,
        outdoors=tuple(
            exhibit_cards(exhibition).filter(stand__kind=Stand.Kind.OPEN_AIR)
        ),
        highlights=tuple(highlights(exhibition, HIGHLIGHTS)),
        exhibit_count=Exhibit.objects.shown_in(exhibition).count(),
        bibliography=_bibliography(exhibition, site, reported, rows),
    )


def _site(exhibition: Exhibition, stands: tuple[Stand, ...]) -> Site:
    areas = tuple(Area.objects.of(exhibition).prefetch_related("sources", "features"))
    venues = Venue.objects.of(exhibition).select_related("organisation", "country")
    return Site(
        venue=venues.prefetch_related("sources", "position_sources").first(),
        areas=areas,
        plans=area_plans(areas, stands),
        hours=tuple(exhibition.opening_hours.all()),
    )


def _reported(exhibition: Exhibition) -> Reported:
    frameworks = Framework.objects.of(exhibition).select_related("chair")
    bodies = Organisation.objects.shown_in(exhibition)
    return Reported(
        framework=frameworks.prefetch_related(
            "sources",
            "member_countries",
            "founding_countries",
            Prefetch("supporting_organisations", bodies),
        ).first(),
        numbers=tuple(
            ReportedNumber.objects.of(exhibition)
            .filter(value__isnull=False)
            .prefetch_related("sources")
        ),
        events=tuple(Event.objects.of(exhibition).prefetch_related("sources")),
        contradiction_count=public_contradictions(exhibition).count(),
    )


def _bibliography(
    exhibition: Exhibition,
    site: Site,
    reported: Reported,
    rows: tuple[Participation, ...],
) -> Bibliography:
    venue, framework = site.venue, reported.framework
    return bibliography(
        exhibition.sources.all(),
        *(record.sources.all() for record in (venue, framework) if record),
        *(record.position_sources.all() for record in (venue,) if record),
        *(number.sources.all() for number in reported.numbers),
        *(area.sources.all() for area in site.areas),
        *(row.sources.all() for row in rows),
        *(event.sources.all() for event in reported.events),
    )
