"""Records of delegations and their schedule."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory
from psycopg2.extras import DateTimeTZRange

from delegations import models
from tests.factories.exhibitors import (
    EventFactory,
    ExhibitionFactory,
    RecordFactory,
    StandFactory,
)


class PersonFactory(RecordFactory):
    class Meta:
        model = models.Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name = factory.Sequence(lambda n: f"Person {n}")


class EventParticipantFactory(RecordFactory):
    class Meta:
        model = models.EventParticipant

    event = factory.SubFactory(
        EventFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    person = factory.SubFactory(
        PersonFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class DelegationFactory(RecordFactory):
    class Meta:
        model = models.Delegation

    slug = factory.Sequence(lambda n: f"delegation-{n}")
    name = factory.Sequence(lambda n: f"Delegation {n}")


class MembershipFactory(RecordFactory):
    class Meta:
        model = models.Membership

    delegation = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    person = factory.SubFactory(
        PersonFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class LanguagePairFactory(RecordFactory):
    class Meta:
        model = models.LanguagePair

    delegation = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    spoken = "kk"
    understood = "az"


class ApartFactory(RecordFactory):
    class Meta:
        model = models.Apart

    first = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    second = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class EmbargoFactory(RecordFactory):
    class Meta:
        model = models.Embargo

    stand = factory.SubFactory(
        StandFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    delegation = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class AvailabilityFactory(RecordFactory):
    class Meta:
        model = models.Availability

    person = factory.SubFactory(
        PersonFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    during = DateTimeTZRange(
        datetime(2023, 11, 24, 6, tzinfo=UTC), datetime(2023, 11, 24, 8, tzinfo=UTC)
    )


class InterpreterPoolFactory(RecordFactory):
    class Meta:
        model = models.InterpreterPool

    language = factory.Sequence(lambda n: "abcdefghijklmnopqrstuvwxyz"[n % 26] + "q")


class AcceptedClashFactory(RecordFactory):
    class Meta:
        model = models.AcceptedClash

    on = date(2023, 11, 24)
    fingerprint = factory.Sequence(lambda n: f"{n:064d}")
    sentence = factory.Sequence(lambda n: f"Clash {n}")
    user = factory.SubFactory("tests.factories.expo.UserFactory")


class VisitFactory(RecordFactory):
    class Meta:
        model = models.Visit

    delegation = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    on = date(2023, 11, 24)


class StopFactory(RecordFactory):
    class Meta:
        model = models.Stop

    visit = factory.SubFactory(
        VisitFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class EngagementFactory(RecordFactory):
    class Meta:
        model = models.Engagement

    visit = factory.SubFactory(
        VisitFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    person = factory.SubFactory(
        PersonFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class ReportFactory(RecordFactory):
    class Meta:
        model = models.Report

    visit = factory.SubFactory(
        VisitFactory, exhibition=factory.SelfAttribute("..exhibition")
    )
    slug = factory.Sequence(lambda n: f"report-{n}")
    title = factory.Sequence(lambda n: f"Report {n}")
    published_at = datetime(2023, 11, 25, tzinfo=UTC)


class RegistrationFactory(RecordFactory):
    class Meta:
        model = models.Registration

    label = factory.Sequence(lambda n: f"Embassy {n}")
    country_id = "KZ"


class StandardTourFactory(RecordFactory):
    class Meta:
        model = models.StandardTour

    name = factory.Sequence(lambda n: f"Tour {n}")


class StandardStopFactory(RecordFactory):
    class Meta:
        model = models.StandardStop

    tour = factory.SubFactory(
        StandardTourFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class ChangeFactory(RecordFactory):
    class Meta:
        model = models.Change


class FeedFactory(RecordFactory):
    class Meta:
        model = models.Feed

    delegation = factory.SubFactory(
        DelegationFactory, exhibition=factory.SelfAttribute("..exhibition")
    )


class ReleaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Release

    exhibition = factory.SubFactory(ExhibitionFactory)
    on = date(2023, 11, 24)
    version = factory.Sequence(lambda n: n + 1)
    items = factory.LazyFunction(lambda: {"en": [], "ru": [], "az": [], "gone": []})
    released_at = datetime(2023, 11, 23, tzinfo=UTC)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = models.Notice

    release = factory.SubFactory(ReleaseFactory)
    person = factory.SubFactory(
        PersonFactory, exhibition=factory.SelfAttribute("..release.exhibition")
    )
    language = "en"


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = models.Letter

    exhibition = factory.SubFactory(ExhibitionFactory)
    to = factory.Sequence(lambda n: f"reader{n}@example.org")
    subject = "Programme"
    text = "It has changed."
