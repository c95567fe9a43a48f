"""Records of delegations and their schedule."""

from datetime import UTC, date, datetime

import factory

from delegations import models
from tests.factories.exhibitors import EventFactory, RecordFactory, StandFactory


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
