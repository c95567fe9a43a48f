"""What may be missing of delegations, visits and people."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from delegations.models import (
    Delegation,
    Engagement,
    Membership,
    Person,
    Registration,
    Visit,
)
from delegations.models.delegations import OFF
from exhibitors.guidance.gaps import Gap, blank, register, texts
from exhibitors.guidance.on_show import NAME

COMING = ~Q(status__in=OFF)
PLANNED = ~Q(status__in=(*OFF, Visit.Status.DONE))
UNSURE = (Engagement.Reply.OPEN, Engagement.Reply.ASKED, Engagement.Reply.DECLINED)


def _engaged(**duty: object) -> Exists:
    return Exists(Engagement.objects.filter(visit=OuterRef("pk"), **duty))


DELEGATIONS = [
    Gap(
        "delegation-unconfirmed",
        Delegation,
        _("Not confirmed"),
        Q(status=Delegation.Status.ANNOUNCED),
        "status",
    ),
    Gap(
        "delegation-head",
        Delegation,
        _("No head"),
        COMING
        & Q(~Exists(Membership.objects.filter(delegation=OuterRef("pk"), role="head"))),
        "memberships-",
    ),
    Gap(
        "delegation-size",
        Delegation,
        _("Size not known"),
        COMING & Q(size=None),
        "size",
    ),
    *texts(Delegation, "name", NAME),
]
VISITS = [
    Gap("visit-day", Visit, _("No day"), PLANNED & Q(on=None), "on"),
    Gap(
        "visit-time",
        Visit,
        _("A day, but no time"),
        PLANNED & Q(on__isnull=False, span=None),
        "span_from_1",
    ),
    Gap(
        "visit-replies",
        Visit,
        _("Somebody who receives has not confirmed"),
        PLANNED & Q(_engaged(role=Engagement.Role.RECEIVES, reply__in=UNSURE)),
        "engagements-",
    ),
]
PEOPLE = [
    Gap(
        "person-title",
        Person,
        _("No title or position"),
        Q(blank("title", "en"), blank("title", "ru"), blank("title", "az")),
        "title_en",
    ),
    *texts(Person, "name", NAME),
]
REGISTRATIONS = [
    Gap(
        "registration-decision",
        Registration,
        _("Sent in, waits for a decision"),
        Q(status=Registration.Status.SENT),
        "",
    ),
    Gap(
        "registration-open",
        Registration,
        _("Invited, nothing sent in yet"),
        Q(status__in=(Registration.Status.INVITED, Registration.Status.RETURNED)),
        "expires_on",
    ),
]

register(*DELEGATIONS, *VISITS, *PEOPLE, *REGISTRATIONS)
