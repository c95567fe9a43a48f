"""Records of the exhibition."""

from datetime import date, time

import factory
from factory.django import DjangoModelFactory

from exhibitors import models


class ExhibitionFactory(DjangoModelFactory):
    class Meta:
        model = models.Exhibition

    slug = factory.Sequence(lambda n: f"exhibition-{n}")
    name = factory.Sequence(lambda n: f"Exhibition {n}")
    start_on = date(2023, 11, 22)
    end_on = date(2023, 11, 25)
    timezone = "Asia/Baku"
    is_published = True


class RecordFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    exhibition = factory.SubFactory(ExhibitionFactory)


class SourceFactory(RecordFactory):
    class Meta:
        model = models.Source

    publisher = "Gazette"
    title = factory.Sequence(lambda n: f"Report {n}")
    url = "https://example.org/report"
    language = "en"


class SectorFactory(RecordFactory):
    class Meta:
        model = models.Sector

    slug = factory.Sequence(lambda n: f"sector-{n}")
    name = factory.Sequence(lambda n: f"Sector {n}")


class AreaFactory(RecordFactory):
    class Meta:
        model = models.Area

    slug = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")


class PlanFeatureFactory(RecordFactory):
    class Meta:
        model = models.PlanFeature

    area = factory.SubFactory(
        AreaFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    kind = "gate"
    points = [[0, 0]]


class OrganisationFactory(RecordFactory):
    class Meta:
        model = models.Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")


class StandFactory(RecordFactory):
    class Meta:
        model = models.Stand

    slug = factory.Sequence(lambda n: f"stand-{n}")
    name = factory.Sequence(lambda n: f"Stand {n}")


class ExhibitorFactory(RecordFactory):
    class Meta:
        model = models.Exhibitor

    organisation = factory.SubFactory(
        OrganisationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    stand = factory.SubFactory(
        StandFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class ExhibitFactory(RecordFactory):
    class Meta:
        model = models.Exhibit

    slug = factory.Sequence(lambda n: f"exhibit-{n}")
    name = factory.Sequence(lambda n: f"Exhibit {n}")


class NamedPartFactory(RecordFactory):
    class Meta:
        model = models.NamedPart

    exhibit = factory.SubFactory(
        ExhibitFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    name_as_in_source = factory.Sequence(lambda n: f"Pattern {n}")


class ParticipationFactory(RecordFactory):
    class Meta:
        model = models.Participation

    country_id = "KZ"


class VenueFactory(RecordFactory):
    class Meta:
        model = models.Venue

    name = "Baku Expo Center"


class FrameworkFactory(RecordFactory):
    class Meta:
        model = models.Framework

    name = "United Nations Special Programme"


class OpeningHoursFactory(RecordFactory):
    class Meta:
        model = models.OpeningHours

    on = date(2023, 11, 22)
    opens_at = time(10)
    closes_at = time(18)


class ReportedNumberFactory(RecordFactory):
    class Meta:
        model = models.ReportedNumber

    label = factory.Sequence(lambda n: f"Number {n}")
    value = 33


class EventFactory(RecordFactory):
    class Meta:
        model = models.Event

    name = factory.Sequence(lambda n: f"Event {n}")
    start_on = date(2023, 11, 22)
    end_on = date(2023, 11, 22)


class ContradictionFactory(RecordFactory):
    class Meta:
        model = models.Contradiction

    topic = factory.Sequence(lambda n: f"Topic {n}")


class StatementFactory(RecordFactory):
    class Meta:
        model = models.Statement

    contradiction = factory.SubFactory(
        ContradictionFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    text = factory.Sequence(lambda n: f"Statement {n}")


class PhotoFactory(RecordFactory):
    class Meta:
        model = models.Photo

    exhibit = factory.SubFactory(
        ExhibitFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    image = factory.django.ImageField(width=40, height=30)


class InquiryFactory(RecordFactory):
    class Meta:
        model = models.Inquiry

    stand = factory.SubFactory(
        StandFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    name = "Visitor"
    email = "visitor@example.org"
    message = "Let us work together."


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = models.Proposal

    exhibition = factory.SubFactory(ExhibitionFactory)
    country_id = "KZ"
    kind = "stand"
    record = factory.Sequence(lambda n: 10**9 + n)
    name = factory.Sequence(lambda n: f"Proposal {n}")


class RoleAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.RoleAssignment

    user = factory.SubFactory("tests.factories.expo.UserFactory")
    role = "organiser"
    exhibition = factory.SubFactory(ExhibitionFactory)


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRun

    exhibition = factory.SubFactory(ExhibitionFactory)
    kind = "stands"
    file_name = factory.Sequence(lambda n: f"list-{n}.csv")
    file = factory.django.FileField(
        filename="list.csv", data=b"Stand,Name\nA-1,Kazakhstan\n"
    )


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRow

    run = factory.SubFactory(ImportRunFactory)
    number = factory.Sequence(lambda n: n + 2)
    action = "new"
    label = factory.Sequence(lambda n: f"Stand {n}")
    after = factory.LazyAttribute(lambda row: {"name_en": row.label, "country": "KZ"})
